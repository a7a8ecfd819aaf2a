using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Features;

/// <summary>Empathy of a call: what the agent's turns show, and how they answer turns in which the customer shows feeling.</summary>
internal static class EmpathyFeatures
{
    private const int Strong = 0;
    private const int Weak = 1;
    private const int Dismissive = 3;

    private static readonly string[] Groups = ["apology", "understand", "validate", "feeling", "ownership", "dismissive", "blame"];

    public static CallFeatures Of(PreparedCall prepared)
    {
        var values = new CallFeatures();
        var call = prepared.Signals;
        var agent = call.Agent;
        values.AddAmount(agent.Select(turn => turn.Empathy![Strong]));
        values.AddAmount(agent.Select(turn => turn.Empathy![Weak]));
        values.AddAmount(agent.Select(turn => turn.Empathy![Dismissive]));
        values.AddAmount(agent.Select(turn => turn.Courtesy![2]));
        values.AddAmount(call.Customer.Select(Feeling));
        AddAnswers(values, call);
        values.Add(agent.Sum(turn => turn.Empathy![Strong] - turn.Empathy[Dismissive]) / Math.Max(1, agent.Count));
        values.Add(MathF.Min(1, agent.Count / 20f));
        values.Add(call.Language == "de" ? 0.5f : 0);
        values.AddGroups(prepared.Dialogue, Groups);
        return values;
    }

    /// <summary>Probability that a customer's turn shows hardship or a bad feeling.</summary>
    public static float Feeling(TurnSignal customer) => customer.Emotion![1] + customer.Emotion[2] + customer.Emotion[3] + customer.Emotion[4];

    private static void AddAnswers(CallFeatures values, CallSignals call)
    {
        var answered = new float[4];
        var need = 0f;
        for (var turn = 1; turn < call.Turns.Count; turn++)
        {
            var (before, answer) = (call.Turns[turn - 1], call.Turns[turn]);
            if (before.Speaker != Speaker.Customer || answer.Speaker != Speaker.Agent)
                continue;
            need += Feeling(before);
            for (var label = 0; label < 4; label++)
                answered[label] += Feeling(before) * answer.Empathy![label];
        }

        foreach (var sum in answered)
            values.Add(sum / MathF.Max(0.5f, need));
    }
}
