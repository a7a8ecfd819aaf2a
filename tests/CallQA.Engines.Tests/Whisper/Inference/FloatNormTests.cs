using CallQA.Engines.Whisper.Inference;

namespace CallQA.Engines.Tests.Whisper.Inference;

public sealed class FloatNormTests
{
    [Fact]
    public unsafe void Apply_AgreesWithTheFormula_WhenRowsAreMany()
    {
        const int Width = 192;
        const int Count = 130;
        var random = new FixedRandom(5);
        var (scale, offset) = (Draw(random, Width), Draw(random, Width));
        var rows = Draw(random, Count * Width);
        var results = new float[rows.Length];

        fixed (float* from = rows, to = results)
            new FloatNorm(scale, offset).Apply(from, to, Count, new HelpedWork(), threads: 2);

        for (var row = 0; row < Count; row++)
        {
            var values = rows[(row * Width)..((row + 1) * Width)];
            var mean = values.Average(value => (double)value);
            var deviation = Math.Sqrt(values.Average(value => Math.Pow(value - mean, 2)) + 1e-5);
            for (var i = 0; i < Width; i++)
                ((double)results[(row * Width) + i]).ShouldBe(((values[i] - mean) / deviation * scale[i]) + offset[i], 1e-5);
        }
    }

    private static float[] Draw(FixedRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next())];
}
