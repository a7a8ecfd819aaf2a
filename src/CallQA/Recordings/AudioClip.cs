namespace CallQA.Recordings;

/// <summary>
/// A recording's audio: one channel of samples each, all of the same length. Short recordings are in memory, long ones stay in
/// their file, which is open until the clip is disposed.
/// </summary>
/// <param name="SampleRate">Samples per second and channel, in hertz.</param>
/// <param name="Channels">Samples per channel, nominally −1 to 1.</param>
public sealed record AudioClip(int SampleRate, IReadOnlyList<ChannelAudio> Channels) : IDisposable
{
    /// <summary>Audio that is in memory.</summary>
    /// <param name="sampleRate">Samples per second and channel, in hertz.</param>
    /// <param name="channels">Samples per channel, nominally −1 to 1; not copied.</param>
    public AudioClip(int sampleRate, IReadOnlyList<float[]> channels)
        : this(sampleRate, [.. channels.Select(samples => ChannelAudio.Of(sampleRate, samples))])
    {
    }

    /// <summary>Samples per channel.</summary>
    public int Length => Channels.Count == 0 ? 0 : Channels[0].Length;

    /// <summary>Length of the recording.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds((double)Length / SampleRate);

    /// <summary>
    /// The same recording, silent in some stretches on all channels: what one party says is often heard faintly on the other's channel, too.
    /// Closing it closes this one.
    /// </summary>
    /// <param name="stretches">The stretches, in any order; what lies outside the recording counts for nothing.</param>
    public AudioClip Muted(IReadOnlyList<AudioSpan> stretches)
    {
        if (stretches.Count == 0) return this;
        (int, int)[] samples = [.. stretches.Select(stretch => (SampleAt(stretch.From, Math.Floor), SampleAt(stretch.Until, Math.Ceiling)))];
        return this with { Channels = [.. Channels.Select(channel => new MutedChannel(channel, samples))] };
    }

    private int SampleAt(TimeSpan time, Func<double, double> round) => (int)Math.Clamp(round(time.TotalSeconds * SampleRate), 0, Length);

    /// <summary>What the channels' samples are kept in; null when in plain memory.</summary>
    internal IDisposable? Source { get; init; }

    /// <summary>Closes the file that the samples are in.</summary>
    public void Dispose() => Source?.Dispose();
}
