using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using CallQA.App.Web.Reports;
using CallQA.Coaching;
using CallQA.Coaching.Sessions;
using CallQA.Tests;
using CallQA.Tests.Coaching;

namespace CallQA.App.Tests.Web.Reports;

public sealed partial class ReportHtmlTests
{
    private const string Hostile = "</style><script>alert(1)</script>\"'&<b>";

    [Theory]
    [InlineData("en", 0, "team.en.html")]
    [InlineData("en", 1, "agent.en.html")]
    [InlineData("de", 0, "team.de.html")]
    [InlineData("de", 1, "agent.de.html")]
    public async Task RenderAsync_MatchesTheGoldenPage_ForTeamAndAgent(string language, int place, string golden)
    {
        var reports = language == "en" ? SampleReports.English : SampleReports.German;

        var html = await SampleReports.HtmlAsync(reports[place], reports);

        html.ShouldContain(ReportStyle.Css);
        html.Replace(ReportStyle.Css, "", StringComparison.Ordinal).ShouldMatchGolden(golden);
    }

    [Fact]
    public async Task RenderAsync_ListsTheGoalsOfATeamsAgents_InATable()
    {
        var goal = new CoachingGoal(new(ReportMeasure.Empathy, null), new(6, 3.2, null), 4, new(2026, 12, 1));
        var progress = GoalProgress.Of(goal, new(2026, 11, 4), new(2026, 11, 30), [new(new(2026, 11, 20), 5)]);
        var team = SampleReports.English[0];
        var agent = team.Agents[0].Agent;

        var page = Parse(await SampleReports.HtmlAsync(team with { Goals = [new(agent.Id!, new(2026, 11, 4), goal, progress)] }, SampleReports.English));

        var row = page.Descendants("section").Single(section => (string?)section.Attribute("aria-labelledby") == "goals").Descendants("tbody").Single().Descendants("tr").ShouldHaveSingleItem();
        row.Descendants("th").Single().Value.Trim().ShouldBe(agent.Name ?? agent.Id);
        row.Value.ShouldContain("from 3.2 to 4");
        row.Value.ShouldContain("At the end of the period 5 (1 call)");
    }

    [Fact]
    public async Task RenderAsync_GivesWellFormedPagesThatStandAlone_ForEveryReport()
    {
        foreach (var report in SampleReports.English.Concat(SampleReports.German))
        {
            var html = await SampleReports.HtmlAsync(report, SampleReports.English);
            var page = Parse(html);

            Resource().Matches(html).ShouldBeEmpty();
            page.Descendants().Select(element => element.Name.LocalName)
                .ShouldNotContain(name => name == "script" || name == "link" || name == "img" || name == "iframe");
            page.Descendants("svg").ShouldAllBe(svg => svg.Attribute("role")!.Value == "img" && svg.Attribute("aria-label")!.Value.Length > 0);
            page.Descendants("table").ShouldAllBe(table => table.Descendants("th").Any(th => th.Attribute("scope") != null));
        }
    }

    [Fact]
    public async Task RenderAsync_LinksOnlyToWhatIsThere_ForEveryReport()
    {
        foreach (var report in SampleReports.English)
        {
            var page = Parse(await SampleReports.HtmlAsync(report, SampleReports.English));
            var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToList();
            var links = page.Descendants("a").Attributes("href").Select(href => href.Value).ToList();

            ids.ShouldBeUnique();
            links.Where(link => link.StartsWith('#')).Select(link => link[1..]).ShouldBeSubsetOf(ids);
            links.Where(link => !link.StartsWith('#')).ShouldAllBe(link => KnownFile().IsMatch(link));
        }
    }

    [Fact]
    public async Task RenderAsync_HeadingsDescendWithoutGaps_ForEveryReport()
    {
        foreach (var report in SampleReports.English)
        {
            var levels = Parse(await SampleReports.HtmlAsync(report)).Descendants()
                .Select(element => element.Name.LocalName)
                .Where(name => name.Length == 2 && name[0] == 'h' && char.IsDigit(name[1]))
                .Select(name => name[1] - '0')
                .ToList();

            levels[0].ShouldBe(1);
            levels.Zip(levels.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First <= 1);
        }
    }

    [Fact]
    public async Task RenderAsync_ShowsHostileTextAsText_WhenNamesQuotesAndReasonsCarryMarkup()
    {
        var evaluation = Some.Evaluation(Hostile, evidence: [Some.Evidence(Hostile, 1)]);
        evaluation = evaluation with { Scores = evaluation.Scores with { Empathy = evaluation.Scores.Empathy with { Reason = Hostile } }, Model = Hostile };
        EvaluatedCall[] calls = [Some.Call(Hostile, agent: Hostile, name: Hostile, team: Hostile, evaluation: evaluation)];
        var form = new ReportForm(Hostile, "en", [new FormSection("s", Hostile, [new FormQuestion("q", Hostile)])]);

        foreach (var report in new CoachingReportBuilder(form).BuildAll(calls, SampleMonth.Period))
        {
            var page = Parse(await SampleReports.HtmlAsync(report));

            page.Descendants("script").ShouldBeEmpty();
            page.Descendants("b").ShouldBeEmpty();
            page.Descendants("blockquote").First().Value.ShouldBe(Hostile);
        }
    }

