using System.Globalization;
using CallQA.App.Web;
using CallQA.Coaching;

namespace CallQA.App.Tests.Web;

public sealed class PageFormatTests : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentCulture;

    [Theory]
    [InlineData("en", 1, "2.3 (2.0–2.5)")]
    [InlineData("de", 2, "2,25 (2,00–2,50)")]
    public void Interval_ShowsTheDecimalsAskedFor_InTheReadersLanguage(string language, int decimals, string text)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
        PageFormat.Interval(new Average(20, 2.25, new(2, 2.5)), decimals).ShouldBe(text);
        PageFormat.Interval(new Average(0, null, null), decimals).ShouldBe("–");
    }

    [Theory]
    [InlineData("en", 1, 0.249, "+0.2")]
    [InlineData("de", 2, -0.249, "\u22120,25")]
    [InlineData("en", 2, -0.001, "0.00")]
    public void Signed_HasTheSign_UnlessNothingIsLeftOfTheDifference(string language, int decimals, double difference, string text)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
        PageFormat.Signed(difference, decimals).ShouldBe(text);
    }

    public void Dispose() => CultureInfo.CurrentCulture = before;
}
