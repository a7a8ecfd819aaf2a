namespace CallQA.Engines.Whisper.Downloads;

/// <summary>How far a download is.</summary>
/// <param name="Done">Bytes on the disk, those of earlier attempts included.</param>
/// <param name="Total">Bytes of the whole file; null when unknown.</param>
/// <param name="Checking">True while the hash of the whole file is computed.</param>
public sealed record DownloadProgress(long Done, long? Total, bool Checking = false);
