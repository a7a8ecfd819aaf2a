using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Training;

/// <summary>Fits all models: the two readings of turns, then the criteria on readings out of sample.</summary>
/// <param name="seed">Seed of everything random.</param>
/// <param name="progress">Told each step; may be null.</param>
internal sealed class ScoringFit(int seed, IProgress<TrainingProgress>? progress)
{
    /// <summary>Fits on the train part, with calibration on the validation part as well.</summary>
    public FittedModels Fit(LabelledCorpus corpus, CancellationToken cancellationToken)
    {
        var whole = corpus.Of(CorpusPart.Train);
        var train = whole.Concat(whole.SelectMany(EditedCalls.Of)).Select(PreparedConversation.From).ToList();
        var first = new CrossFit(seed).Read(
            train, fold => progress?.Report(new($"turn models, fold {fold + 1} of {CrossFit.Folds}", 0.1 + (0.12 * fold))), cancellationToken);
        progress?.Report(new("turn models", 0.7));
        var words = new TurnTrainer(seed).Fit(train, cancellationToken);
        progress?.Report(new("turns in context", 0.8));
        var contextTrainer = new ContextTrainer(seed, train, first);
        var context = contextTrainer.Fit();
        var signals = contextTrainer.Read(cancellationToken);
        var turns = new TurnModels(words.Models, context.Models);
        var validation = corpus.Of(CorpusPart.Validation).Select(PreparedConversation.From).ToList();
        foreach (var held in validation)
            signals[held.Labels.Id] = turns.Read(held.Dialogue);
        progress?.Report(new("call models", 0.85));
        var stack = new StackTrainer(seed, signals);
        return new(words, context, Criterion.All.ToDictionary(one => one.Name, one => stack.Fit(one, train, validation)));
    }

    /// <summary>Leaves out languages that are not wanted, refusing those with too few calls.</summary>
    public static LabelledCorpus Restrict(LabelledCorpus corpus, string directory, IReadOnlyList<string> languages)
    {
        var kept = corpus.Conversations.Where(one => languages.Contains(one.Language)).ToList();
        foreach (var language in languages)
        {
            var calls = kept.Count(one => one is { Part: CorpusPart.Train, Kind: ConversationKind.Call } && one.Language == language);
            if (calls < CrossFit.Folds * 2)
                throw new InputException(
                    InputFault.Settings,
                    $"{directory} holds {calls} training calls in '{language}'; label at least {CrossFit.Folds * 2} or leave the language out.");
        }

        return corpus with { Conversations = kept };
    }
}
