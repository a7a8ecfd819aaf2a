using CallQA.Engines.Whisper.Inference;

namespace CallQA.Engines.Tests.Whisper.Inference;

public sealed class FloatLinearTests
{
    [Theory]
    [InlineData(1, 64, 64, 1)]
    [InlineData(5, 64, 192, 2)]
    [InlineData(61, 200, 64, 1)]
    [InlineData(130, 512, 320, 2)]
    [InlineData(64, 2048, 128, 3)]
    public void Apply_AgreesWithTheFormula(int count, int inputs, int outputs, int threads)
    {
        var (weights, bias, rows) = (Draw(inputs * outputs, 1), Draw(outputs, 2), Draw(count * inputs, 3));

        var results = Apply(weights, bias, rows, new float[count * outputs], add: false, threads);

        ShouldBeProducts(results, weights, bias, rows, new float[count * outputs]);
    }

    [Fact]
    public void Apply_AddsToTheResults_WhenAsked()
    {
        var (weights, bias, rows, before) = (Draw(300 * 64, 1), Draw(64, 2), Draw(7 * 300, 3), Draw(7 * 64, 4));

        var results = Apply(weights, bias, rows, before, add: true, threads: 2);

        ShouldBeProducts(results, weights, bias, rows, before);
    }

    [Fact]
    public void New_RefusesOutputs_WhenTheyFillNoPanel() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new FloatLinear(16, new float[65], (_, _) => { }));

    private static unsafe float[] Apply(float[] weights, float[] bias, float[] rows, float[] before, bool add, int threads)
    {
        var inputs = weights.Length / bias.Length;
        var count = rows.Length / inputs;
        using var layer = new FloatLinear(inputs, bias, (first, target) => weights.AsSpan(first * inputs, target.Length).CopyTo(target));
        var padded = (count + 3) / 4 * 4;
        var (source, results) = (new float[padded * inputs], new float[padded * bias.Length]);
        rows.CopyTo(source, 0);
        before.CopyTo(results, 0);
        fixed (float* from = source, to = results)
            layer.Apply(from, count, to, add, new HelpedWork(), threads);
        return results[..before.Length];
    }

    private static void ShouldBeProducts(float[] results, float[] weights, float[] bias, float[] rows, float[] before)
    {
        var inputs = weights.Length / bias.Length;
        for (var i = 0; i < results.Length; i++)
        {
            var (row, output) = (i / bias.Length, i % bias.Length);
            var expected = (double)before[i] + bias[output];
            for (var input = 0; input < inputs; input++)
                expected += (double)rows[(row * inputs) + input] * weights[(output * inputs) + input];
            ((double)results[i]).ShouldBe(expected, 1e-3);
        }
    }

    private static float[] Draw(int count, uint seed)
    {
        var random = new FixedRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next())];
    }
}
