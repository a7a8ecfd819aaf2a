using CallQA.App.Web.Reports;
using CallQA.Coaching;
using CallQA.Scoring;
using CallQA.Tests.Coaching;

namespace CallQA.App.Tests.Web.Reports;

public sealed class ReportWriterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("callqa-reports-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task WriteAsync_WritesPagesTablesAndDataForTeamAndAgents_WhenGivenAMonth()
    {
        var paths = await ReportWriter.WriteAsync(folder, SampleReports.English, TestContext.Current.CancellationToken);

        string[] names = ["team", "a-101", "a-102", "a-103"];
        string[] kinds = [".html", ".csv", ".questions.csv", ".json"];
        paths.Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).ShouldBe(
            ["index.html", .. names.SelectMany(name => kinds.Select(kind => $"2026-11/{name}{kind}"))]);
        paths.ShouldAllBe(path => new FileInfo(path).Length > 0);
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length.ShouldBe(paths.Count);
    }

    [Fact]
    public async Task WriteAsync_GivesTheSameBytes_WhenCalledAgainWithCallsInAnotherOrder()
    {
        var first = await Contents(SampleReports.English);
        var again = await Contents(new CoachingReportBuilder(Some.Form).BuildAll([.. SampleMonth.Calls.Reverse()], SampleMonth.Period));

        again.ShouldBe(first);
    }

    [Fact]
    public async Task WriteAsync_GivesTheSameBytes_ForExtractsOfTheCalls()
    {
        var (extract, random) = (new ReportExtract(), new Random(7));
        EvaluatedCall[] calls = [.. SampleMonth.Calls.Select(call => WithManyPassages(call, random))];

        var whole = await Contents(new CoachingReportBuilder(Some.Form).BuildAll(calls, SampleMonth.Period));
        var extracts = await Contents(new CoachingReportBuilder(Some.Form).BuildAll([.. calls.Select(extract.Of)], SampleMonth.Period));

        extracts.ShouldBe(whole);
        calls.ShouldContain(call => call.Evaluation != null && call.Evaluation.Answers.Any(answer => answer.Evidence.Count > 3));
    }

    [Fact]
    public async Task WriteAsync_ListsEveryPeriodInTheIndex_WhenAnEarlierOneIsThere()
    {
        var earlier = new CoachingReportBuilder(Some.Form).BuildAll([], ReportPeriod.Month(2026, 10, Some.Berlin));
        await ReportWriter.WriteAsync(folder, earlier, TestContext.Current.CancellationToken);
        await ReportWriter.WriteAsync(folder, SampleReports.English, TestContext.Current.CancellationToken);

        var index = await File.ReadAllTextAsync(Path.Combine(folder, "index.html"), TestContext.Current.CancellationToken);
        index.IndexOf("2026-11/team.html", StringComparison.Ordinal).ShouldBeInRange(0, index.IndexOf("2026-10/team.html", StringComparison.Ordinal));
        index.ShouldContain(">November 2026</a>");
    }

    private async Task<List<string>> Contents(IReadOnlyList<CoachingReport> reports)
    {
        var paths = await ReportWriter.WriteAsync(folder, reports, TestContext.Current.CancellationToken);
        return [.. paths.Select(path => Path.GetRelativePath(folder, path) + "\n" + Convert.ToHexString(File.ReadAllBytes(path)))];
    }

    // Few different contributions, so that equals meet.
    private static EvaluatedCall WithManyPassages(EvaluatedCall call, Random random)
    {
        if (call.Evaluation is not { } evaluation) return call;
        var scores = new CallScores(
            evaluation.Scores.Empathy with { Evidence = Passages() },
            evaluation.Scores.Courtesy with { Evidence = Passages() },
            evaluation.Scores.Resolution with { Evidence = Passages() });
        return call with { Evaluation = evaluation with { Scores = scores, Answers = [.. evaluation.Answers.Select(answer => answer with { Evidence = Passages() })] } };

        IReadOnlyList<Evidence> Passages() =>
            [.. Enumerable.Range(0, random.Next(7)).Select(number => Some.Evidence(random.Next(9) == 0 ? " " : $"{call.Call.Id} {number}", (random.Next(7) - 3) / 4.0, number))];
    }
}
