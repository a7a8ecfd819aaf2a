using CallQA.Coaching.Effects;

namespace CallQA.Tests.Coaching.Effects;

/// <summary>
/// Agents of one team whose calls vary around what they can do. Everybody gets better by <see cref="Drift"/> at the same time, those coached by <see cref="Effect"/> besides;
/// who begins low is coached more often, as in life.
/// </summary>
internal sealed record SimulatedAgents(int Seed)
{
    public static readonly DateTimeOffset Session = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);

    public int Agents { get; init; } = 60;

    public double Effect { get; init; } = 5;

    public double Drift { get; init; } = 3;

    public int CallsOnASide { get; init; } = 12;

    public double SpreadOfAgents { get; init; } = 6;

    public double SpreadOfCalls { get; init; } = 15;

    /// <summary>Coaches exactly the lowest, so that nobody like them is left uncoached.</summary>
    public bool OnlyTheLowest { get; init; }

    public (List<Outcome> Calls, List<CoachedAgent> Coached) Run()
    {
        var random = new Random(Seed);
        var before = Enumerable.Range(0, Agents).Select(_ => Normal(random) * SpreadOfAgents).Select(ability => (Ability: ability, Calls: Values(random, 70 + ability))).ToList();
        var coached = Choose(random, [.. before.Select(agent => agent.Calls.Average())]);
        var calls = new List<Outcome>();
        for (var agent = 0; agent < Agents; agent++)
        {
            var after = Values(random, 70 + before[agent].Ability + Drift + (coached.Contains(agent) ? Effect : 0));
            calls.AddRange(before[agent].Calls.Select((value, i) => new Outcome(Name(agent), "Support", Session.AddDays(-1 - i), value)));
            calls.AddRange(after.Select((value, i) => new Outcome(Name(agent), "Support", Session.AddDays(1 + i), value)));
        }

        return (calls, [.. coached.Order().Select(agent => new CoachedAgent(Name(agent), Session))]);
    }

    private HashSet<int> Choose(Random random, double[] means)
    {
        if (OnlyTheLowest)
            return [.. Enumerable.Range(0, Agents).OrderBy(agent => means[agent]).Take(Agents / 4)];
        var middle = means.Average();
        return [.. Enumerable.Range(0, Agents).Where(agent => random.NextDouble() < 0.6 / (1 + Math.Exp((means[agent] - middle) / 3)))];
    }

    private double[] Values(Random random, double mean) => [.. Enumerable.Range(0, CallsOnASide).Select(_ => mean + (SpreadOfCalls * Normal(random)))];

    private static string Name(int agent) => $"a-{agent:00}";

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
