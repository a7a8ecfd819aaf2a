using System.Text.Json.Nodes;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Quality;
using CallQA.Engines.Scoring.Training;

namespace CallQA.Engines.Tests.Scoring.Training;

public sealed class CrossValidationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Training once a sitting is slow, so that one test asks all of it.
    [Fact]
    public async Task EvaluateAsync_ScoresAllButTheTestPartAndLearnsNothingOfIt_WhenThereAreTwoSittings()
    {
        var corpus = SmallTraining.Cut(_folder, "corpus", sittings: "ab");
        var calls = (await CorpusReader.ReadAsync(corpus, TestContext.Current.CancellationToken)).Conversations;
        var tests = calls.Where(call => call.Part == CorpusPart.Test).Select(call => call.Id).ToHashSet();
        var rewritten = SmallTraining.Cut(_folder, "rewritten", line => tests.Contains((string)JsonNode.Parse(line)!["id"]!) ? Worst(line) : line, "ab");
        var steps = new Steps();

        var (report, other) = (await EvaluateAsync(corpus, steps), await EvaluateAsync(rewritten));

        steps.Names.ShouldBe(["without sitting a", "without sitting b"]);
        report.Part.ShouldBe("cross-validation");
        report.Origins.Select(origin => (origin.Origin, origin.Calls)).ShouldBe(
            calls.Where(call => call.Part != CorpusPart.Test).GroupBy(call => call.Source).Select(file => (file.Key, file.Count())), ignoreOrder: true);
        report.Criteria.Where(one => one.Language == "all").ShouldAllBe(one => one.Confusion.Sum(row => row.Sum()) == report.Origins.Sum(origin => origin.Calls));
        other.Corpus.ShouldNotBe(report.Corpus);
        other.Criteria.Select(Figures).ShouldBe(report.Criteria.Select(Figures));
    }

    [Fact]
    public async Task EvaluateAsync_Refuses_WhenThereIsOneSittingOnly() =>
        (await Should.ThrowAsync<InputException>(() => EvaluateAsync(SmallTraining.Cut(_folder, "corpus")))).Message.ShouldContain("calls of one sitting only");

    [Fact]
    public async Task EvaluateAsync_RefusesBeforeTraining_WhenASittingLeavesNothingOfItsLanguage()
    {
        var corpus = SmallTraining.Cut(_folder, "corpus", sittings: "ab");
        File.Delete(Path.Combine(corpus, "calls", "en-b.jsonl"));
        var steps = new Steps();

        var problem = await Should.ThrowAsync<InputException>(() => EvaluateAsync(corpus, steps));

        problem.Message.ShouldStartWith($"Without the sitting 'a', {corpus} holds 0 training calls in 'en'; cross-validation needs 10 in the other sittings");
        steps.Names.ShouldBeEmpty();
    }

    private static Task<EvaluationReport> EvaluateAsync(string corpus, IProgress<TrainingProgress>? progress = null) =>
        CrossValidation.EvaluateAsync(corpus, ["en", "de"], seed: 1, progress, TestContext.Current.CancellationToken);

    private static string Worst(string line)
    {
        var call = JsonNode.Parse(line)!;
        call["scores"] = new JsonObject { ["empathy"] = 1, ["courtesy"] = 1, ["resolution"] = "unresolved" };
        return call.ToJsonString();
    }

    private static string Figures(CriterionQuality one) =>
        FormattableString.Invariant($"{one.Language} {one.Criterion} {one.Calls} {one.Model.Kappa} {one.Model.MacroF1} {one.CalibrationError} {one.Majority!.Exact}");

    private sealed class Steps : IProgress<TrainingProgress>
    {
        public List<string> Names { get; } = [];

        public void Report(TrainingProgress value) => Names.Add(value.Stage);
    }
}
