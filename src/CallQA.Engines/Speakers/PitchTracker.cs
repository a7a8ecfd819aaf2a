using System.Numerics.Tensors;

namespace CallQA.Engines.Speakers;

/// <summary>
/// Pitch by normalised autocorrelation at 4 kHz. It needs no fundamental, which telephones cut away: the harmonics repeat with it.
/// </summary>
internal static class PitchTracker
{
    private const int Rate = SlowAudio.Rate;
    private const int Window = Rate / 25;
    private const int Hop = Rate / 100;
    private const int ShortestLag = Rate / 400;
    private const int LongestLag = Rate / 62;
    private const float Voiced = 0.6f;

    /// <summary>Among lags that fit about as well the shortest is the period; the others are its multiples.</summary>
    private const float AsGood = 0.88f;

    /// <summary>Natural logarithm of the pitch in hertz per 10 ms; NaN where there is no voice.</summary>
    /// <param name="audio">Samples at 16 kHz.</param>
    public static float[] Track(ReadOnlySpan<float> audio)
    {
        var slow = SlowAudio.Of(audio);
        var pitch = new float[audio.Length / (Hop * SlowAudio.Decimation)];
        Span<float> fit = stackalloc float[LongestLag + 2];
        for (var frame = 0; frame < pitch.Length; frame++)
            pitch[frame] = At(slow, (frame * Hop) - (Window / 2), fit);
        return pitch;
    }

    private static float At(float[] slow, int start, Span<float> fit)
    {
        if (start < 0 || start + Window + fit.Length > slow.Length)
            return float.NaN;
        var window = slow.AsSpan(start, Window);
        var energy = TensorPrimitives.SumOfSquares<float>(window);
        var best = 0f;
        for (var lag = ShortestLag - 1; lag < fit.Length; lag++)
        {
            var shifted = slow.AsSpan(start + lag, Window);
            fit[lag] = TensorPrimitives.Dot<float>(window, shifted) / MathF.Sqrt((energy * TensorPrimitives.SumOfSquares<float>(shifted)) + 1e-12f);
            if (lag >= ShortestLag && lag <= LongestLag)
                best = Math.Max(best, fit[lag]);
        }

        return best < Voiced ? float.NaN : MathF.Log(Rate / Period(fit, AsGood * best));
    }

    private static float Period(ReadOnlySpan<float> fit, float good)
    {
        for (var lag = ShortestLag; lag <= LongestLag; lag++)
        {
            if (fit[lag] >= good && fit[lag] >= fit[lag - 1] && fit[lag] >= fit[lag + 1])
                return lag + Vertex(fit[lag - 1], fit[lag], fit[lag + 1]);
        }

        return LongestLag;
    }

    /// <summary>Where between the samples the parabola through three of them peaks.</summary>
    private static float Vertex(float left, float middle, float right)
    {
        var curvature = left - (2 * middle) + right;
        return curvature < 0 ? Math.Clamp(0.5f * (left - right) / curvature, -0.5f, 0.5f) : 0;
    }
}
