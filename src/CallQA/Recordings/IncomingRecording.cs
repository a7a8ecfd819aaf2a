namespace CallQA.Recordings;

/// <summary>A recording at the door.</summary>
/// <param name="Path">The file.</param>
/// <param name="Metadata">What came with it.</param>
/// <param name="Raw">How it is coded, if it has no header; null where nobody declared it.</param>
public sealed record IncomingRecording(string Path, CallMetadata Metadata, RawFormat? Raw = null);
