using System.Numerics;

namespace CallQA.Engines.Whisper.Audio;

/// <summary>Frames of audio side by side in vector lanes, as <see cref="LaneFft"/> takes them.</summary>
internal static class FrameLanes
{
    /// <summary>Cuts as many frames as vectors have lanes.</summary>
    /// <param name="samples">From the first frame's first sample on, to the last frame's last at least.</param>
    /// <param name="hop">Samples between frames.</param>
    /// <param name="window">What each sample of a frame is multiplied by.</param>
    /// <param name="target">Takes a vector for each sample of a frame.</param>
    public static void Cut(ReadOnlySpan<float> samples, int hop, float[] window, Vector<float>[] target)
    {
        Span<float> lanes = stackalloc float[Vector<float>.Count];
        for (var i = 0; i < window.Length; i++)
        {
            for (var lane = 0; lane < lanes.Length; lane++)
                lanes[lane] = samples[(lane * hop) + i];
            target[i] = new Vector<float>(lanes) * window[i];
        }
    }
}
