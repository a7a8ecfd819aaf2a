using CallQA.App.Web.Reports;
using CallQA.Coaching;
using CallQA.Tests.Coaching;

namespace CallQA.App.Tests.Web.Reports;

public sealed class ReportWriterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("callqa-reports-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task WriteAsync_WritesPagesTablesAndDataForTeamAndAgents_WhenGivenAMonth()
    {
        var paths = await ReportWriter.WriteAsync(folder, Month("en"), TestContext.Current.CancellationToken);

        string[] names = ["team", "a-101", "a-102", "a-103"];
        string[] kinds = [".html", ".csv", ".questions.csv", ".json"];
        paths.Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).ShouldBe(
            ["index.html", .. names.SelectMany(name => kinds.Select(kind => $"2026-11/{name}{kind}"))]);
        paths.ShouldAllBe(path => new FileInfo(path).Length > 0);
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length.ShouldBe(paths.Count);
    }

    [Fact]
    public async Task WriteAsync_GivesTheSameBytes_WhenCalledTwiceAndWithCallsInAnotherOrder()
    {
        var first = await Contents(Month("en"));
        var again = await Contents(new CoachingReportBuilder(Some.Form).BuildAll([.. SampleMonth.Calls.Reverse()], SampleMonth.Period));

        again.ShouldBe(first);
    }

    internal static IReadOnlyList<CoachingReport> Month(string language) =>
        new CoachingReportBuilder(Some.Form with { Language = language }).BuildAll(SampleMonth.Calls, SampleMonth.Period);

    private async Task<List<string>> Contents(IReadOnlyList<CoachingReport> reports)
    {
        var paths = await ReportWriter.WriteAsync(folder, reports, TestContext.Current.CancellationToken);
        return [.. paths.Select(path => Path.GetRelativePath(folder, path) + "\n" + Convert.ToHexString(File.ReadAllBytes(path)))];
    }
}
