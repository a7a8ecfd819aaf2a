using CallQA.Recordings;

namespace CallQA.Tests.Recordings;

public sealed class ShownValueTests
{
    [Theory]
    [InlineData(58)]
    [InlineData(59)]
    [InlineData(60)]
    public void Of_CutsNoCharacterInHalf_WhenTheValueIsLong(int before)
    {
        var shown = ShownValue.Of(new string('a', before) + string.Concat(Enumerable.Repeat("😀", 5)));

        shown.ShouldEndWith("…");
        shown.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
    }
}
