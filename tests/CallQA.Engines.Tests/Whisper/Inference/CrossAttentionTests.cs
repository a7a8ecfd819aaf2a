using CallQA.Engines.Whisper;
using CallQA.Engines.Whisper.Inference;

namespace CallQA.Engines.Tests.Whisper.Inference;

public sealed class CrossAttentionTests
{
    [Theory]
    [InlineData(Precision.Fp32, 1, 2, 16, 40, 1e-4)]
    [InlineData(Precision.Fp32, 5, 3, 24, 33, 1e-4)]
    [InlineData(Precision.Fp32, 2, 1, 64, 1500, 1e-4)]
    [InlineData(Precision.Int8, 1, 2, 64, 1500, 0.02)]
    [InlineData(Precision.Int8, 7, 2, 20, 1, 0.02)]
    [InlineData(Precision.Int8, 4, 2, 32, 16, 0.02)]
    public void Attend_AgreesWithTheFormula(Precision precision, int rows, int heads, int headWidth, int positions, double tolerance)
    {
        var width = heads * headWidth;
        var (keys, values, queries) = (Draw(2 * positions * width, 1), Draw(2 * positions * width, 2), Draw(2 * rows * width, 3));
        using var memory = AudioMemory.Create(1, heads, headWidth, positions, precision);
        using var windows = memory.Take(2, positions);
        for (var window = 0; window < 2; window++)
            Store(windows, window, heads, Part(keys, window), Part(values, window));

        var results = Attend(windows, queries, rows);
        for (var row = 0; row < 2 * rows; row++)
        {
            for (var head = 0; head < heads; head++)
            {
                var at = (row * width) + (head * headWidth);
                var expected = Formula(queries.AsSpan(at, headWidth), Part(keys, row / rows), Part(values, row / rows), head * headWidth, width);
                results[at..(at + headWidth)].ShouldBe(expected, tolerance);
            }
        }
    }

    [Fact]
    public void Keep_LeavesTheOtherWindows_WhenSomeAreDone()
    {
        const int Width = 32;
        var (keys, queries) = (Draw(3 * 20 * Width, 4), Draw(Width, 5));
        using var memory = AudioMemory.Create(1, 2, 16, 20, Precision.Int8);
        using var three = memory.Take(3, 20);
        for (var window = 0; window < 3; window++)
            Store(three, window, 2, keys.AsSpan(window * 20 * Width, 20 * Width), keys.AsSpan(window * 20 * Width, 20 * Width));
        using var last = memory.Take(1, 20);
        Store(last, 0, 2, keys.AsSpan(2 * 20 * Width), keys.AsSpan(2 * 20 * Width));

        three.Keep([2]);

        three.Count.ShouldBe(1);
        Attend(three, queries, 1).ShouldBe(Attend(last, queries, 1));
        three.Keys(0, 0, 1).ShouldBe(last.Keys(0, 0, 1));
    }

    private static void Store(EncodedWindows windows, int window, int heads, ReadOnlySpan<float> keys, ReadOnlySpan<float> values)
    {
        var width = keys.Length / windows.Positions;
        var sideBySide = new float[2 * keys.Length];
        for (var position = 0; position < windows.Positions; position++)
        {
            keys.Slice(position * width, width).CopyTo(sideBySide.AsSpan(2 * position * width));
            values.Slice(position * width, width).CopyTo(sideBySide.AsSpan(((2 * position) + 1) * width));
        }

        for (var head = 0; head < heads; head++)
            windows.Store(window, 0, head, sideBySide);
    }

    private static unsafe float[] Attend(EncodedWindows windows, float[] queries, int rows)
    {
        var results = new float[queries.Length];
        fixed (float* from = queries, to = results)
            windows.Attend(0, from, rows, to, 2);
        return results;
    }

    private static float[] Formula(ReadOnlySpan<float> query, ReadOnlySpan<float> keys, ReadOnlySpan<float> values, int offset, int width)
    {
        var weights = new double[keys.Length / width];
        for (var position = 0; position < weights.Length; position++)
        {
            for (var i = 0; i < query.Length; i++)
                weights[position] += query[i] * keys[(position * width) + offset + i] / Math.Sqrt(query.Length);
        }

        weights = [.. weights.Select(Math.Exp)];
        var result = new float[query.Length];
        for (var position = 0; position < weights.Length; position++)
        {
            for (var i = 0; i < result.Length; i++)
                result[i] += (float)(weights[position] / weights.Sum() * values[(position * width) + offset + i]);
        }

        return result;
    }

    private static ReadOnlySpan<float> Part(float[] values, int half) => values.AsSpan(half * values.Length / 2, values.Length / 2);

    private static float[] Draw(int count, uint seed)
    {
        var random = new FixedRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => 2 * random.Next())];
    }
}
