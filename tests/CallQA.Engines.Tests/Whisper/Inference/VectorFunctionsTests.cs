using CsCheck;
using System.Runtime.Intrinsics;
using CallQA.Engines.Whisper.Inference;

namespace CallQA.Engines.Tests.Whisper.Inference;

public sealed class VectorFunctionsTests
{
    [Fact]
    public void Exp2_AgreesWithTheLibrary_WhenNumbersAreInRange() =>
        Gen.Float[-126, 126].Sample(x =>
        {
            var expected = Math.Pow(2, x);
            ((double)VectorFunctions.Exp2(Vector512.Create(x))[5]).ShouldBe(expected, expected * 4e-6);
        });

    [Fact]
    public void Exp2_IsNearlyNothing_WhenNumbersAreFarBelow() =>
        VectorFunctions.Exp2(Vector512.Create(-1e30f))[0].ShouldBeInRange(0, 1.2e-38f);

    [Fact]
    public void RoughExp2_AgreesWithTheLibraryRoughly_WhenNumbersAreInRange() =>
        Gen.Float[-126, 126].Sample(x =>
        {
            var expected = Math.Pow(2, x);
            ((double)VectorFunctions.RoughExp2(Vector512.Create(x))[9]).ShouldBe(expected, expected * 8e-5);
        });

    [Fact]
    public unsafe void Gelu_AgreesWithTheIntegral_WhereverItIsAsked()
    {
        // Φ(x) by Simpson's rule on the density.
        for (var x = -6.0; x <= 6; x += 0.37)
        {
            var values = Enumerable.Repeat((float)x, 19).ToArray();
            fixed (float* data = values)
                VectorFunctions.Gelu(data, values.Length);

            var step = x / 400;
            var area = Enumerable.Range(0, 401).Sum(i => (i is 0 or 400 ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-0.5 * step * i * step * i)) * step / 3;
            var expected = x * (0.5 + (area / Math.Sqrt(2 * Math.PI)));
            values.ShouldAllBe(value => Math.Abs(value - expected) < 1e-5);
        }
    }
}
