namespace CallQA.App.Jobs;

/// <summary>A file as it was before it was read, so that one that was replaced or grew since is not removed as if it had been read.</summary>
internal sealed record SeenFile(string Path, long Length, DateTime Changed)
{
    /// <summary>The file as it is now; one that is not there has no length and equals only its absence.</summary>
    public static SeenFile Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new(path, file.Length, file.LastWriteTimeUtc) : new(path, -1, default);
    }

    /// <summary>Removes the file if it is still the one that was seen; the watch hands a changed one in again.</summary>
    public void DeleteUnlessChanged()
    {
        if (Of(Path) == this) File.Delete(Path);
    }
}
