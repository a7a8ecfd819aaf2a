using System.Globalization;
using System.Text.Json;
using CallQA.App.Tests.Learning.Simulated;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Quality;

namespace CallQA.Benchmarks.Learning;

/// <summary>
/// What reviews of a new contact centre bring: the product's learning loop learns from 0 to 200 simulated reviews, and the candidates are measured on calls of
/// the centre and on the test calls of the corpus, none of them ever learnt from. Rows are kept in a file, so that the sizes can be run one at a time.
/// </summary>
internal static class LearningBenchmark
{
    public const string Usage = "learning [--out FOLDER] [REVIEWS…]";

    private const int Tested = 400;
    private const int Most = 200;

    private static readonly string Scoring = Path.Combine(RepositoryFolder.Root, "models", "scoring");

    public static async Task<int> RunAsync(string[] arguments)
    {
        var named = Array.IndexOf(arguments, "--out");
        var output = named >= 0 ? arguments[named + 1] : "learning-curve";
        var sizes = arguments.Where((_, place) => named < 0 || (place != named && place != named + 1)).Select(size => int.Parse(size, CultureInfo.InvariantCulture)).ToList();
        Directory.CreateDirectory(output);
        var centre = new FerryLine();
        var calls = centre.Calls(Most, tested: false);
        var tested = centre.Calls(Tested, tested: true);
        var reviewed = new SimulatedReviewer().Review(calls);
        Console.WriteLine(FormattableString.Invariant($"reviewers and truth: {Agreement(calls, [.. reviewed.Select(call => call.Conversation)])}"));
        foreach (var size in sizes.Count > 0 ? sizes : [0, 25, 50, 100, Most])
        {
            var folder = Directory.CreateTempSubdirectory("callqa-learning-");
            try
            {
                var experiment = new LearningExperiment(Path.Combine(Scoring, "corpus"), Path.Combine(Scoring, "en-de"), folder.FullName, ["en", "de"]);
                var point = await experiment.LearnAsync([.. reviewed.Take(size)], tested, CancellationToken.None);
                await KeepAsync(output, LearningRow.Of(point));
                Console.WriteLine(point.Verdict?.Why ?? "the models as they are shipped");
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        var rows = await RowsAsync(output);
        Console.WriteLine(LearningRow.Table(rows));
        await File.WriteAllTextAsync(Path.Combine(output, "learning-curve.svg"), LearningChart.Draw(rows));
        return 0;
    }

    private static async Task KeepAsync(string output, LearningRow row)
    {
        List<LearningRow> rows = [.. (await RowsAsync(output)).Where(one => one.Reviews != row.Reviews), row];
        await File.WriteAllTextAsync(Path.Combine(output, "rows.json"), JsonSerializer.Serialize(rows.OrderBy(one => one.Reviews)));
    }

    private static async Task<IReadOnlyList<LearningRow>> RowsAsync(string output) => Path.Combine(output, "rows.json") is var path && File.Exists(path)
        ? JsonSerializer.Deserialize<List<LearningRow>>(await File.ReadAllTextAsync(path))!
        : [];

    private static string Agreement(IReadOnlyList<LabelledConversation> truth, IReadOnlyList<LabelledConversation> said)
    {
        var empathy = LabelAgreement.QuadraticKappa([.. truth.Zip(said, (one, other) => new Pair(one.Empathy!.Value, other.Empathy!.Value))]);
        var courtesy = LabelAgreement.QuadraticKappa([.. truth.Zip(said, (one, other) => new Pair(one.Courtesy!.Value, other.Courtesy!.Value))]);
        var resolution = LabelAgreement.MacroF1([.. truth.Zip(said, (one, other) => new Pair((int)one.Resolution!.Value, (int)other.Resolution!.Value))], 3);
        return FormattableString.Invariant($"kappa {empathy:0.00} (empathy), {courtesy:0.00} (courtesy), macro-F1 {resolution:0.00} (resolution)");
    }
}
