namespace CallQA.App.Jobs;

/// <summary>A place where a refused file is about to lie, held by a lock that ends with the process.</summary>
internal sealed class ReservedPlace : IDisposable
{
    private readonly FileStream held;

    private ReservedPlace(string path, FileStream held) => (Path, this.held) = (path, held);

    public string Path { get; }

    /// <summary>Holds a place.</summary>
    /// <returns>Null when somebody holds it, or something lies there.</returns>
    public static ReservedPlace? TryReserve(string path)
    {
        if (TryHold(path + ".reserved") is not { } held) return null;
        // Whoever held it before may have put a file there since.
        if (!File.Exists(path)) return new(path, held);
        held.Dispose();
        return null;
    }

    public void Dispose() => held.Dispose();

    private static FileStream? TryHold(string path)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}
