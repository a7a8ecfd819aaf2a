namespace CallQA.Engines.Scoring.Features;

/// <summary>Courtesy of a call: polite and impolite turns, and how the call is opened, put on hold and closed.</summary>
internal static class CourtesyFeatures
{
    private const int Courteous = 0;
    private const int Discourteous = 2;
    private const int Greeting = 0;
    private const int Hold = 9;
    private const int Closing = 11;

    private static readonly string[] Groups =
    [
        "please", "thank", "permission", "honorific", "glad", "hold", "insult", "abuse", "impatience", "command", "closing", "introduce",
    ];

    public static CallFeatures Of(PreparedCall prepared)
    {
        var values = new CallFeatures();
        var call = prepared.Signals;
        var agent = call.Agent;
        values.AddAmount(agent.Select(turn => turn.Courtesy![Courteous]));
        values.AddAmount(agent.Select(turn => turn.Courtesy![Discourteous]));
        values.AddAmount(agent.Select(turn => turn.Empathy![3]));
        values.Add(agent.Sum(turn => turn.Courtesy![Courteous] - turn.Courtesy[Discourteous]) / Math.Max(1, agent.Count));
        AddTurn(values, agent.Count > 0 ? agent[0] : null);
        AddTurn(values, agent.Count > 1 ? agent[1] : null);
        AddTurn(values, agent.Count > 1 ? agent[^1] : null);
        values.Add(agent.Take(2).Select(turn => turn.Act![Greeting] * turn.Courtesy![Courteous]).DefaultIfEmpty().Max());
        values.Add(agent.TakeLast(2).Select(turn => turn.Act![Closing] * turn.Courtesy![Courteous]).DefaultIfEmpty().Max());
        values.Add(agent.Select(turn => turn.Act![Hold] * turn.Courtesy![Courteous]).DefaultIfEmpty().Max());
        values.Add(MathF.Min(1, agent.Count / 20f));
        values.Add(call.Language == "de" ? 0.5f : 0);
        values.AddGroups(prepared.Dialogue, Groups);
        return values;
    }

    private static void AddTurn(CallFeatures values, TurnSignal? turn)
    {
        values.Add(turn?.Courtesy![Courteous] ?? 0);
        values.Add(turn?.Courtesy![Discourteous] ?? 0);
    }
}
