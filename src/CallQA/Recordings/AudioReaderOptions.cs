namespace CallQA.Recordings;

/// <summary>Limits of reading audio, so that one file cannot take a worker down, and where FFmpeg is.</summary>
public sealed record AudioReaderOptions
{
    /// <summary>Longest recording accepted; more than zero, at most 24 hours. The default value is 6 hours.</summary>
    public TimeSpan MaximumDuration { get; init; } = TimeSpan.FromHours(6);

    /// <summary>
    /// Largest recording accepted, in bytes, at four bytes a sample and channel. The default value is 4 GiB: six hours of two
    /// channels at 16 kHz take 2.6 GiB.
    /// </summary>
    public long MaximumDecodedBytes { get; init; } = 4L << 30;

    /// <summary>
    /// Most bytes of a recording's samples kept in memory, 0 or more; of a longer one, pieces are read from its file as they are needed. The default value
    /// is 32 MiB: 17 minutes of two channels of 16-bit samples at 8 kHz.
    /// </summary>
    public long InMemoryBytes { get; init; } = 32L << 20;

    /// <summary>How files without any header are coded; null where nobody declared it, which leaves those whose name says it (<c>.ulaw</c>, <c>.sln</c>).</summary>
    public RawFormat? Raw { get; init; }

    /// <summary>Name or path of the FFmpeg program. The default value is <c>ffmpeg</c>, looked up in PATH.</summary>
    public string Ffmpeg { get; init; } = "ffmpeg";

    /// <summary>Longest time FFmpeg may take for one recording; more than zero. The default value is 30 minutes.</summary>
    public TimeSpan FfmpegTimeout { get; init; } = TimeSpan.FromMinutes(30);
}
