using System.Numerics.Tensors;

namespace CallQA.Engines.Whisper.Decoding;

/// <summary>Probabilities from scores.</summary>
internal static class Probability
{
    [ThreadStatic]
    private static float[]? scratch;

    /// <summary>Logarithm of the sum of the scores' exponentials.</summary>
    public static float LogSum(ReadOnlySpan<float> logits)
    {
        var max = TensorPrimitives.Max(logits);
        return max + MathF.Log(SumOfExponentials(logits, max, 1));
    }

    /// <summary>Probability of one token, 0–1.</summary>
    public static double Of(int token, ReadOnlySpan<float> logits) => Math.Exp(logits[token] - LogSum(logits));

    /// <summary>The likeliest token at temperature 0, otherwise a draw.</summary>
    public static int Choose(ReadOnlySpan<float> logits, double temperature, Random? draws)
    {
        if (temperature <= 0 || draws is null)
            return TensorPrimitives.IndexOfMax(logits);

        var max = TensorPrimitives.Max(logits);
        var sum = SumOfExponentials(logits, max, (float)(1 / temperature));
        var left = draws.NextDouble() * sum;
        for (var token = 0; token < logits.Length; token++)
        {
            left -= scratch![token];
            if (left <= 0 && scratch[token] > 0)
                return token;
        }

        return TensorPrimitives.IndexOfMax(logits);
    }

    private static float SumOfExponentials(ReadOnlySpan<float> logits, float max, float factor)
    {
        if (scratch is null || scratch.Length < logits.Length)
            scratch = new float[logits.Length];
        var values = scratch.AsSpan(0, logits.Length);
        TensorPrimitives.Subtract(logits, max, values);
        if (factor != 1)
            TensorPrimitives.Multiply(values, factor, values);
        TensorPrimitives.Exp(values, values);
        return TensorPrimitives.Sum<float>(values);
    }
}
