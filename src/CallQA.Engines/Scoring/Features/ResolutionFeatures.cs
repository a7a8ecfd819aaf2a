using CallQA.Engines.Scoring.Corpus;
using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Features;

/// <summary>Resolution of a call: decided by its end, so that every signal counts less the further it is from the last turn.</summary>
internal static class ResolutionFeatures
{
    private static readonly string[] Acts = ["solving", "confirming", "committing", "deferring", "refusing", "explaining", "apology"];
    private static readonly int[] ActIndices = [.. Acts.Select(act => TurnLabels.Act.ToList().IndexOf(act))];

    private static readonly string[] AgentGroups = ["done", "committime", "commitself", "vague", "refuse", "transfer"];
    private static readonly string[] CustomerGroups = ["works", "pleased", "reject", "doubt", "gratitude"];

    public static CallFeatures Of(PreparedCall prepared)
    {
        var values = new CallFeatures();
        var call = prepared.Signals;
        foreach (var act in ActIndices)
            AddFading(values, call, Speaker.Agent, turn => turn.Act![act]);
        AddFading(values, call, Speaker.Customer, turn => turn.Outcome![0]);
        AddFading(values, call, Speaker.Customer, turn => turn.Outcome![1]);
        AddFading(values, call, Speaker.Customer, turn => turn.Emotion![5] + turn.Emotion[6]);
        AddFading(values, call, Speaker.Customer, turn => turn.Emotion![1] + turn.Emotion[2]);
        values.Add(call.Language == "de" ? 0.5f : 0);
        values.AddRecentGroups(prepared.Dialogue, Speaker.Agent, AgentGroups);
        values.AddRecentGroups(prepared.Dialogue, Speaker.Customer, CustomerGroups);
        return values;
    }

    private static void AddFading(CallFeatures values, CallSignals call, Speaker speaker, Func<TurnSignal, float> signal)
    {
        var recent = call.Turns.Where(turn => turn.Speaker == speaker).TakeLast(12).Select(signal).Reverse().ToList();
        var (sum, weights) = (0f, 0f);
        for (var age = 0; age < recent.Count; age++)
        {
            var weight = MathF.Exp(-age / 2f);
            sum += weight * recent[age];
            weights += weight;
        }

        values.Add(weights == 0 ? 0 : sum / weights);
        values.Add(recent.Count > 0 ? recent[0] : 0);
        values.Add(recent.Take(5).DefaultIfEmpty().Max());
    }
}
