namespace CallQA.Recordings;

/// <summary>A recording at the door.</summary>
/// <param name="Path">The file.</param>
/// <param name="Metadata">What came with it.</param>
public sealed record IncomingRecording(string Path, CallMetadata Metadata);
