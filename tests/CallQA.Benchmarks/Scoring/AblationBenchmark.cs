using System.Globalization;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Quality;
using CallQA.Engines.Scoring.Training;
using Evaluated = CallQA.Engines.Scoring.Quality.EvaluatedCall;

namespace CallQA.Benchmarks.Scoring;

/// <summary>
/// What every part of the scoring is worth: trains without it, cross-validated with a call in one fold only, and compares the scores of all
/// calls with those of the whole. The test part takes no part.
/// </summary>
internal static class AblationBenchmark
{
    public const string Usage = "ablation RESULTS [--folds N] [--only PART] [--origins FOLDER]";

    private static readonly string Corpus = Path.Combine(RepositoryFolder.Root, "models", "scoring", "corpus");
    private static readonly string[] Languages = ["en", "de"];

    /// <summary>Prints a row of a table for every part; the whole has to be measured first, its scores are kept among the results.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var results, .. var rest] || results.StartsWith("--", StringComparison.Ordinal))
        {
            Console.Error.WriteLine($"usage: {Usage}");
            return 2;
        }

        var folds = int.Parse(Value(rest, "--folds") ?? "3", CultureInfo.InvariantCulture);
        var corpus = await CorpusReader.ReadAsync(Corpus, CancellationToken.None);
        var seen = corpus with { Conversations = [.. corpus.Conversations.Where(one => one.Part != CorpusPart.Test)] };
        var origins = await OriginsAsync(Value(rest, "--origins"));
        foreach (var group in Ablation.Groups.Where(group => Value(rest, "--only") is not { } only || group.Any(one => one.Name == only)))
        {
            var measured = group.ToDictionary(one => one, _ => new Measured([], origins.ToDictionary(origin => origin.Name, _ => 0.0)));
            for (var fold = 0; fold < folds; fold++)
                MeasureFold(group, seen, fold, folds, origins, measured);
            foreach (var (part, scores) in measured)
                await PrintAsync(part, scores, results);
        }

        return 0;
    }

    private static void MeasureFold(
        IReadOnlyList<Ablation> group, LabelledCorpus corpus, int fold, int folds, List<Origin> origins, Dictionary<Ablation, Measured> measured)
    {
        var held = corpus.Conversations.Where(one => one.Kind == ConversationKind.Call && FoldOf(one.Id, folds) == fold).ToList();
        var rest = corpus with { Conversations = [.. corpus.Conversations.Except(held)] };
        var readings = new ScoringFit(1, null, group[0].Without).FitReadings(rest, CancellationToken.None);
        foreach (var part in group)
        {
            var fitted = new ScoringFit(1, null, part.Without).FitCriteria(readings);
            using var model = new ScoringModel(
                part.Name,
                Languages,
                new(fitted.Words.Models, part.Without.SecondReading ? null : fitted.Context.Models),
                fitted.Criteria.ToDictionary(pair => pair.Key, pair => pair.Value.Models),
                NaturalPrior.Current);
            measured[part].Calls.AddRange(held.Select(call => Score(model, fitted, part, call)));
            foreach (var origin in origins)
                measured[part].Origins[origin.Name] += Area(model, fitted, part, origin) / folds;
        }
    }

    private static Evaluated Score(ScoringModel model, FittedModels fitted, Ablation part, LabelledConversation call)
    {
        var prepared = model.Prepare(part.Without.See(Dialogue.From(call)));
        return new(call, prepared, Criterion.All.ToDictionary(one => one.Name, one =>
        {
            var own = model.OwnProbabilities(one, prepared);
            var probabilities = part.Prior ? one.WithPrior(NaturalPrior.Current, own, prepared) : own;
            return new Prediction(fitted.Criteria[one.Name].Call.Model.Decide(probabilities), CallModel.Mean(probabilities), 0, Unsure: false);
        }));
    }

    private static double Area(ScoringModel model, FittedModels fitted, Ablation part, Origin origin) => RankingQuality.Auc(
        [.. origin.Calls.Select(call => (Score(model, fitted, part, call).Predictions[Criterion.Resolution.Name].Mean, call.Success!.Value))]) ?? 0;

    private static async Task PrintAsync(Ablation part, Measured measured, string results)
    {
        var report = new ReportBuilder([]).Build(part.Name, "", "ablation", measured.Calls);
        var whole = Path.Combine(results, HeldOutScores.FileName);
        if (part.Name == Ablation.Whole)
        {
            Directory.CreateDirectory(results);
            await File.WriteAllTextAsync(whole, HeldOutScores.Of(measured.Calls).ToJson());
        }

        var difference = await HeldOutScores.ReadAsync(results, CancellationToken.None) is { } champion
            ? PairedBootstrap.Compare(champion, measured.Calls)
            : throw new FileNotFoundException($"Measure '{Ablation.Whole}' first; its scores are not in {results}.", whole);
        var figures = Languages.SelectMany(language => Criterion.All.Select(criterion => Figure(report, language, criterion)))
            .Append(Turns(report, TurnTask.Empathy))
            .Append(Turns(report, TurnTask.Courtesy))
            .Concat(measured.Origins.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value))
            .Select(figure => figure.ToString("0.000", CultureInfo.InvariantCulture));
        Console.WriteLine(FormattableString.Invariant(
            $"| {part.Name} | {string.Join(" | ", figures)} | {difference!.Difference:+0.000;-0.000;0.000} [{difference.Low:+0.000;-0.000;0.000}, {difference.High:+0.000;-0.000;0.000}] |"));
    }

    private static double Figure(EvaluationReport report, string language, Criterion criterion)
    {
        var one = report.Criteria.Single(quality => quality.Language == language && quality.Criterion == criterion.Name);
        return criterion.Ordered ? one.Model.Kappa : one.Model.MacroF1;
    }

    private static double Turns(EvaluationReport report, TurnTask task) => report.Turns.Single(one => one.Language == "all" && one.Question == task.Name).MacroF1;

    private static int FoldOf(string id, int folds) => (int)((StableHash.Of("ablation " + id) >> 8) % folds);

    private static async Task<List<Origin>> OriginsAsync(string? folder)
    {
        var origins = new List<Origin>();
        foreach (var file in folder is null ? (List<string>)[] : [.. Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal)])
        {
            var calls = (await CorpusReader.ReadFileAsync(file, CancellationToken.None)).Conversations.Where(call => call.Success is not null).ToList();
            if (calls.Count > 0)
                origins.Add(new(Path.GetFileNameWithoutExtension(file), calls));
        }

        Console.WriteLine($"columns: empathy, courtesy, resolution (en, de); turns: empathy, courtesy; {string.Join(", ", origins.Select(one => one.Name))}; difference");
        return origins;
    }

    private static string? Value(string[] arguments, string name) =>
        Array.IndexOf(arguments, name) is var index and >= 0 && index + 1 < arguments.Length ? arguments[index + 1] : null;

    private sealed record Origin(string Name, List<LabelledConversation> Calls);

    private sealed record Measured(List<Evaluated> Calls, Dictionary<string, double> Origins);
}
