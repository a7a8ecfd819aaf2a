using CallQA.Engines.Scoring.Corpus;
using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Features;

/// <summary>Resolution of a call: decided by its end, so that every signal counts less the further it is from the last turn.</summary>
internal static class ResolutionFeatures
{
    private static readonly string[] Acts = ["solving", "confirming", "committing", "deferring", "refusing", "explaining", "apology"];
    private static readonly int[] ActIndices = [.. Acts.Select(act => TurnLabels.Act.ToList().IndexOf(act))];

    public static NamedValues Of(CallSignals call)
    {
        var values = new NamedValues();
        for (var act = 0; act < Acts.Length; act++)
            AddFading(values, Acts[act], call, Speaker.Agent, turn => turn.Act![ActIndices[act]]);
        AddFading(values, "confirms", call, Speaker.Customer, turn => turn.Outcome![0]);
        AddFading(values, "rejects", call, Speaker.Customer, turn => turn.Outcome![1]);
        AddFading(values, "pleased", call, Speaker.Customer, turn => turn.Emotion![5] + turn.Emotion[6]);
        AddFading(values, "displeased", call, Speaker.Customer, turn => turn.Emotion![1] + turn.Emotion[2]);
        values.Add("german", call.Language == "de" ? 0.5f : 0);
        return values;
    }

    private static void AddFading(NamedValues values, string name, CallSignals call, Speaker speaker, Func<TurnSignal, float> signal)
    {
        var recent = call.Turns.Where(turn => turn.Speaker == speaker).TakeLast(12).Select(signal).Reverse().ToList();
        var (sum, weights) = (0f, 0f);
        for (var age = 0; age < recent.Count; age++)
        {
            var weight = MathF.Exp(-age / 2f);
            sum += weight * recent[age];
            weights += weight;
        }

        values.Add(name + ".fading", weights == 0 ? 0 : sum / weights);
        values.Add(name + ".last", recent.Count > 0 ? recent[0] : 0);
        values.Add(name + ".clearest", recent.Take(5).DefaultIfEmpty().Max());
    }
}
