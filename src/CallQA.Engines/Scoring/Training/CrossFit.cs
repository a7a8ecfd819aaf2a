using CallQA.Engines.Scoring.Features;

namespace CallQA.Engines.Scoring.Training;

/// <summary>
/// Reads every training conversation with turn models that have not seen it, so that the call models learn from readings as
/// uncertain as those they will get.
/// </summary>
internal sealed class CrossFit(int seed, LeftOut without)
{
    public const int Folds = 5;

    public Dictionary<string, CallSignals> Read(
        IReadOnlyList<PreparedConversation> conversations, Action<int> foldDone, CancellationToken cancellationToken)
    {
        var signals = new Dictionary<string, CallSignals>(StringComparer.Ordinal);
        for (var fold = 0; fold < Folds; fold++)
        {
            var models = new TurnTrainer(seed, without).Fit([.. conversations.Where(one => FoldOf(one.Labels.Id) != fold)], cancellationToken).Models;
            foreach (var held in conversations.Where(one => FoldOf(one.Labels.Id) == fold))
                signals[held.Labels.Id] = models.Read(held.Dialogue);
            foldDone(fold);
        }

        return signals;
    }

    /// <summary>
    /// The fold of a conversation: told by its id alone, so that adding calls moves no other call. An edited copy stays with
    /// its original.
    /// </summary>
    public static int FoldOf(string id) => (int)((StableHash.Of(EditedCalls.OriginalId(id)) >> 8) % Folds);
}
