using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Training;

/// <summary>The fitted readings of turns, and what they say about the conversations that the call models learn from.</summary>
/// <param name="Train">The conversations to learn from.</param>
/// <param name="Validation">Those to calibrate on.</param>
/// <param name="Words">The first reading.</param>
/// <param name="Context">The second reading.</param>
/// <param name="Signals">What models that have not seen a conversation read in it.</param>
internal sealed record FittedReadings(
    IReadOnlyList<PreparedConversation> Train,
    IReadOnlyList<PreparedConversation> Validation,
    FittedWords Words,
    FittedContext Context,
    IReadOnlyDictionary<string, CallSignals> Signals);

/// <summary>Fits all models: the two readings of turns, then the criteria on readings out of sample.</summary>
/// <param name="seed">Seed of everything random.</param>
/// <param name="progress">Told each step; may be null.</param>
/// <param name="without">What to do without; null for nothing.</param>
internal sealed class ScoringFit(int seed, IProgress<TrainingProgress>? progress, LeftOut? without = null)
{
    /// <summary>Test calls in a language below which no model is trained for it.</summary>
    public const int EnoughTestCalls = 20;

    /// <summary>Training calls in a language below which no model is trained for it.</summary>
    public const int EnoughTrainingCalls = CrossFit.Folds * 2;

    private readonly LeftOut _without = without ?? LeftOut.Nothing;

    /// <summary>Fits on the train part, with calibration on the validation part as well.</summary>
    public FittedModels Fit(LabelledCorpus corpus, CancellationToken cancellationToken)
    {
        var readings = FitReadings(corpus, cancellationToken);
        progress?.Report(new("call models", 0.85));
        return FitCriteria(readings);
    }

    /// <summary>Fits the readings of turns.</summary>
    public FittedReadings FitReadings(LabelledCorpus corpus, CancellationToken cancellationToken)
    {
        var train = Prepare(WithCopies(corpus.Of(CorpusPart.Train)));
        var first = new CrossFit(seed, _without).Read(
            train, fold => progress?.Report(new($"turn models, fold {fold + 1} of {CrossFit.Folds}", 0.1 + (0.12 * fold))), cancellationToken);
        progress?.Report(new("turn models", 0.7));
        var words = new TurnTrainer(seed, _without).Fit(train, cancellationToken);
        progress?.Report(new("turns in context", 0.8));
        var contextTrainer = new ContextTrainer(seed, train, first);
        var context = contextTrainer.Fit();
        var signals = _without.SecondReading ? first : contextTrainer.Read(cancellationToken);
        var turns = new TurnModels(words.Models, _without.SecondReading ? null : context.Models);
        var validation = Prepare(corpus.Of(CorpusPart.Validation));
        foreach (var held in validation)
            signals[held.Labels.Id] = turns.Read(held.Dialogue);
        return new(train, validation, words, context, signals);
    }

    /// <summary>Fits the criteria on what the readings say.</summary>
    public FittedModels FitCriteria(FittedReadings readings)
    {
        var stack = new StackTrainer(seed, readings.Signals, _without);
        return new(readings.Words, readings.Context, Criterion.All.ToDictionary(one => one.Name, one => stack.Fit(one, readings.Train, readings.Validation)));
    }

    private List<PreparedConversation> Prepare(IEnumerable<LabelledConversation> conversations) =>
        [.. conversations.Select(one => PreparedConversation.From(one, _without))];

    private IEnumerable<LabelledConversation> WithCopies(IReadOnlyList<LabelledConversation> train) =>
        _without.EditedCopies ? train : train.Concat(train.SelectMany(EditedCalls.Of));

    /// <summary>Leaves out languages that are not wanted, refusing those with too few calls.</summary>
    public static LabelledCorpus Restrict(LabelledCorpus corpus, string directory, IReadOnlyList<string> languages)
    {
        var kept = corpus.Conversations.Where(one => languages.Contains(one.Language)).ToList();
        foreach (var language in languages)
        {
            var calls = kept.Count(one => one is { Part: CorpusPart.Train, Kind: ConversationKind.Call } && one.Language == language);
            if (calls < EnoughTrainingCalls)
                throw new InputException(
                    InputFault.Settings,
                    $"{directory} holds {calls} training calls in '{language}'; label at least {EnoughTrainingCalls} or leave the language out.");
        }

        return corpus with { Conversations = kept };
    }

    /// <summary>Refuses languages whose test part is too small to tell a better model from a worse one.</summary>
    public static void RefuseFewTestCalls(LabelledCorpus corpus, string directory, IReadOnlyList<string> languages)
    {
        foreach (var language in languages)
        {
            var calls = corpus.Conversations.Count(one =>
                one is { Part: CorpusPart.Test, Kind: ConversationKind.Call, Source: not ReviewLines.Source } && one.Language == language);
            if (calls < EnoughTestCalls)
                throw new InputException(
                    InputFault.Settings,
                    $"{directory} holds {calls} test calls in '{language}', too few to tell a better model from a worse one; assign at least {EnoughTestCalls} labelled calls to the part test of split.json or leave the language out.");
        }
    }
}
