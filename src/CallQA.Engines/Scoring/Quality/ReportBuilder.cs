using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Quality;

/// <summary>Turns scored calls into a report.</summary>
/// <param name="training">The labelled conversations whose commonest scores are the majority baseline.</param>
internal sealed class ReportBuilder(IReadOnlyList<LabelledConversation> training)
{
    private const string AllLanguages = "all";

    public EvaluationReport Build(string model, string corpus, string part, IReadOnlyList<EvaluatedCall> calls)
    {
        var languages = calls.Select(call => call.Labels.Language).Distinct().Order(StringComparer.Ordinal).ToList();
        var groups = languages.Count > 1 ? [.. languages, AllLanguages] : languages;
        return new(
            model,
            corpus,
            part,
            [.. groups.SelectMany(language => Criterion.All.Select(criterion => Quality(language, criterion, Of(calls, language)))).Where(one => one.Calls + one.NotScorable > 0)],
            [.. groups.SelectMany(language => TurnTask.All.Select(task => Quality(language, task, Of(calls, language)))).Where(one => one.Turns > 0)],
            [.. calls.GroupBy(call => call.Labels.Source).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => OriginReport.Of(group.Key, [.. group]))]);
    }

    private static List<EvaluatedCall> Of(IReadOnlyList<EvaluatedCall> calls, string language) =>
        [.. calls.Where(call => language == AllLanguages || call.Labels.Language == language)];

    private CriterionQuality Quality(string language, Criterion criterion, List<EvaluatedCall> all)
    {
        var labelled = all.FindAll(call => criterion.Score(call.Labels) is not null);
        var calls = labelled.FindAll(call => call.IsScorable(criterion));
        var classes = criterion.Labels.Count;
        var predictions = calls.ConvertAll(call => call.Predictions[criterion.Name]);
        var pairs = calls.ConvertAll(call => call.Pair(criterion));
        var unreviewed = pairs.Where((_, index) => !calls[index].NeedsReview(criterion)).ToList();
        return new(
            language,
            criterion.Name,
            calls.Count,
            LabelAgreement.Of(pairs, classes),
            Bootstrap.Interval(pairs, LabelAgreement.QuadraticKappa),
            Bootstrap.Interval(pairs, sample => LabelAgreement.MacroF1(sample, classes)),
            Reliability.Error(pairs, predictions),
            Reliability.Steps(pairs, predictions),
            calls.Count == 0 ? 0 : 1 - ((double)unreviewed.Count / calls.Count),
            unreviewed.Count == 0 ? null : LabelAgreement.Share(unreviewed, pair => pair.Reviewer == pair.Machine),
            Reliability.Coverage(pairs, predictions, 0.9),
            LabelAgreement.Classes(pairs, criterion.Labels),
            LabelAgreement.Confusion(pairs, classes),
            Majority(criterion, language) is { } majority ? LabelAgreement.Of(pairs.ConvertAll(pair => pair with { Machine = majority }), classes) : null,
            LabelAgreement.Of([.. pairs.Zip(calls, (pair, call) => pair with { Machine = KeywordBaseline.Score(criterion, call.Prepared.Dialogue) })], classes))
        {
            NotScorable = labelled.Count - calls.Count,
        };
    }

    private int? Majority(Criterion criterion, string language) => training
        .Where(call => call.Kind == ConversationKind.Call && (language == AllLanguages || call.Language == language))
        .GroupBy(criterion.Score)
        .Where(group => group.Key is not null)
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
            LabelAgreement.Share(pairs, pair => pair.Reviewer == pair.Machine),
            LabelAgreement.MacroF1(pairs, task.Labels.Count),
            LabelAgreement.Classes(pairs, task.Labels));
    }
}
