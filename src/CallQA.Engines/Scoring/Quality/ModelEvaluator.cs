using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Quality;

/// <summary>Measures models on labelled calls, beside the majority and the keyword baseline.</summary>
public sealed class ModelEvaluator
{
    private const string AllLanguages = "all";

    private readonly ScoringModel _model;

    /// <summary>Makes an evaluator of one set of models.</summary>
    /// <param name="model">The models.</param>
    public ModelEvaluator(ScoringModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
    }

    /// <summary>Scores one part of a corpus and compares.</summary>
    /// <param name="corpusDirectory">The corpus folder.</param>
    /// <param name="part">The part; the test part for figures to report.</param>
    /// <param name="cancellationToken">Stops between two calls.</param>
    /// <exception cref="InputException">The corpus cannot be read or holds no call of this part.</exception>
    public async Task<EvaluationReport> EvaluateAsync(
        string corpusDirectory, CorpusPart part, CancellationToken cancellationToken)
    {
        var corpus = await CorpusReader.ReadAsync(corpusDirectory, cancellationToken);
        var report = Evaluate(corpus, part, cancellationToken);
        return report.Criteria.Count > 0
            ? report
            : throw new InputException(
                InputFault.Settings, $"{corpusDirectory} has no {part} call in {string.Join(" or ", _model.Languages)}; check split.json.");
    }

    internal EvaluationReport Evaluate(LabelledCorpus corpus, CorpusPart part, CancellationToken cancellationToken)
    {
        var calls = corpus.Of(part)
            .Where(call => call.Kind == ConversationKind.Call && _model.Languages.Contains(call.Language))
            .Select(call => Read(call, cancellationToken))
            .ToList();
        var languages = calls.Select(call => call.Labels.Language).Distinct().Order(StringComparer.Ordinal).ToList();
        var groups = languages.Count > 1 ? [.. languages, AllLanguages] : languages;
        return new(
            _model.Version,
            corpus.Hash,
            part.ToString().ToLowerInvariant(),
            [.. groups.SelectMany(language => Criterion.All.Select(criterion => Quality(language, criterion, Of(calls, language), corpus)))],
            [.. groups.SelectMany(language => TurnTask.All.Select(task => Quality(language, task, Of(calls, language))))]);
    }

    private EvaluatedCall Read(LabelledConversation call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var prepared = _model.Prepare(Dialogue.From(call));
        return new(call, prepared, Criterion.All.ToDictionary(one => one.Name, one => _model.Predict(one, prepared)));
    }

    private static List<EvaluatedCall> Of(List<EvaluatedCall> calls, string language) =>
        language == AllLanguages ? calls : [.. calls.Where(call => call.Labels.Language == language)];

    private static CriterionQuality Quality(string language, Criterion criterion, List<EvaluatedCall> calls, LabelledCorpus corpus)
    {
        var classes = criterion.Labels.Count;
        var predictions = calls.ConvertAll(call => call.Predictions[criterion.Name]);
        var pairs = calls.ConvertAll(call => new Pair(criterion.Score(call.Labels)!.Value, call.Predictions[criterion.Name].Score));
        var unreviewed = pairs.Where((_, index) => !predictions[index].Unsure).ToList();
        var majority = Majority(criterion, corpus, language);
        return new(
            language,
            criterion.Name,
            calls.Count,
            Agreement.Of(pairs, classes),
            Bootstrap.Interval(pairs, Agreement.QuadraticKappa),
            Bootstrap.Interval(pairs, sample => Agreement.MacroF1(sample, classes)),
            Reliability.Error(pairs, predictions),
            1 - ((double)unreviewed.Count / calls.Count),
            unreviewed.Count == 0 ? null : Agreement.Share(unreviewed, pair => pair.Reviewer == pair.Machine),
            Agreement.Classes(pairs, criterion.Labels),
            Agreement.Of(pairs.ConvertAll(pair => pair with { Machine = majority }), classes),
            Agreement.Of([.. pairs.Zip(calls, (pair, call) => pair with { Machine = KeywordBaseline.Score(criterion, call.Prepared.Dialogue) })], classes));
    }

    private static int Majority(Criterion criterion, LabelledCorpus corpus, string language) =>
        corpus.Of(CorpusPart.Train)
            .Where(call => call.Kind == ConversationKind.Call && (language == AllLanguages || call.Language == language))
            .GroupBy(call => criterion.Score(call)!.Value)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key)
            .Select(group => group.Key)
            .FirstOrDefault();

    private static TurnQuality Quality(string language, TurnTask task, List<EvaluatedCall> calls)
    {
        var pairs = calls.SelectMany(call => call.Pairs(task)).ToList();
        return new(
            language,
            task.Name,
            pairs.Count,
            Agreement.Share(pairs, pair => pair.Reviewer == pair.Machine),
            Agreement.MacroF1(pairs, task.Labels.Count),
            Agreement.Classes(pairs, task.Labels));
    }
}
