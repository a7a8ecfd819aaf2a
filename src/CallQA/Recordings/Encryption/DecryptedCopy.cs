namespace CallQA.Recordings.Encryption;

/// <summary>
/// A recording decrypted for a program that reads files: without a name on Linux, where the program reaches it through this process and nothing is
/// left behind however this process ends; elsewhere a file in the folder for temporary files that goes with this object.
/// </summary>
internal sealed class DecryptedCopy : IDisposable
{
    private readonly FileStream? file;
    private readonly string? named;

    private DecryptedCopy(FileStream? file, string? named, string path) => (this.file, this.named, Path) = (file, named, path);

    /// <summary>What the program opens.</summary>
    public string Path { get; }

    /// <summary>The file itself where it is plain, else a decrypted copy.</summary>
    /// <exception cref="InputException">The recording cannot be read or is damaged, or there is no room for the copy.</exception>
    public static async Task<DecryptedCopy> OfAsync(RecordingFile recording, CancellationToken cancellationToken)
    {
        if (recording.Key is null) return new(null, null, recording.Path);
        await using var source = recording.OpenRead();
        var name = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"callqa-{Guid.NewGuid():N}.audio");
        FileStream? file = null;
        try
        {
            file = Create(name);
            await source.CopyToAsync(file, EncryptedFormat.PartLength, cancellationToken);
            await file.FlushAsync(cancellationToken);
            return OperatingSystem.IsLinux()
                ? new(file, null, $"/proc/{Environment.ProcessId}/fd/{file.SafeFileHandle.DangerousGetHandle()}")
                : new(file, name, name);
        }
        catch (Exception exception)
        {
            if (file is not null) await file.DisposeAsync();
            if (File.Exists(name)) File.Delete(name);
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
        if (named is not null) File.Delete(named);
    }

    private static FileStream Create(string name)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(name, options);
        if (OperatingSystem.IsLinux()) File.Delete(name);
        return file;
    }
}
