using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web.Reports;

/// <summary>Reports as Chromium prints them, which is how they become PDF files.</summary>
/// <param name="chromium">The browser.</param>
public sealed partial class ReportPrintTests(Chromium chromium)
{
    // A4 less the margins, at 96 dots an inch.
    private const int PaperWidth = 703;

    private static readonly Uri Nowhere = new("http://127.0.0.1:9/");

    [Theory]
    [InlineData(0, 3, 7)]
    [InlineData(2, 3, 8)]
    public async Task Report_PrintsOnPagesOfA4_WithoutHalfEmptyOnesBetween(int place, int least, int most)
    {
        var page = await OpenAsync(place, ColorScheme.Light);

        var pdf = Encoding.Latin1.GetString(await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true }));

        MediaBox().Matches(pdf).Select(box => (int)Math.Round(double.Parse(box.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))).ShouldAllBe(width => width == 595);
        PdfPage().Count(pdf).ShouldBeInRange(least, most);
        await Chromium.CloseAsync(page.Context);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Report_FitsThePaper_OnWhite_WithoutWhatOnlyHelpsOnScreens(int place)
    {
        var page = await OpenAsync(place, ColorScheme.Dark);
        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });

        (await page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('main *')].filter(one => one.getClientRects().length && one.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map(one => one.tagName + '.' + one.className)"))
            .ShouldBeEmpty("nothing is cut off at the right");
        (await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor")).ShouldBe("rgb(255, 255, 255)");
        (await page.EvaluateAsync<int>("() => [...document.querySelectorAll('.crumbs, .skip, .toc, .formats, .site')].filter(one => one.getClientRects().length).length")).ShouldBe(0);
        (await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('tr, .card, .quote, .trend')].map(one => getComputedStyle(one).breakInside)")).ShouldAllBe(rule => rule == "avoid");
        (await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('thead')].map(one => getComputedStyle(one).display)")).ShouldAllBe(display => display == "table-header-group");
        await Chromium.CloseAsync(page.Context);
    }

    private async Task<IPage> OpenAsync(int place, ColorScheme theme)
    {
        var page = await chromium.OpenAsync(Nowhere, options =>
        {
            options.ViewportSize = new() { Width = PaperWidth, Height = 1000 };
            options.ColorScheme = theme;
        });
        await page.SetContentAsync(await SampleReports.HtmlAsync(SampleReports.English[place], SampleReports.English));
        return page;
    }

    [GeneratedRegex(@"/MediaBox \[0 0 ([0-9.]+) [0-9.]+\]")]
    private static partial Regex MediaBox();

    [GeneratedRegex(@"/Type /Page\b(?!s)")]
    private static partial Regex PdfPage();
}
