using System.Globalization;
using CallQA.Benchmarks.Scoring.Origins;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Training;
using CallQA.Transcription;

namespace CallQA.Benchmarks.Scoring;

/// <summary>
/// How far the readings of turns carry to public sets that have published figures: the shipped models, of which only the cut between yes
/// and no is taken from the set, and the same way of reading fitted to the set itself.
/// </summary>
internal static class TransferBenchmark
{
    public const string Usage = "transfer SETS [--model FOLDER]";

    private const int Folds = 10;
    private const int MinimumCount = 3;

    private static readonly FitOptions Options = new(L1: 0.02f, L2: 0.3f);

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var sets, .. var rest] || !Directory.Exists(sets))
        {
            Console.Error.WriteLine($"usage: {Usage} (SETS: a folder with the downloaded sets, see docs/scoring.md)");
            return 2;
        }

        var folder = rest is ["--model", var given] ? given : Path.Combine(RepositoryFolder.Root, "models", "scoring", "en-de");
        using var model = await ScoringModel.LoadAsync(folder, CancellationToken.None);
        Console.WriteLine(model.Version);
        var requests = Requests(sets);
        Print("Stanford politeness, quarters, accuracy", requests.Count, CrossValidated(requests, Shipped(model, Polite), Accuracy), CrossValidated(requests, Fitted, Accuracy));
        var tweets = (Train: Tweets(sets, "germeval2018.training.txt"), Test: Tweets(sets, "germeval2018.test.txt"));
        Print("GermEval 2018, offence, macro-F1", tweets.Test.Count, Held(tweets.Train, tweets.Test, Shipped(model, Polite), MacroF1), Held(tweets.Train, tweets.Test, Fitted, MacroF1));
        var comments = (Train: Comments(sets, "train.tsv"), Tune: Comments(sets, "dev.tsv"), Test: Comments(sets, "test.tsv"));
        Print(
            "GoEmotions, caring, F1",
            comments.Test.Count,
            Held(comments.Tune, comments.Test, Shipped(model, Empathic), F1),
            Held(comments.Train, comments.Test, Fitted, F1));
        return 0;
    }

    private static void Print(string set, int cases, double shipped, double fitted) => Console.WriteLine(FormattableString.Invariant(
        $"{set}: {cases} cases, shipped models {shipped:0.000}, fitted to the set {fitted:0.000}"));

    /// <summary>Every case is judged by what the other nine tenths taught.</summary>
    private static double CrossValidated(List<Case> cases, Learner learn, Measure measure)
    {
        var judged = new List<(bool Said, bool True)>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var judge = learn([.. cases.Where((_, index) => index % Folds != fold)], measure);
            judged.AddRange(cases.Where((_, index) => index % Folds == fold).Select(one => (judge(one), one.Positive)));
        }

        return measure(judged);
    }

    private static double Held(List<Case> train, List<Case> test, Learner learn, Measure measure)
    {
        var judge = learn(train, measure);
        return measure([.. test.Select(one => (judge(one), one.Positive))]);
    }

    /// <summary>The shipped models' reading, cut where it measures best on the set's own part for that.</summary>
    private static Learner Shipped(ScoringModel model, Func<TurnSignal, double> reading) => (cases, measure) =>
    {
        var cut = BestCut([.. cases.Select(one => (Read(one), one.Positive))], measure);
        return one => Read(one) >= cut;

        double Read(Case one) => reading(model.Turns.Read(one.Dialogue).Turns[0]);
    };

    private static Func<Case, bool> Fitted(List<Case> cases, Measure measure)
    {
        var vocabulary = Vocabulary.From(cases.Select(one => one.Bag.Values.Keys), MinimumCount);
        var examples = cases.ConvertAll(one => new Example(vocabulary.Vector(one.Bag), one.Positive ? 1 : 0));
        var classifier = LinearClassifier.From(new MaximumEntropyFit(1).Fit(examples, vocabulary.Count, 2, Options).Model);
        var cut = BestCut([.. cases.Zip(examples, (one, example) => ((double)classifier.Probabilities(example.Features)[1], one.Positive))], measure);
        return one => classifier.Probabilities(vocabulary.Vector(one.Bag))[1] >= cut;
    }

    private static double BestCut(IReadOnlyList<(double Score, bool Positive)> scored, Measure measure) => Enumerable.Range(1, 99)
        .Select(share => scored.OrderBy(one => one.Score).ElementAt(share * (scored.Count - 1) / 100).Score)
        .MaxBy(cut => measure([.. scored.Select(one => (one.Score >= cut, one.Positive))]));

    private static double Polite(TurnSignal turn) => turn.Courtesy![0] - turn.Courtesy[2];

    private static double Empathic(TurnSignal turn) => turn.Empathy![0] + turn.Empathy[1];

    private static double Accuracy(IReadOnlyList<(bool Said, bool True)> judged) => judged.Average(one => one.Said == one.True ? 1.0 : 0);

    private static double MacroF1(IReadOnlyList<(bool Said, bool True)> judged) =>
        (F1(judged) + F1([.. judged.Select(one => (!one.Said, !one.True))])) / 2;

    private static double F1(IReadOnlyList<(bool Said, bool True)> judged)
    {
        var uses = judged.Count(one => one.Said) + judged.Count(one => one.True);
        return uses == 0 ? 0 : 2.0 * judged.Count(one => one.Said && one.True) / uses;
    }

    private static List<Case> Requests(string sets) =>
        [.. Read(sets, "requests").Concat(Read(sets, "requests-test")).Select(one => Case.Of(one.Language, one.Turns[0].Text, one.Turns[0].Polite))];

    private static List<Case> Tweets(string sets, string file) =>
        [.. TweetFile.Read(Sibling(sets, "tweets", file)).Select(one => Case.Of(one.Language, one.Turns[0].Text, one.Turns[0].Polite))];

    private static List<Case> Comments(string sets, string file) =>
        [.. CommentFile.Read(Sibling(sets, "comments", file)).Select(one => Case.Of(one.Language, one.Turns[0].Text, one.Turns[0].Empathic))];

    private static IEnumerable<OriginConversation> Read(string sets, string name)
    {
        var format = OriginFormat.All.Single(one => one.Name == name);
        return format.Read(PathOf(sets, format));
    }

    private static string Sibling(string sets, string name, string file) =>
        Path.Combine(Path.GetDirectoryName(PathOf(sets, OriginFormat.All.Single(one => one.Name == name)))!, file);

    private static string PathOf(string sets, OriginFormat format) => format.Find(sets)
        ?? throw new FileNotFoundException(string.Create(CultureInfo.InvariantCulture, $"There is no {format.FileName} below {sets}; docs/scoring.md says where it is from."));

    private delegate double Measure(IReadOnlyList<(bool Said, bool True)> judged);

    private delegate Func<Case, bool> Learner(List<Case> cases, Measure measure);

    private sealed record Case(Dialogue Dialogue, FeatureBag Bag, bool Positive)
    {
        public static Case Of(string language, string text, bool? positive)
        {
            var dialogue = Dialogue.From(new Transcript("case", language, [new(Speaker.Agent, text)]));
            return new(dialogue, TurnFeaturizer.Of(dialogue, 0), positive!.Value);
        }
    }
}
