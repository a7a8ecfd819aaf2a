using CallQA.Engines.Whisper;
using CallQA.Engines.Whisper.Inference;

namespace CallQA.Engines.Tests.Whisper.Inference;

public sealed class AudioAttentionTests
{
    [Theory]
    [InlineData(Precision.Int8, 1, 16, 1, 1)]
    [InlineData(Precision.Int8, 2, 16, 3, 1)]
    [InlineData(Precision.Int8, 2, 20, 65, 2)]
    [InlineData(Precision.Int8, 3, 64, 200, 2)]
    [InlineData(Precision.Int8, 2, 64, 1500, 2)]
    [InlineData(Precision.Fp32, 1, 16, 1, 1)]
    [InlineData(Precision.Fp32, 2, 20, 65, 2)]
    [InlineData(Precision.Fp32, 2, 80, 30, 1)]
    [InlineData(Precision.Fp32, 2, 64, 1500, 2)]
    public void Attend_AgreesWithTheFormula(Precision precision, int heads, int headWidth, int positions, int threads)
    {
        var source = Draw(heads, headWidth, positions, sharpness: 3);

        RelativeError(source, Attend(precision, source, heads, headWidth, positions, threads), heads, headWidth, positions)
            .ShouldBeLessThan(precision == Precision.Int8 ? 0.02 : 1e-5);
    }

    [Fact]
    public void Attend_LosesNothing_WhenOnePositionOutweighsManyWeakOnes()
    {
        // The weak ones' shares are far below a byte's smallest step beside the strongest, but there are many of them.
        const int HeadWidth = 16;
        const int Positions = 1000;
        var source = Draw(1, HeadWidth, Positions, sharpness: 0);
        for (var position = 0; position < Positions; position++)
        {
            source[(position * 3 * HeadWidth) + 0] = 4;
            source[(position * 3 * HeadWidth) + HeadWidth] = position == 500 ? 7 : 0;
        }

        RelativeError(source, Attend(Precision.Int8, source, 1, HeadWidth, Positions, 1), 1, HeadWidth, Positions).ShouldBeLessThan(0.02);
    }

    [Theory]
    [InlineData(Precision.Int8)]
    [InlineData(Precision.Fp32)]
    public void Attend_GivesTheMeanOfTheValues_WhenAllKeysAreEqual(Precision precision)
    {
        const int HeadWidth = 16;
        var source = new float[50 * 3 * HeadWidth];
        for (var position = 0; position < 50; position++)
        {
            source.AsSpan(position * 3 * HeadWidth, 2 * HeadWidth).Fill(1);
            source.AsSpan(((position * 3) + 2) * HeadWidth, HeadWidth).Fill(position);
        }

        Attend(precision, source, 1, HeadWidth, 50, 1).ShouldBe(Enumerable.Repeat(24.5f, 50 * HeadWidth), 0.01f);
    }

    private static float[] Draw(int heads, int headWidth, int positions, float sharpness)
    {
        var random = new FixedRandom(7);
        var source = new float[positions * 3 * heads * headWidth];
        for (var i = 0; i < source.Length; i++)
            source[i] = random.Next() * (i / (heads * headWidth) % 3 == 0 ? sharpness : 1);
        return source;
    }

    private static unsafe float[] Attend(Precision precision, float[] source, int heads, int headWidth, int positions, int threads)
    {
        using var attention = AudioAttention.For(precision, heads, headWidth, positions);
        var result = new float[positions * heads * headWidth];
        fixed (float* from = source, to = result)
            attention.Attend(from, to, threads);
        return result;
    }

    private static double RelativeError(float[] source, float[] results, int heads, int headWidth, int positions)
    {
        var (width, error, size) = (heads * headWidth, 0.0, 0.0);
        for (var position = 0; position < positions; position++)
        {
            for (var head = 0; head < heads; head++)
            {
                var expected = Formula(source, position, head * headWidth, headWidth, width);
                for (var i = 0; i < headWidth; i++)
                {
                    var difference = results[(position * width) + (head * headWidth) + i] - expected[i];
                    (error, size) = (error + (difference * difference), size + (expected[i] * expected[i]));
                }
            }
        }

        return Math.Sqrt(error / size);
    }

    private static double[] Formula(float[] source, int position, int offset, int headWidth, int width)
    {
        var query = source.AsSpan((position * 3 * width) + offset, headWidth);
        var (result, total) = (new double[headWidth], 0.0);
        for (var other = 0; other < source.Length / (3 * width); other++)
        {
            var key = source.AsSpan((((other * 3) + 1) * width) + offset);
            var value = source.AsSpan((((other * 3) + 2) * width) + offset);
            var product = 0.0;
            for (var i = 0; i < headWidth; i++)
                product += query[i] * key[i];
            var weight = Math.Exp(product / Math.Sqrt(headWidth));
            total += weight;
            for (var i = 0; i < headWidth; i++)
                result[i] += weight * value[i];
        }

        return Array.ConvertAll(result, sum => sum / total);
    }
}
