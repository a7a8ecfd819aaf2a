namespace CallQA.Engines.Scoring.Features;

/// <summary>Courtesy of a call: polite and impolite turns, and how the call is opened, put on hold and closed.</summary>
internal static class CourtesyFeatures
{
    private const int Courteous = 0;
    private const int Discourteous = 2;
    private const int Greeting = 0;
    private const int Hold = 9;
    private const int Closing = 11;

    public static NamedValues Of(CallSignals call)
    {
        var values = new NamedValues();
        var agent = call.Agent;
        values.AddAmount("courteous", [.. agent.Select(turn => turn.Courtesy![Courteous])]);
        values.AddAmount("discourteous", [.. agent.Select(turn => turn.Courtesy![Discourteous])]);
        values.AddAmount("dismissive", [.. agent.Select(turn => turn.Empathy![3])]);
        values.Add("balance", agent.Sum(turn => turn.Courtesy![Courteous] - turn.Courtesy[Discourteous]) / Math.Max(1, agent.Count));
        AddTurn(values, "first", agent.Count > 0 ? agent[0] : null);
        AddTurn(values, "second", agent.Count > 1 ? agent[1] : null);
        AddTurn(values, "last", agent.Count > 1 ? agent[^1] : null);
        values.Add("greeting", agent.Take(2).Select(turn => turn.Act![Greeting] * turn.Courtesy![Courteous]).DefaultIfEmpty().Max());
        values.Add("closing", agent.TakeLast(2).Select(turn => turn.Act![Closing] * turn.Courtesy![Courteous]).DefaultIfEmpty().Max());
        values.Add("hold", agent.Select(turn => turn.Act![Hold] * turn.Courtesy![Courteous]).DefaultIfEmpty().Max());
        values.Add("length", MathF.Min(1, agent.Count / 20f));
        values.Add("german", call.Language == "de" ? 0.5f : 0);
        return values;
    }

    private static void AddTurn(NamedValues values, string name, TurnSignal? turn)
    {
        values.Add(name + ".courteous", turn?.Courtesy![Courteous] ?? 0);
        values.Add(name + ".discourteous", turn?.Courtesy![Discourteous] ?? 0);
    }
}
