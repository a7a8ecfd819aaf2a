using System.Globalization;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Transcription;

namespace CallQA.Benchmarks;

/// <summary>How often roles are found by language, on the corpus's test part and on dialogue files, with words misheard and calls cut short.</summary>
internal static class RoleBenchmark
{
    private const int MostSamples = 1_000;
    private static readonly double[] Rates = [0, 0.2, 0.4];
    private static readonly (string Name, int From, int Most)[] Cuts = [("whole", 0, int.MaxValue), ("first 4 turns", 0, 4), ("turns 3 to 8", 2, 6)];

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is ["train"])
            return await RoleTrainer.RunAsync();
        var corpus = await CorpusReader.ReadAsync(Path.Combine(RepositoryFolder.Root, "models", "scoring", "corpus"), CancellationToken.None);
        Console.WriteLine("| conversations | part | words wrong | number | right | wrong | left open | right if forced |\n| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var part in new[] { CorpusPart.Validation, CorpusPart.Test })
        {
            foreach (var group in corpus.Conversations.Where(conversation => conversation.Part == part).GroupBy(conversation => (conversation.Kind, conversation.Language)).OrderBy(group => group.Key))
                Measure($"{part} {group.Key.Kind}s {group.Key.Language}", [.. group.Select(RoleSample.Of)]);
        }

        foreach (var path in arguments.Where(File.Exists))
        {
            var samples = await RoleSample.ReadAsync(path, CancellationToken.None);
            var step = Math.Max(1, samples.Count / MostSamples);
            Measure(Path.GetFileName(path), [.. samples.Where((_, i) => i % step == 0)]);
        }

        return 0;
    }

    private static void Measure(string title, List<RoleSample> samples)
    {
        var vocabulary = samples.SelectMany(sample => sample.Turns).SelectMany(turn => WordErrorRate.Words(turn.Text)).ToList();
        foreach (var (name, from, most) in samples.Average(sample => sample.Turns.Count) > 4 ? Cuts : Cuts[..1])
        {
            foreach (var rate in Rates)
            {
                var random = new Random(7);
                var heard = samples.ConvertAll(sample => sample.Heard(rate, from, most, vocabulary, random).ToTurns());
                heard.RemoveAll(turns => turns.Select(turn => turn.Voice).Distinct().Count() < 2);
                Print(title, name, rate, heard);
            }
        }
    }

    private static void Print(string title, string part, double rate, List<IReadOnlyList<VoicedTurn>> calls)
    {
        var language = title.Contains(" de", StringComparison.Ordinal) || title.Contains("_de", StringComparison.Ordinal) ? "de" : "en";
        var found = calls.ConvertAll(turns => SpeakerRoles.Find(turns, language));
        var right = found.Count(roles => roles.TryGetValue(0, out var role) && role == Speaker.Agent);
        var open = found.Count(roles => roles.Count == 0);
        var forced = calls.Count(turns => SpeakerRoles.ProbabilityOfAgent(turns, 0, language) > 0.5);
        var total = (double)Math.Max(1, calls.Count);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {title} | {part} | {rate:0 %} | {calls.Count} | {right / total:0.0 %} | {(calls.Count - right - open) / total:0.0 %} | {open / total:0.0 %} | {forced / total:0.0 %} |"));
    }
}
