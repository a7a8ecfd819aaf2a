using CallQA.Agreement;
using CallQA.App.Tests.Learning.Simulated;
using CallQA.App.Tests.Storage;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Quality;
using CallQA.Engines.Scoring.Training;
using CallQA.Transcription;

namespace CallQA.App.Tests.Learning;

/// <summary>The learning loop on simulated reviewers of a centre that the corpus knows nothing like; <c>benchmarks learning</c> measures it on the whole corpus.</summary>
public sealed class LearningCurveTests
{
    private const int Reviews = 200;
    private const int Tested = 150;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LearnAsync_RaisesAgreementAtTheCentreAndNotAtTheCostOfOthers_WhenTwoHundredReviewsHaveCome()
    {
        using var folder = new TemporaryFolder();
        var corpus = CutCorpus(folder, "en-a", "en-c");
        var champion = folder.Of("champion");
        await new ModelTrainer(TimeProvider.System).TrainAsync(new() { CorpusDirectory = corpus, OutputDirectory = champion, Languages = ["en"] }, null, Token);
        var centre = new FerryLine();
        var reviewed = new SimulatedReviewer().Review(centre.Calls(Reviews, tested: false));

        var after = await new LearningExperiment(corpus, champion, folder.Path, ["en"]).LearnAsync(reviewed, centre.Calls(Tested, tested: true), Token);

        after.Learnt.ShouldBeInRange(100, 150);
        after.Promoted.ShouldBeTrue(after.Verdict!.Why);
        after.RiseThere!.Low.ShouldBeGreaterThan(0.2, "the models learn what the centre's people say");
        after.RiseElsewhere!.Worse.ShouldBeFalse();
        after.RiseElsewhere.Difference.ShouldBeGreaterThan(-0.03, "and forget nothing of what they knew");
        Kappa(after.There, "empathy").ShouldBeGreaterThan(0.4);
        Kappa(after.There, "courtesy").ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void Calls_ShareNoSentenceOfTheAgent_BetweenReviewsAndTest()
    {
        var centre = new FerryLine();
        var learnt = Sentences(centre.Calls(Reviews, tested: false)).ToHashSet(StringComparer.Ordinal);

        var tested = Sentences(centre.Calls(Tested, tested: true)).ToList();

        tested.ShouldAllBe(sentence => !learnt.Contains(sentence));
        tested.Distinct().Count().ShouldBeGreaterThan(tested.Count * 7 / 10);
    }

    [Fact]
    public void Judge_AgreesWithTheTruthAsPeopleDo()
    {
        var calls = new FerryLine().Calls(1000, tested: false);
        var reviewer = new SimulatedReviewer();

        var said = calls.Select(reviewer.Judge).ToList();

        WeightedKappa(calls, said, call => call.Empathy!.Value).ShouldBeInRange(0.88, 0.92);
        WeightedKappa(calls, said, call => call.Courtesy!.Value).ShouldBeInRange(0.88, 0.92);
        WeightedKappa(calls, said, call => (int)call.Resolution!.Value).ShouldBeInRange(0.88, 0.92);
    }

    private static IEnumerable<string> Sentences(IEnumerable<LabelledConversation> calls) =>
        calls.SelectMany(call => call.Turns).Where(turn => turn.Speaker == Speaker.Agent && turn.Text.Split(' ').Length >= 7).Select(turn => turn.Text);

    private static double WeightedKappa(IReadOnlyList<LabelledConversation> truth, IReadOnlyList<LabelledConversation> said, Func<LabelledConversation, int> score)
    {
        var counts = new double[6, 6];
        foreach (var (one, other) in truth.Zip(said)) counts[score(one), score(other)]++;
        return CohenKappa.Of(counts, [0, 1, 2, 3, 4, 5], KappaWeights.Quadratic)!.Value;
    }

    private static double Kappa(EvaluationReport report, string criterion) => report.Criteria.First(one => one.Criterion == criterion).KappaInterval.Value;

    private static string CutCorpus(TemporaryFolder folder, params string[] files)
    {
        var whole = Path.Combine(ProductFolders.Models, "scoring", "corpus");
        Directory.CreateDirectory(folder.Of("corpus/calls"));
        foreach (var file in files) File.Copy(Path.Combine(whole, "calls", file + ".jsonl"), folder.Of($"corpus/calls/{file}.jsonl"));
        File.Copy(Path.Combine(whole, "split.json"), folder.Of("corpus/split.json"));
        return folder.Of("corpus");
    }
}
