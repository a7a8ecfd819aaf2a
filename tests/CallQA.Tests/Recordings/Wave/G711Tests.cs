using CallQA.Recordings.Wave;
using CsCheck;

namespace CallQA.Tests.Recordings.Wave;

public sealed class G711Tests
{
    [Theory]
    [InlineData(0x00, -32124)]
    [InlineData(0x80, 32124)]
    [InlineData(0x7F, 0)]
    [InlineData(0xFF, 0)]
    [InlineData(0x8F, 16764)]
    [InlineData(0xFE, 8)]
    public void MuLaw_GivesTheStandardsSample_ForTheCode(int code, int expected) => G711.MuLaw[code].ShouldBe((short)expected);

    [Theory]
    [InlineData(0x2A, -32256)]
    [InlineData(0xAA, 32256)]
    [InlineData(0x55, -8)]
    [InlineData(0xD5, 8)]
    [InlineData(0x80, 5504)]
    public void ALaw_GivesTheStandardsSample_ForTheCode(int code, int expected) => G711.ALaw[code].ShouldBe((short)expected);

    /// <summary>The standard's formula: (2·mantissa + 33)·2^segment − 33 in 14 bits, all bits inverted.</summary>
    [Fact]
    public void MuLaw_FollowsTheFormula_ForEveryCode() => Gen.Byte.Sample(
        code =>
        {
            var bits = 255 - code;
            var magnitude = (((2 * (bits % 16)) + 33) * Math.Pow(2, bits / 16 % 8)) - 33;
            return G711.MuLaw[code] == 4 * (bits >= 128 ? -magnitude : magnitude);
        },
        iter: 2000);

    /// <summary>The standard's formula: (2·mantissa + 33)·2^(segment − 1), linear in segment 0, 13 bits, even bits inverted.</summary>
    [Fact]
    public void ALaw_FollowsTheFormula_ForEveryCode() => Gen.Byte.Sample(
        code =>
        {
            var bits = code ^ 0x55;
            var segment = bits / 16 % 8;
            var magnitude = segment == 0 ? (2 * (bits % 16)) + 1 : ((2 * (bits % 16)) + 33) * Math.Pow(2, segment - 1);
            return G711.ALaw[code] == 8 * (bits >= 128 ? magnitude : -magnitude);
        },
        iter: 2000);
}
