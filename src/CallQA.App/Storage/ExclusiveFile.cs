namespace CallQA.App.Storage;

/// <summary>A lock between processes: an open file, which nobody else can open, and which ends with the process.</summary>
internal static class ExclusiveFile
{
    /// <summary>Opens a file for nobody else, and waits while somebody has it.</summary>
    /// <param name="path">The file; made if missing, in a folder that is there.</param>
    /// <param name="pause">How long is waited between two attempts.</param>
    /// <param name="longest">How long is waited in all.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="IOException">It was held all the time, or cannot be opened at all.</exception>
    public static async Task<FileStream> OpenAsync(string path, TimeSpan pause, TimeSpan longest, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path) && TimeProvider.System.GetElapsedTime(begun) <= longest)
            {
                await Task.Delay(pause, cancellationToken);
            }
        }
    }
}
