namespace CallQA.Recordings;

/// <summary>What the first bytes of a file say it is; its name's extension does not count.</summary>
internal enum AudioContentKind
{
    /// <summary>Not recognised: FFmpeg may know it (raw GSM has no mark of its own).</summary>
    Unknown,

    /// <summary>RIFF, RF64 or BW64 with WAVE inside.</summary>
    Wave,

    /// <summary>Audio or video for FFmpeg.</summary>
    Encoded,

    /// <summary>Recognised as something that is not audio.</summary>
    Foreign,
}

/// <summary>A recognised content.</summary>
/// <param name="Kind">Which way it goes.</param>
/// <param name="Name">What it is, for messages: <c>an MP3 file</c>.</param>
internal sealed record AudioContent(AudioContentKind Kind, string Name)
{
    /// <summary>The name of what is not recognised.</summary>
    public const string Nameless = "unknown content";
}
