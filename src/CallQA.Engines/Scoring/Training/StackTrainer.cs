using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Training;

/// <summary>
/// Fits a criterion's call model on turn readings that are out of sample, and its calibration on decisions that are out of
/// sample: those of the folds and those on the validation part.
/// </summary>
internal sealed class StackTrainer(int seed, IReadOnlyDictionary<string, CallSignals> signals)
{
    public (FittedCallModel Call, Calibration Calibration) Fit(
        Criterion criterion, IReadOnlyList<LabelledConversation> train, IReadOnlyList<LabelledConversation> validation)
    {
        var labelled = train.Where(one => criterion.Score(one) is not null).ToList();
        var final = FitOn(criterion, labelled);
        var decisions = Enumerable.Range(0, CrossFit.Folds)
            .SelectMany(fold => Decide(criterion, FitOn(criterion, labelled.Where(one => CrossFit.FoldOf(one.Id) != fold)), labelled.Where(one => CrossFit.FoldOf(one.Id) == fold)))
            .Concat(Decide(criterion, final, validation))
            .ToList();
        return (final, CalibrationFit.Fit(decisions));
    }

    private FittedCallModel FitOn(Criterion criterion, IEnumerable<LabelledConversation> conversations) =>
        new CallTrainer(seed).Fit(criterion, [.. conversations.Select(one => (Features(criterion, one), criterion.Score(one)!.Value))]);

    private IEnumerable<Decision> Decide(Criterion criterion, FittedCallModel fitted, IEnumerable<LabelledConversation> conversations)
    {
        foreach (var call in conversations.Where(one => one.Kind == ConversationKind.Call))
        {
            var probabilities = fitted.Model.Probabilities(Features(criterion, call));
            var score = fitted.Model.Decide(probabilities);
            yield return new(probabilities[score], score == criterion.Score(call));
        }
    }

    private SparseVector Features(Criterion criterion, LabelledConversation conversation) =>
        criterion.Features(signals[conversation.Id]).Vector;
}
