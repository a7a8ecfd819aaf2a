namespace CallQA.Recordings.Wave;

/// <summary>The frames of a recording that is still being decoded: what has come, and silence after its end.</summary>
/// <param name="spool">What has come.</param>
/// <param name="release">Called once, when nobody reads here any more.</param>
internal sealed class GrowingFrames(FrameSpool spool, Action release) : FrameStore, IDisposable
{
    private int released;

    public override void Read(long offset, Span<byte> target)
    {
        var there = target[..(int)Math.Clamp(spool.Length - offset, 0, target.Length)];
        spool.Read(offset, there);
        target[there.Length..].Clear();
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref released, 1) == 0) release();
    }
}
