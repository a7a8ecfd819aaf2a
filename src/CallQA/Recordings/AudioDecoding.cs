using CallQA.Recordings.Wave;

namespace CallQA.Recordings;

/// <summary>
/// A recording that is being decoded: what has come can be read while the rest is on its way. Safe for concurrent use.
/// </summary>
public sealed class AudioDecoding : IDisposable
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FrameSpool spool;
    private TaskCompletionSource more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WaveFormat? format;
    private int users = 1;

    /// <param name="path">The recording's name for messages.</param>
    internal AudioDecoding(string path) => spool = new FrameSpool(0, path);

    /// <summary>Ends with the last sample, or with what was wrong with the recording.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Samples per second and channel, in hertz.</summary>
    public int SampleRate => format!.SampleRate;

    /// <summary>Number of channels, 1–8.</summary>
    public int ChannelCount => format!.Channels;

    /// <summary>Samples per channel that have come.</summary>
    internal long Frames => format is null ? 0 : spool.Length / format.FrameSize;

    /// <summary>The audio; what has not come yet must be waited for (<see cref="WaitAsync"/>) before it is read.</summary>
    /// <param name="expected">Length of the recording by an earlier look; once all has come, its true length counts.</param>
    /// <returns>To be disposed; null when everybody who read here has gone, and the samples with them.</returns>
    public AudioClip? Open(TimeSpan expected)
    {
        lock (gate)
        {
            if (users == 0) return null;
            users++;
        }

        var known = format!;
        var length = Ended.IsCompletedSuccessfully ? Frames : (long)Math.Round(expected.TotalSeconds * known.SampleRate);
        var frames = new GrowingFrames(spool, Release);
        return new AudioClip(known.SampleRate, [.. Enumerable.Range(0, known.Channels).Select(channel => new WaveChannel(frames, known, channel, (int)length))])
        {
            Source = frames,
        };
    }

    /// <summary>Waits until so many samples of each channel have come, or all there are.</summary>
    /// <param name="samples">Samples from the beginning.</param>
    /// <param name="cancellationToken">Stops the waiting, not the decoding.</param>
    /// <exception cref="InputException">The recording cannot be decoded to there.</exception>
    public async ValueTask WaitAsync(long samples, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (gate) next = more.Task;
            if (Frames >= samples) return;
            if (Ended.IsCompleted)
            {
                await Ended;
                return;
            }

            await Task.WhenAny(next, Ended).WaitAsync(cancellationToken);
        }
    }

    /// <summary>Leaves the samples to those who still read them.</summary>
    public void Dispose() => Release();

    /// <summary>Decodes, and comes back as soon as it is known what comes.</summary>
    /// <exception cref="InputException">Nothing of the recording can be decoded.</exception>
    internal async Task StartAsync(Func<AudioDecoding, Task> decode)
    {
        Ended = decode(this);
        if (await Task.WhenAny(begun.Task, Ended) != begun.Task) await Ended;
    }

    internal void Begin(WaveFormat known)
    {
        format = known;
        begun.SetResult();
    }

    internal async Task AppendAsync(ReadOnlyMemory<byte> frames, CancellationToken cancellationToken)
    {
        await spool.AppendAsync(frames, cancellationToken);
        TaskCompletionSource waited;
        lock (gate)
        {
            waited = more;
            more = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waited.SetResult();
    }

    private void Release()
    {
        lock (gate)
        {
            if (--users > 0) return;
        }

        spool.Dispose();
    }
}
