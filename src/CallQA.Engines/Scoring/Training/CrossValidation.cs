using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Quality;

namespace CallQA.Engines.Scoring.Training;

/// <summary>
/// Measures the way of training rather than one model: leaves out the call files of one sitting (the same ending of their
/// names in every language) in turn, trains on the rest and scores what was left out. The test part takes no part.
/// </summary>
public static class CrossValidation
{
    private const string Name = "cross-validation";

    /// <summary>Trains once a sitting; takes as many times longer than a training.</summary>
    /// <param name="corpusDirectory">The corpus folder.</param>
    /// <param name="languages">Languages to train, ISO 639-1.</param>
    /// <param name="seed">Seed of everything random.</param>
    /// <param name="progress">Told each step; may be null.</param>
    /// <param name="cancellationToken">Stops between two models.</param>
    /// <exception cref="InputException">The corpus is malformed or too small.</exception>
    public static async Task<EvaluationReport> EvaluateAsync(
        string corpusDirectory,
        IReadOnlyList<string> languages,
        int seed,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(languages);
        var whole = await CorpusReader.ReadAsync(corpusDirectory, cancellationToken);
        var corpus = ScoringFit.Restrict(whole, corpusDirectory, languages);
        var seen = corpus.Conversations.Where(one => one.Part != CorpusPart.Test).ToList();
        var sittings = seen.Where(one => one.Kind == ConversationKind.Call).Select(Sitting).Distinct().Order(StringComparer.Ordinal).ToList();
        if (sittings.Count < 2)
            throw new InputException(InputFault.Settings, $"{corpusDirectory} holds calls of one sitting only; cross-validation needs two files named like en-a and en-b.");
        foreach (var sitting in sittings)
            RefuseTooLittleWithout(sitting, seen, corpusDirectory);
        var scored = await Task.Run(() => Score(corpus, seen, sittings), cancellationToken);
        return new ReportBuilder(seen).Build(Name, corpus.Hash, Name, scored) with { LeftOut = whole.Conversations.Count - corpus.Conversations.Count };

        List<Quality.EvaluatedCall> Score(LabelledCorpus restricted, List<LabelledConversation> conversations, List<string> parts)
        {
            var calls = new List<Quality.EvaluatedCall>();
            foreach (var (sitting, index) in parts.Select((sitting, index) => (sitting, index)))
            {
                progress?.Report(new($"without sitting {sitting}", (double)index / parts.Count));
                calls.AddRange(ScoreSitting(restricted with { Conversations = conversations }, sitting, seed, languages, cancellationToken));
            }

            return calls;
        }
    }

    /// <summary>A sitting can only be scored where enough calls of its languages are left to learn from.</summary>
    private static void RefuseTooLittleWithout(string sitting, List<LabelledConversation> seen, string corpusDirectory)
    {
        var calls = seen.FindAll(one => one.Kind == ConversationKind.Call);
        foreach (var language in calls.Where(one => Sitting(one) == sitting).Select(one => one.Language).Distinct())
        {
            var left = calls.Count(one => one.Part == CorpusPart.Train && one.Language == language && Sitting(one) != sitting);
            if (left < ScoringFit.EnoughTrainingCalls)
                throw new InputException(
                    InputFault.Settings,
                    $"Without the sitting '{sitting}', {corpusDirectory} holds {left} training calls in '{language}'; cross-validation needs {ScoringFit.EnoughTrainingCalls} in the other sittings: label more, or leave the language out with --language.");
        }
    }

    private static List<Quality.EvaluatedCall> ScoreSitting(
        LabelledCorpus corpus, string sitting, int seed, IReadOnlyList<string> languages, CancellationToken cancellationToken)
    {
        var held = corpus.Conversations.Where(one => one.Kind == ConversationKind.Call && Sitting(one) == sitting).ToList();
        var rest = corpus with { Conversations = [.. corpus.Conversations.Except(held)] };
        using var model = new ScoringFit(seed, null).Fit(rest, cancellationToken).ToModel(Name, languages);
        return held.ConvertAll(call => Quality.EvaluatedCall.Of(model, call));
    }

    /// <summary>What follows the language in a file's name: <c>a</c> of <c>en-a</c> and <c>de-a</c>.</summary>
    private static string Sitting(LabelledConversation call) =>
        call.Source.StartsWith(call.Language + "-", StringComparison.Ordinal) ? call.Source[(call.Language.Length + 1)..] : call.Source;
}
