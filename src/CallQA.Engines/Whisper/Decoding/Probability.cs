using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using CallQA.Engines.Whisper.Inference;

namespace CallQA.Engines.Whisper.Decoding;

/// <summary>A token with its score.</summary>
internal readonly record struct TokenScore(int Token, float Score);

/// <summary>Probabilities from scores.</summary>
internal static class Probability
{
    private const int BlockLength = 256;

    /// <summary>The vector exponential of negative infinity, a forbidden token's score, is no number; this power of two is next to nothing.</summary>
    private const float SmallestExponent = -126;

    [ThreadStatic]
    private static float[]? scratch;

    /// <summary>Logarithm of the sum of the scores' exponentials.</summary>
    public static float LogSum(ReadOnlySpan<float> logits)
    {
        var max = TensorPrimitives.Max(logits);
        var scale = Vector512.Create(VectorFunctions.Log2OfE);
        var offset = Vector512.Create(-max) * scale;
        var smallest = Vector512.Create(SmallestExponent);
        var total = Vector512<float>.Zero;
        var at = 0;
        for (; at + Vector512<float>.Count <= logits.Length; at += Vector512<float>.Count)
            total += VectorFunctions.Exp2(Vector512.MaxNative(Vector512.FusedMultiplyAdd(Vector512.Create(logits[at..]), scale, offset), smallest));
        var sum = Vector512.Sum(total);
        for (; at < logits.Length; at++)
            sum += MathF.Exp(logits[at] - max);
        return max + MathF.Log(sum);
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

    /// <summary>The tokens of highest score, best first and equals by id; forbidden ones never.</summary>
    /// <param name="logits">Scores.</param>
    /// <param name="best">Gets the tokens.</param>
    /// <returns>How many there are, at most the length of <paramref name="best"/>.</returns>
    public static int Top(ReadOnlySpan<float> logits, Span<TokenScore> best)
    {
        var count = 0;
        for (var start = 0; start < logits.Length; start += BlockLength)
        {
            // Few blocks hold a token that is good enough: most are passed over whole.
            var block = logits.Slice(start, Math.Min(BlockLength, logits.Length - start));
            if (TensorPrimitives.Max(block) <= (count < best.Length ? float.NegativeInfinity : best[^1].Score))
                continue;
            for (var i = 0; i < block.Length; i++)
                count = Insert(best, count, new TokenScore(start + i, block[i]));
        }

        return count;
    }

    private static int Insert(Span<TokenScore> best, int count, TokenScore entry)
    {
        if (entry.Score <= (count < best.Length ? float.NegativeInfinity : best[^1].Score))
            return count;
        count = Math.Min(count + 1, best.Length);
        var at = count - 1;
        for (; at > 0 && best[at - 1].Score < entry.Score; at--)
            best[at] = best[at - 1];
        best[at] = entry;
        return count;
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
