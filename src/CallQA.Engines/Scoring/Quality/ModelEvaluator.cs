using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Quality;

/// <summary>Measures models on labelled calls, beside the majority and the keyword baseline.</summary>
public sealed class ModelEvaluator
{
    private readonly ScoringModel _model;

    /// <summary>Makes an evaluator of one set of models.</summary>
    /// <param name="model">The models.</param>
    public ModelEvaluator(ScoringModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
    }

    /// <summary>Scores one part of a corpus, or all conversations of a file, and compares.</summary>
    /// <param name="data">The corpus folder, or a JSON Lines file.</param>
    /// <param name="part">The part of a corpus; the test part for figures to report. A file has no parts.</param>
    /// <param name="cancellationToken">Stops between two calls.</param>
    /// <exception cref="InputException">The data cannot be read or hold no call of this part.</exception>
    public async Task<EvaluationReport> EvaluateAsync(string data, CorpusPart part, CancellationToken cancellationToken)
    {
        if (File.Exists(data))
        {
            var file = await CorpusReader.ReadFileAsync(data, cancellationToken);
            var scored = Score(file.Conversations, cancellationToken);
            if (scored.Count == 0)
                throw new InputException(
                    InputFault.Settings, $"{data} has no conversation in {Known}, only in {Languages(file.Conversations)}; name a file with some, or models of its languages with --model.");
            return new ReportBuilder([]).Build(_model.Version, file.Hash, "file", scored) with { LeftOut = file.Conversations.Count - scored.Count };
        }

        var corpus = await CorpusReader.ReadAsync(data, cancellationToken);
        var report = Evaluate(corpus, part, cancellationToken);
        return report.Criteria.Count > 0
            ? report
            : throw new InputException(InputFault.Settings, $"{data} has no {part} call in {Known}; check split.json.");
    }

    internal EvaluationReport Evaluate(LabelledCorpus corpus, CorpusPart part, CancellationToken cancellationToken)
    {
        var scored = ScoreCalls(corpus, part, cancellationToken);
        return new ReportBuilder(corpus.Of(CorpusPart.Train)).Build(_model.Version, corpus.Hash, part.ToString().ToLowerInvariant(), scored) with
        {
            LeftOut = Calls(corpus, part).Count() - scored.Count,
        };
    }

    internal List<EvaluatedCall> ScoreCalls(LabelledCorpus corpus, CorpusPart part, CancellationToken cancellationToken) =>
        Score(Calls(corpus, part), cancellationToken);

    private string Known => string.Join(" or ", _model.Languages);

    private static string Languages(IEnumerable<LabelledConversation> conversations) =>
        string.Join(" and ", conversations.Select(one => one.Language).Distinct().Order(StringComparer.Ordinal).Select(language => $"'{language}'"));

    private static IEnumerable<LabelledConversation> Calls(LabelledCorpus corpus, CorpusPart part) =>
        corpus.Of(part).Where(call => call.Kind == ConversationKind.Call);

    private List<EvaluatedCall> Score(IEnumerable<LabelledConversation> calls, CancellationToken cancellationToken)
    {
        var scored = new List<EvaluatedCall>();
        foreach (var call in calls.Where(call => _model.Languages.Contains(call.Language)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            scored.Add(EvaluatedCall.Of(_model, call));
        }

        return scored;
    }
}
