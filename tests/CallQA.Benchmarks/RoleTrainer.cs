using System.Globalization;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Transcription;

namespace CallQA.Benchmarks;

/// <summary>Learns the cues of <see cref="RoleCues"/> from the training part of the corpus, with words misheard and calls cut short.</summary>
internal static class RoleTrainer
{
    private const int Versions = 8;
    private const int Epochs = 12;
    private const int Kept = 1_500;
    private const int SeenInCalls = 6;

    /// <summary>Set, not learnt: in the corpus nearly every call is answered by the agent, elsewhere not.</summary>
    private const double FirstIsAgent = 0.5;

    private const double Decay = 2e-4;
    private static readonly double[] Rates = [0, 0, 0.2, 0.4, 0.5];

    public static async Task<int> RunAsync()
    {
        var corpus = await CorpusReader.ReadAsync(Path.Combine(RepositoryFolder.Root, "models", "scoring", "corpus"), CancellationToken.None);
        foreach (var language in new[] { "en", "de" })
        {
            var samples = corpus.Conversations
                .Where(conversation => conversation.Part == CorpusPart.Train && conversation.Language == language)
                .Select(RoleSample.Of).ToList();
            var weights = Fit(Augment(samples));
            var lines = weights.OrderByDescending(weight => weight.Value).ThenBy(weight => weight.Key, StringComparer.Ordinal)
                .Select(weight => string.Create(CultureInfo.InvariantCulture, $"{weight.Value:0.000}\t{weight.Key}\n"));
            await File.WriteAllTextAsync(Path.Combine(RepositoryFolder.Root, "src", "CallQA", "Transcription", $"roles.{language}.txt"), string.Concat(lines));
            Console.WriteLine($"{language}: {weights.Count} cues from {samples.Count} conversations");
        }

        return 0;
    }

    private static List<Dictionary<string, double>> Augment(List<RoleSample> samples)
    {
        var random = new Random(1);
        var vocabulary = samples.SelectMany(sample => sample.Turns).SelectMany(turn => WordErrorRate.Words(turn.Text)).ToList();
        var known = samples
            .SelectMany(sample => sample.Turns.SelectMany(turn => RoleCues.Features([turn.Text], [], true).Keys).Distinct())
            .CountBy(cue => cue).Where(cue => cue.Value >= SeenInCalls).Select(cue => cue.Key).ToHashSet(StringComparer.Ordinal);
        var result = new List<Dictionary<string, double>>();
        for (var i = 0; i < samples.Count * Versions; i++)
        {
            var sample = samples[i % samples.Count];
            var most = random.Next(2) == 0 ? sample.Turns.Count : random.Next(2, 9);
            var from = random.Next(2) == 0 ? 0 : random.Next(Math.Max(1, sample.Turns.Count - most));
            var heard = sample.Heard(Rates[random.Next(Rates.Length)], from, most, vocabulary, random);
            if (heard.Turns.Count == 0)
                continue;
            result.Add(FeaturesOf(heard).Where(feature => known.Contains(feature.Key) && feature.Key != RoleCues.First).ToDictionary());
        }

        return result;
    }

    private static Dictionary<string, double> FeaturesOf(RoleSample sample) => RoleCues.Features(
        [.. sample.Turns.Where(turn => turn.IsAgent).Select(turn => turn.Text)],
        [.. sample.Turns.Where(turn => !turn.IsAgent).Select(turn => turn.Text)],
        sample.Turns[0].IsAgent);

    /// <summary>Logistic regression; every sample stands for itself and, with signs turned, for its mirror image, so there is no constant.</summary>
    private static Dictionary<string, double> Fit(List<Dictionary<string, double>> samples)
    {
        var random = new Random(2);
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        var squares = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var step = 0; step < samples.Count * Epochs; step++)
        {
            var sample = samples[random.Next(samples.Count)];
            var score = sample.Sum(feature => weights.GetValueOrDefault(feature.Key) * feature.Value);
            var error = 1 / (1 + Math.Exp(score));
            foreach (var (cue, value) in sample)
            {
                var weight = weights.GetValueOrDefault(cue);
                var gradient = (error * value) - (Decay * samples.Count / Epochs * weight / 100);
                squares[cue] = squares.GetValueOrDefault(cue, 1) + (gradient * gradient);
                weights[cue] = weight + (0.3 * gradient / Math.Sqrt(squares[cue]));
            }
        }

        weights[RoleCues.First] = FirstIsAgent;
        return weights.OrderByDescending(weight => Math.Abs(weight.Value)).Take(Kept).ToDictionary();
    }
}
