using CallQA.App.Web.Reports;
using CallQA.App.Web.Reports.Texts;
using CallQA.Coaching;
using CallQA.Tests.Coaching;

namespace CallQA.App.Tests.Web.Reports;

public sealed class ReportShelfTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("callqa-shelf-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task List_TellsPeriodsTeamsAndAgents_TheLatestFirst()
    {
        foreach (var name in new[] { "2026-11", "2026-W45", "2026-11-02", "2026-11-02..2026-11-13" })
        {
            var period = ReportPeriodText.Parse(name, Some.Berlin);
            await ReportWriter.WriteAsync(folder, new CoachingReportBuilder(Some.Form).BuildAll([.. SampleMonth.Calls], period), Token);
        }

        Directory.CreateDirectory(Path.Combine(folder, "2026-10"));
        Directory.CreateDirectory(Path.Combine(folder, "notes"));
        await File.WriteAllTextAsync(Path.Combine(folder, "notes", "team.json"), "{}", Token);

        var shelf = ReportShelf.List(folder, Some.Berlin);

        shelf.Select(line => line.Period.Name).ShouldBe(["2026-11-02_2026-11-13", "2026-W45", "2026-11-02", "2026-11"]);
        (shelf[^1].Teams, shelf[^1].Agents).ShouldBe((0, 3));
        shelf.Select(line => ReportTexts.In("en").Of(line.Period)).ShouldBe(["2–13 November 2026", "Week 45, 2–8 November 2026", "2 Nov 2026", "November 2026"]);
        shelf.Select(line => ReportTexts.In("de").Of(line.Period)).ShouldBe(["2.–13. November 2026", "KW 45, 2.–8. November 2026", "02.11.2026", "November 2026"]);
    }

    [Fact]
    public async Task ReportsAsync_NamesThoseTheReportsAreAbout_WithTheirPages()
    {
        await ReportWriter.WriteAsync(folder, SampleReports.English, Token);
        await File.WriteAllTextAsync(Path.Combine(folder, "2026-11", "other.json"), "[1, {", Token);

        var reports = await ReportShelf.ReportsAsync(folder, SampleMonth.Period, Token);

        reports.Select(report => report.Subject).ShouldBe(SampleReports.English.Select(report => report.Subject).Where(subject => subject.Scope != ReportScope.Everyone), ignoreOrder: true);
        reports.Select(report => report.Subject.Name ?? report.Subject.Id).ShouldBeInOrder();
        reports.ShouldAllBe(report => File.Exists(Path.Combine(folder, report.Page)));
    }
}
