using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Training;

/// <summary>The fitted models of one criterion.</summary>
internal sealed record FittedCriterion(FittedTextModel Text, FittedCallModel Call, IReadOnlyDictionary<string, Calibration> Calibrations)
{
    public CriterionModels Models => new(Text.Model, Call.Model, Calibrations);
}

/// <summary>
/// Fits a criterion's call model on readings that are out of sample, and its calibration on decisions that are out of
/// sample: those of the folds and those on the validation part.
/// </summary>
internal sealed class StackTrainer(int seed, IReadOnlyDictionary<string, CallSignals> signals, LeftOut without)
{
    private static readonly FitOptions Options = new(L1: 0, L2: 1, Iterations: 200);

    public FittedCriterion Fit(
        Criterion criterion, IReadOnlyList<PreparedConversation> train, IReadOnlyList<PreparedConversation> validation)
    {
        var labelled = train
            .Where(one => criterion.Score(one.Labels) is not null && (one.Genuine || EditedCalls.TeachesScores(one.Labels.Id)))
            .ToList();
        var trainer = new TextTrainer(seed, without);
        var opinions = trainer.CrossFit(criterion, labelled);
        var text = trainer.Fit(criterion, labelled);
        var held = validation.Where(one => one.Labels.Kind == ConversationKind.Call).ToList();
        foreach (var call in held)
            opinions[call.Labels.Id] = text.Read(call.Dialogue);
        var final = FitOn(criterion, labelled, opinions);
        var decisions = Enumerable.Range(0, CrossFit.Folds)
            .SelectMany(fold => DecideFold(criterion, labelled, opinions, fold))
            .Concat(Decide(criterion, final, held, opinions))
            .ToList();
        return new(text, final, CalibrationFit.FitEach(decisions, criterion.WantedAgreement));
    }

    private IEnumerable<Decision> DecideFold(
        Criterion criterion, List<PreparedConversation> labelled, Dictionary<string, float[]> opinions, int fold)
    {
        var fitted = FitOn(criterion, labelled.Where(one => CrossFit.FoldOf(one.Labels.Id) != fold), opinions);
        return Decide(criterion, fitted, labelled.Where(one => CrossFit.FoldOf(one.Labels.Id) == fold), opinions);
    }

    private FittedCallModel FitOn(
        Criterion criterion, IEnumerable<PreparedConversation> conversations, Dictionary<string, float[]> opinions)
    {
        var calls = conversations.SelectMany(one => WithShorterCopies(criterion, one, opinions[one.Labels.Id])).ToList();
        return new CallTrainer(seed).Fit(criterion, calls, calls[0].Features.Indices.Length, Options, withTrees: criterion.Ordered && !without.Trees);
    }

    /// <summary>
    /// A call with two copies that lack half and all of its plain turns, under the same score: how long a call is must not
    /// decide how warm or polite it is.
    /// </summary>
    private IEnumerable<ScoredCall> WithShorterCopies(Criterion criterion, PreparedConversation conversation, float[] opinion)
    {
        var whole = signals[conversation.Labels.Id];
        var score = criterion.Score(conversation.Labels)!.Value;
        yield return new(Vector(criterion, conversation, whole, opinion), score);
        if (conversation.Labels.Kind != ConversationKind.Call || !conversation.Genuine || without.ShorterCopies)
            yield break;
        foreach (var kept in new[] { 2, int.MaxValue })
            yield return new(Vector(criterion, conversation, PlainTurns.Drop(conversation.Labels, whole, kept), opinion), score);
    }

    private IEnumerable<Decision> Decide(
        Criterion criterion, FittedCallModel fitted, IEnumerable<PreparedConversation> conversations, Dictionary<string, float[]> opinions)
    {
        foreach (var call in conversations.Where(one => one.Labels.Kind == ConversationKind.Call && one.Genuine))
        {
            var prepared = Prepared(call, signals[call.Labels.Id]);
            var own = fitted.Model.Probabilities(criterion.Vector(prepared, opinions[call.Labels.Id]));
            var probabilities = criterion.WithPrior(NaturalPrior.Current, own, prepared);
            var score = fitted.Model.Decide(probabilities);
            yield return new(call.Labels.Language, probabilities[score], score == criterion.Score(call.Labels));
        }
    }

    private static SparseVector Vector(Criterion criterion, PreparedConversation conversation, CallSignals readings, float[] opinion) =>
        criterion.Vector(Prepared(conversation, readings), opinion);

    private static PreparedCall Prepared(PreparedConversation conversation, CallSignals readings) =>
        new(conversation.Dialogue, readings, new Dictionary<string, IReadOnlyList<int[]>>());
}
