namespace CallQA.Recordings;

/// <summary>
/// The samples of one channel, read piece by piece: a recording of hours stays in its file and is never in memory as a whole.
/// Safe for concurrent use.
/// </summary>
public abstract class ChannelAudio
{
    /// <summary>Describes a channel.</summary>
    /// <param name="sampleRate">Samples per second, 4,000–192,000 Hz.</param>
    /// <param name="length">Number of samples.</param>
    private protected ChannelAudio(int sampleRate, int length) => (SampleRate, Length) = (sampleRate, length);

    /// <summary>Samples per second, in hertz.</summary>
    public int SampleRate { get; }

    /// <summary>Number of samples.</summary>
    public int Length { get; }

    /// <summary>A channel whose samples are in memory.</summary>
    /// <param name="sampleRate">Samples per second, 4,000–192,000 Hz.</param>
    /// <param name="samples">The samples, nominally −1 to 1; not copied.</param>
    public static ChannelAudio Of(int sampleRate, float[] samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return new ArrayChannel(sampleRate, samples);
    }

    /// <summary>Fills <paramref name="target"/> with the samples from <paramref name="start"/> on.</summary>
    /// <param name="start">First sample, 0 to <see cref="Length"/>.</param>
    /// <param name="target">At most as long as what is left of the channel.</param>
    /// <exception cref="ArgumentOutOfRangeException">The piece is not wholly inside the channel.</exception>
    /// <exception cref="InputException">The file the samples are in can no longer be read (<see cref="InputFault.Unreadable"/>).</exception>
    public void Read(int start, Span<float> target)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, Length - target.Length);
        if (!target.IsEmpty)
            ReadInside(start, target);
    }

    /// <summary>Copies a piece.</summary>
    /// <param name="start">First sample, 0 to <see cref="Length"/>.</param>
    /// <param name="length">Number of samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">The piece is not wholly inside the channel.</exception>
    /// <exception cref="InputException">The file the samples are in can no longer be read (<see cref="InputFault.Unreadable"/>).</exception>
    public float[] Read(int start, int length)
    {
        var samples = new float[length];
        Read(start, samples);
        return samples;
    }

    /// <summary>All samples: for short recordings only.</summary>
    public float[] ToArray() => Read(0, Length);

    /// <summary>The channel at another rate, resampled as it is read; the same channel when the rates are equal.</summary>
    /// <param name="rate">Samples per second, 4,000–192,000 Hz.</param>
    /// <returns>As many samples as the length in time asks for, rounded up; any piece is the same as cut from the whole.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate is out of range.</exception>
    public virtual ChannelAudio At(int rate) => rate == SampleRate ? this : new ResampledChannel(this, new Resampler(SampleRate, rate));

    /// <summary>Fills a piece that is not empty and wholly inside the channel.</summary>
    private protected abstract void ReadInside(int start, Span<float> target);
}
