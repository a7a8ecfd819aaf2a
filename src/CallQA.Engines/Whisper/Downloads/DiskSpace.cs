namespace CallQA.Engines.Whisper.Downloads;

/// <summary>Whether a download has room, asked before it begins.</summary>
/// <param name="left">Bytes that must stay free.</param>
/// <param name="freeSpace">Bytes free where a path lies; null to ask the system.</param>
internal sealed class DiskSpace(long left, Func<string, long>? freeSpace)
{
    private const int DiskFullOnUnix = 28;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);
    private readonly Func<string, long> _free = freeSpace ?? (folder => new DriveInfo(folder).AvailableFreeSpace);

    /// <summary>True when writing failed because the disk is full.</summary>
    public static bool IsFull(IOException exception) => exception.HResult is DiskFullOnUnix or DiskFullOnWindows;

    /// <summary>The sentence for a disk without room.</summary>
    public static DownloadException Refuse(string folder, Exception? cause = null) => new(
        DownloadFault.NoSpace, $"The disk of {folder} is full; free some space there, or set Downloads:Folder to a folder on another disk.", cause);

    /// <exception cref="DownloadException">There is less room than needed.</exception>
    public void Ensure(DownloadRequest request, long? needed)
    {
        var folder = Path.GetDirectoryName(request.Target)!;
        if (needed is not { } bytes || _free(folder) is var free && free - left >= bytes)
            return;
        throw new DownloadException(
            DownloadFault.NoSpace,
            FormattableString.Invariant($"The model '{request.Name}' needs {bytes / 1e6:0} MB more, but {folder} has {free / 1e6:0} MB free; ")
            + "free some space there, or set Downloads:Folder to a folder on another disk.");
    }
}
