using System.Numerics.Tensors;
using CallQA.Engines.VoiceActivity;

namespace CallQA.Engines.Speakers;

/// <summary>Audio at a quarter of the rate: enough for pitch and for comparing channels, and much less work.</summary>
internal static class SlowAudio
{
    /// <summary>Samples at 16 kHz per sample.</summary>
    public const int Decimation = 4;

    /// <summary>Samples per second.</summary>
    public const int Rate = VoiceActivityDetector.SampleRate / Decimation;

    private static readonly float[] LowPass = Design();

    /// <summary>Slows down audio at 16 kHz.</summary>
    public static float[] Of(ReadOnlySpan<float> audio)
    {
        var slow = new float[audio.Length / Decimation];
        for (var i = 0; i < slow.Length; i++)
        {
            var start = (i * Decimation) - (LowPass.Length / 2);
            var skip = Math.Max(0, -start);
            var count = Math.Min(LowPass.Length, audio.Length - start) - skip;
            slow[i] = TensorPrimitives.Dot(audio.Slice(start + skip, count), LowPass.AsSpan(skip, count));
        }

        return slow;
    }

    private static float[] Design()
    {
        var taps = Enumerable.Range(-16, 33)
            .Select(i => (i == 0 ? 1 : Math.Sin(Math.PI * i / Decimation * 0.9) / (Math.PI * i / Decimation * 0.9)) * (0.54 + (0.46 * Math.Cos(Math.PI * i / 17))))
            .ToArray();
        return [.. taps.Select(tap => (float)(tap / taps.Sum()))];
    }
}
