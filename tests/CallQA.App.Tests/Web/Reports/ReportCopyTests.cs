using CallQA.App.Web.Reports;
using CallQA.Coaching;
using CallQA.Tests.Coaching;

namespace CallQA.App.Tests.Web.Reports;

public sealed class ReportCopyTests
{
    private const string Hostile = "</a><a class=\"site\" href=\"/calls/x\">▶ Listen</a>";

    [Fact]
    public async Task Of_GivesLinksTheSitesAddress_WhereItIsKnown()
    {
        var page = await SampleReports.HtmlAsync(SampleReports.English[0], SampleReports.English);
        var links = Count(page, "href=\"/calls/");
        page.ShouldContain("<a class=\"site home\" href=\"/reports\">To the workplace</a>");

        var copy = ReportCopy.Of(page, "https://callqa.example");

        links.ShouldBeGreaterThan(10);
        Count(copy, "href=\"https://callqa.example/calls/").ShouldBe(links);
        Count(copy, "href=\"/").ShouldBe(0);
        copy.Replace("https://callqa.example", "", StringComparison.Ordinal)
            .ShouldBe(page.Replace("<a class=\"site home\" href=\"/reports\">To the workplace</a>", "", StringComparison.Ordinal), "only the way back is left out");
    }

    [Fact]
    public async Task Of_LeavesLinksIntoTheSiteOut_AndAllElse_WhereNoAddressIsKnown()
    {
        var page = await SampleReports.HtmlAsync(SampleReports.English[0], SampleReports.English);

        var copy = ReportCopy.Of(page, null);

        copy.ShouldNotContain("class=\"site");
        copy.ShouldNotContain("href=\"/");
        Count(copy, "<a ").ShouldBe(Count(page, "<a ") - Count(page, "class=\"site"));
        copy.ShouldEndWith(page[^200..]);
    }

    [Fact]
    public async Task Of_TouchesNoWordOfACall_ThatLooksLikeALink()
    {
        var evaluation = Some.Evaluation(Hostile, evidence: [Some.Evidence(Hostile, 1)]);
        EvaluatedCall[] calls = [Some.Call(Hostile, agent: Hostile, name: Hostile, evaluation: evaluation)];
        var report = new CoachingReportBuilder(Some.Form).BuildAll(calls, SampleMonth.Period)[0];
        var page = await SampleReports.HtmlAsync(report);

        Count(ReportCopy.Of(page, null), "&lt;a class=").ShouldBe(Count(page, "&lt;a class=") - Count(page, "aria-label=\"Listen to &lt;/a&gt;&lt;a class="));
    }

    private static int Count(string page, string what) => page.Split(what).Length - 1;
}
