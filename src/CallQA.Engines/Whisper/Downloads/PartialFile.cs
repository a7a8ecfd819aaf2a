using CallQA.Recordings;

namespace CallQA.Engines.Whisper.Downloads;

/// <summary>
/// A file on its way: <c>NAME.part</c>, with the server's mark of the version it belongs to (ETag or time) in <c>NAME.part.version</c>.
/// A part whose version is not known cannot be gone on with and is begun again.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    // Nobody else may open it, yet it can be renamed while it is open: no other process slips in between.
    private static readonly FileShare Alone = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    private readonly string _versionPath;

    private PartialFile(string target, FileStream content)
    {
        Path = target + ".part";
        _versionPath = Path + ".version";
        Content = content;
    }

    public string Path { get; }

    /// <summary>The content, at its end.</summary>
    public FileStream Content { get; }

    /// <summary>The version that the content belongs to; null when nothing usable is there.</summary>
    public string? Version { get; private set; }

    /// <summary>Opens what an earlier attempt left, or an empty part.</summary>
    /// <exception cref="DownloadException">Another process has it open.</exception>
    public static PartialFile Open(string target, string name)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        try
        {
            var part = new PartialFile(
                target, new FileStream(target + ".part", FileMode.OpenOrCreate, FileAccess.ReadWrite, Alone, 1 << 16, useAsync: true));
            part.Recall();
            return part;
        }

        catch (IOException cause) when (File.Exists(target + ".part"))
        {
            throw new DownloadException(
                DownloadFault.Busy, $"Another process is downloading the model '{name}' to {target}; wait for it to finish, then run the command again.", cause);
        }
    }

    /// <summary>Empties the part, for another version of the file.</summary>
    public void Restart(string? version)
    {
        Content.SetLength(0);
        Version = version;
        File.Delete(_versionPath);
        if (version is not null)
            File.WriteAllText(_versionPath, version);
    }

    /// <summary>Puts the finished part in its place and removes what belonged to it.</summary>
    public void MoveTo(string target)
    {
        Content.Flush(flushToDisk: true);
        AtomicFile.Publish(Path, target, overwrite: true);
        File.Delete(_versionPath);
        Content.Dispose();
    }

    /// <summary>Removes everything.</summary>
    public void Discard()
    {
        File.Delete(Path);
        File.Delete(_versionPath);
        Content.Dispose();
    }

    public void Dispose()
    {
        if (Content.CanWrite && Content.Length == 0)
            Discard();
        Content.Dispose();
    }

    private void Recall()
    {
        if (File.Exists(_versionPath) && Content.Length > 0)
        {
            Version = File.ReadAllText(_versionPath);
            Content.Seek(0, SeekOrigin.End);
            return;
        }

        Restart(null);
    }
}
