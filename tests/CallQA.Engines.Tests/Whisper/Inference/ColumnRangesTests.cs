using CsCheck;
using CallQA.Engines.Whisper.Inference;

namespace CallQA.Engines.Tests.Whisper.Inference;

public sealed class ColumnRangesTests
{
    [Fact]
    public unsafe void Find_GivesMeansAndLimits_WhenRowsLieApart() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 40], Gen.Int[0, 5]).SelectMany((rows, width, apart) =>
            Gen.Float[-100, 100].Array[rows * (width + apart)].Select(values => (rows, width, stride: width + apart, values))).Sample(given =>
        {
            var (means, lowest, highest) = (new float[given.width], new float[given.width], new float[given.width]);
            fixed (float* values = given.values, mean = means, low = lowest, high = highest)
                ColumnRanges.Find(values, given.rows, given.stride, given.width, mean, low, high);

            for (var i = 0; i < given.width; i++)
            {
                var column = Enumerable.Range(0, given.rows).Select(row => given.values[(row * given.stride) + i]).ToArray();
                means[i].ShouldBe(column.Average(), 1e-4f);
                lowest[i].ShouldBe(column.Min());
                highest[i].ShouldBe(column.Max());
            }
        });
}
