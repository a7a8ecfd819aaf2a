namespace CallQA.Recordings.Encryption;

/// <summary>
/// A recording decrypted for a program that reads files: without a name on Linux, where the program reaches it through this process and nothing is
/// left behind however this process ends; elsewhere a file in a folder that only this user may enter and that goes with this object.
/// </summary>
internal sealed class DecryptedCopy : IDisposable
{
    private const string Name = "recording";

    private readonly FileStream? file;
    private readonly PrivateFolder? folder;

    private DecryptedCopy(FileStream? file, PrivateFolder? folder, string path) => (this.file, this.folder, Path) = (file, folder, path);

    /// <summary>What the program opens.</summary>
    public string Path { get; }

    /// <summary>The file itself where it is plain, else a decrypted copy.</summary>
    /// <exception cref="InputException">The recording cannot be read or is damaged, or there is no room for the copy.</exception>
    public static async Task<DecryptedCopy> OfAsync(RecordingFile recording, CancellationToken cancellationToken)
    {
        if (recording.Key is null) return new(null, null, recording.Path);
        await using var source = recording.OpenRead();
        DecryptedCopy? copy = null;
        try
        {
            copy = Create();
            await source.CopyToAsync(copy.file!, EncryptedFormat.PartLength, cancellationToken);
            await copy.file!.FlushAsync(cancellationToken);
            return copy;
        }
        catch (Exception exception)
        {
            copy?.Dispose();
            if (exception is not (IOException or UnauthorizedAccessException)) throw;
            throw new InputException(
                InputFault.Unreadable,
                $"The decrypted audio of '{recording.Path}' cannot be kept in the folder for temporary files '{System.IO.Path.GetTempPath()}' ({exception.Message.TrimEnd('.')}); make room there or name another folder with TMPDIR.",
                exception) { Passing = true };
        }
    }

    public void Dispose()
    {
        file?.Dispose();
        folder?.Dispose();
    }

    private static DecryptedCopy Create()
    {
        var folder = PrivateFolder.Create("audio");
        try
        {
            var file = folder.CreateFile(Name);
            if (!OperatingSystem.IsLinux()) return new(file, folder, folder.At(Name));
            // Before anything is written into it.
            folder.Dispose();
            return new(file, null, $"/proc/{Environment.ProcessId}/fd/{file.SafeFileHandle.DangerousGetHandle()}");
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }
}
