using System.Security.Cryptography;
using System.Text;

namespace CallQA.App.Review.Queue;

/// <summary>What the calls of an agent are divided by before some are drawn of each part.</summary>
public enum Stratum
{
    /// <summary>By telephone queue.</summary>
    Queue,

    /// <summary>By the machine's score: below 50, below 75, the rest.</summary>
    Score,

    /// <summary>Short, middling and long: below two minutes, below eight, the rest.</summary>
    Length,
}

/// <summary>A call that may be drawn.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Agent">Its agent; calls of unknown agents are one agent's.</param>
/// <param name="Queue">Its telephone queue.</param>
/// <param name="Overall">The machine's score.</param>
/// <param name="Duration">Its length.</param>
internal sealed record Candidate(string CallId, string? Agent, string? Queue, double? Overall, TimeSpan Duration);

/// <summary>
/// Draws calls at random, the same ones for the same seed and the same calls, on any machine: an audit can draw them again.
/// </summary>
/// <param name="PerAgent">Calls of each agent, 1–100.</param>
/// <param name="Stratify">What each agent's calls are divided by.</param>
/// <param name="Seed">Any text.</param>
internal sealed record SamplingPlan(int PerAgent, Stratum Stratify, string Seed)
{
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Middling = TimeSpan.FromMinutes(8);

    /// <summary>Draws.</summary>
    /// <returns>At most <see cref="PerAgent"/> calls of each agent, spread evenly over the strata there are.</returns>
    public IReadOnlyList<Candidate> Draw(IEnumerable<Candidate> candidates) =>
    [
        .. candidates.GroupBy(candidate => candidate.Agent).OrderBy(agent => agent.Key, StringComparer.Ordinal).SelectMany(agent => DrawOf([.. agent], [], PerAgent)),
    ];

    /// <summary>Draws calls of one agent.</summary>
    /// <param name="calls">The calls there are to draw from.</param>
    /// <param name="before">Calls of the agent drawn before: a stratum that had its turn waits for the others.</param>
    /// <param name="most">Calls to draw at most.</param>
    public IReadOnlyList<Candidate> DrawOf(IReadOnlyList<Candidate> calls, IReadOnlyList<Candidate> before, int most)
    {
        var had = before.CountBy(StratumOf).ToDictionary();
        // One of each stratum, then a second of each, and so on; which stratum begins is drawn as well.
        return
        [
            .. calls.GroupBy(StratumOf)
                .SelectMany(stratum => stratum.OrderBy(call => Rank(call.CallId), StringComparer.Ordinal)
                    .Select((call, round) => (call, round: round + had.GetValueOrDefault(stratum.Key))))
                .OrderBy(entry => entry.round).ThenBy(entry => Rank(entry.call.CallId), StringComparer.Ordinal)
                .Take(Math.Max(0, most))
                .Select(entry => entry.call),
        ];
    }

    /// <summary>
    /// How many calls of an agent are to be drawn when so much of the period is over: all at its end, and before as many as its share, so that
    /// the sample is spread over the period. Where in the period the single calls fall is drawn for each agent.
    /// </summary>
    /// <param name="agent">The agent.</param>
    /// <param name="elapsed">The share of the period that is over, 0–1.</param>
    public int DueOf(string? agent, double elapsed) => elapsed >= 1 ? PerAgent : (int)Math.Min(PerAgent, (PerAgent * elapsed) + Phase(agent));

    /// <summary>The draw's order within one stratum: of equal rank for nobody, because identifiers differ.</summary>
    public string Rank(string callId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Seed}\n{callId}")));

    // 0 to 1, alike for nobody.
    private double Phase(string? agent) => Convert.ToUInt32(Rank(agent ?? "")[..8], fromBase: 16) / (1.0 + uint.MaxValue);

    private string StratumOf(Candidate call) => Stratify switch
    {
        Stratum.Queue => call.Queue ?? "",
        Stratum.Score => call.Overall switch { null => "none", < 50 => "low", < 75 => "middle", _ => "high" },
        _ => call.Duration < Short ? "short" : call.Duration < Middling ? "middling" : "long",
    };
}
