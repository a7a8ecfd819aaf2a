namespace CallQA.Recordings.Wave;

/// <summary>Interleaved frames as they are coded, wherever they are kept. Safe for concurrent use.</summary>
internal abstract class FrameStore
{
    /// <summary>Fills <paramref name="target"/> with the bytes from <paramref name="offset"/> on, which must all be there.</summary>
    public abstract void Read(long offset, Span<byte> target);
}
