namespace CallQA.Recordings;

/// <summary>How far a call has come. The stage stored with the call is the truth about it; queues only hurry it along.</summary>
public enum CallStage
{
    /// <summary>The original is in the recording store.</summary>
    TakenIn,

    /// <summary>The transcript is stored.</summary>
    Transcribed,

    /// <summary>The conversation metrics are stored.</summary>
    Measured,

    /// <summary>The machine's evaluation is stored: nothing left for the worker to do.</summary>
    Scored,
}

/// <summary>A recorded call as the store holds it.</summary>
/// <param name="Id">Identifier inside CallQA: the telephone system's where known, the file's base name otherwise; unique.</param>
/// <param name="ContentHash">SHA-256 of the recording file, lower-case hexadecimal. The same recording twice is one call.</param>
/// <param name="FileName">Name of the file as it arrived, without folders.</param>
/// <param name="Duration">Length of the recording.</param>
/// <param name="SampleRate">Samples per second and channel, in hertz.</param>
/// <param name="ChannelCount">Number of channels in the file.</param>
/// <param name="Metadata">What the telephone system knows.</param>
/// <param name="Stage">How far the call has come.</param>
/// <param name="TakenInAt">When it was taken in.</param>
/// <param name="Quarantine">Why the call cannot go on, or null.</param>
public sealed record Call(
    string Id,
    string ContentHash,
    string FileName,
    TimeSpan Duration,
    int SampleRate,
    int ChannelCount,
    CallMetadata Metadata,
    CallStage Stage,
    DateTimeOffset TakenInAt,
    string? Quarantine = null);
