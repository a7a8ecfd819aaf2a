namespace CallQA.Recordings;

/// <summary>
/// A folder in the one for temporary files that only this user may enter, for audio that nobody encrypted. It goes with this object; that it is in use shows a
/// file held open in it, whose lock ends with the process however that ends.
/// </summary>
public sealed class PrivateFolder : IDisposable
{
    /// <summary>Name of the file that is held.</summary>
    public const string HeldName = ".in-use";

    private readonly FileStream held;

    private PrivateFolder(string path, FileStream held) => (Path, this.held) = (path, held);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Makes a new one.</summary>
    /// <param name="purpose">What for: one of those that <see cref="TemporaryRecordings"/> clears up (raw, vcon, parties, audio, pcm).</param>
    /// <exception cref="IOException">There is no room.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public static PrivateFolder Create(string purpose)
    {
        // Made with mode 700.
        var path = Directory.CreateTempSubdirectory($"{TemporaryRecordings.Prefix}{purpose}-").FullName;
        try
        {
            return new(path, Create(System.IO.Path.Combine(path, HeldName), FileShare.None));
        }
        catch
        {
            Directory.Delete(path, recursive: true);
            throw;
        }
    }

    /// <summary>The path of a file in it.</summary>
    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Makes a file in it that only this user may read.</summary>
    public FileStream CreateFile(string name) => Create(At(name), FileShare.Read | FileShare.Delete);

    /// <inheritdoc />
    public void Dispose()
    {
        held.Dispose();
        Directory.Delete(Path, recursive: true);
    }

    private static FileStream Create(string path, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = share, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
