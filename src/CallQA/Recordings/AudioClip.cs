namespace CallQA.Recordings;

/// <summary>Decoded audio: one array of samples per channel, all of the same length.</summary>
/// <param name="SampleRate">Samples per second and channel, in hertz.</param>
/// <param name="Channels">Samples per channel, nominally −1 to 1.</param>
public sealed record AudioClip(int SampleRate, IReadOnlyList<float[]> Channels)
{
    /// <summary>Samples per channel.</summary>
    public int Length => Channels.Count == 0 ? 0 : Channels[0].Length;

    /// <summary>Length of the recording.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds((double)Length / SampleRate);
}