    [Theory]
    [InlineData("en", "No call of this period has been evaluated yet.")]
    [InlineData("de", "Aus diesem Zeitraum ist noch kein Gespräch bewertet.")]
    public async Task RenderAsync_SaysThatNothingIsEvaluated_WhenThePeriodIsEmpty(string language, string sentence)
    {
        var report = new CoachingReportBuilder(Some.Form with { Language = language }).BuildAll([], SampleMonth.Period).Single();

        Parse(await SampleReports.HtmlAsync(report)).Descendants("aside").Single().Value.Trim().ShouldBe(sentence);
    }

    [Fact]
    public async Task RenderAsync_ListsTheMostPressingCalls_WhenManyNeedReview()
    {
        const int Many = 40;
        var calls = Enumerable.Range(0, Many).Select(number => Some.Call(
            $"call-{number:00}", Some.At("2026-11-10T10:00:00+01:00").AddMinutes(number),
            evaluation: Some.Evaluation($"call-{number:00}", needsReview: true, empathy: number is 3 or 5 ? null : 3, answers: [Some.Answer("greeting", 1) with { AutoFail = number == 5 }])));
        var report = new CoachingReportBuilder(Some.Form).BuildAll([.. calls], SampleMonth.Period)[0];

        var section = Parse(await SampleReports.HtmlAsync(report)).Descendants("section").Single(one => (string?)one.Attribute("aria-labelledby") == "reviews");

        section.Descendants("tbody").Elements("tr").Select(row => row.Element("th")!.Element("a")!.Value)
            .ShouldBe(["call-05", "call-03", "call-39", "call-38", "call-37", "call-36", "call-35", "call-34", "call-33", "call-32"]);
        section.Value.ShouldContain("The 10 most pressing of 40");
        section.Elements("p").Descendants("a").Single().Attribute("href")!.Value.ShouldBe("team.csv");
    }

    [Fact]
    public async Task RenderAsync_LeadsToTheMomentInTheCall_FromExamplesQuotesAndRows()
    {
        var report = SampleReports.English[0];
        var page = Parse(await SampleReports.HtmlAsync(report, SampleReports.English));
        var quote = report.Examples[0].Quotes[0];
        var moment = FormattableString.Invariant($"/calls/{quote.CallId}?t={quote.Evidence.Start!.Value.TotalSeconds:0.###}#turn-{quote.Evidence.Turn}");

        var card = page.Descendants("article").First();
        Sites(card).First().ShouldBe($"/calls/{report.Examples[0].Call.CallId}");
        Sites(card).ShouldContain(moment);
        page.Descendants("figure").Where(figure => figure.Descendants("blockquote").Any()).ShouldAllBe(quoted => Sites(quoted).Count() == 1);
        Sites(page.Descendants("table").Last()).ShouldBe(report.Calls.Select(call => $"/calls/{call.CallId}"));
    }

    [Fact]
    public async Task RenderAsync_HasNoLinksToCalls_WhereNoSiteServesThePages()
    {
        await using var html = new ReportHtml();
        var report = SampleReports.English[0];

        (await html.RenderAsync(report, new ReportFileNames([report.Subject], index: null))).ShouldNotContain("/calls/");
    }

    [Fact]
    public async Task RenderAsync_WarnsAndNamesNoInterval_WhenFewCallsAreEvaluated()
    {
        var html = Parse(await SampleReports.HtmlAsync(SampleReports.Of("a-103"))).Root!.Value;

        html.ShouldContain("Only 3 calls evaluated.");
        html.ShouldNotContain("95% interval 1");
        html.ShouldContain("not enough calls yet for an interval");
    }

    private static IEnumerable<string> Sites(XElement part) =>
        part.Descendants("a").Where(link => link.Attribute("class")?.Value == "site").Select(link => link.Attribute("href")!.Value);

    private static XDocument Parse(string html)
    {
        var closed = Void().Replace(html, "<$1$2/>");
        using var reader = XmlReader.Create(new StringReader(closed), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }

    [GeneratedRegex("<(meta|col|br)( [^>]*[^>/])?>")]
    private static partial Regex Void();

    [GeneratedRegex("https?:|//[a-z]|url\\(|@import|srcset|<script", RegexOptions.IgnoreCase)]
    private static partial Regex Resource();

    [GeneratedRegex(@"^(a-10[123]|team)(\.html|\.csv|\.questions\.csv|\.json)$|^\.\./index\.html$|^/reports$|^/calls/[a-z0-9-]+(\?t=[0-9.]+)?(#turn-[0-9]+)?$")]
    private static partial Regex KnownFile();
}
