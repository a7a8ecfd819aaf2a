using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Quality;

/// <summary>What counting keywords alone would give: the bar that trained models have to clear.</summary>
internal static class KeywordBaseline
{
    private const int EndingTurns = 6;

    /// <summary>The score of a criterion, counted from 0.</summary>
    public static int Score(Criterion criterion, Dialogue call) => criterion.Name switch
    {
        "empathy" => Empathy(call) - 1,
        "courtesy" => Courtesy(call) - 1,
        _ => Resolution(call),
    };

    /// <summary>How much the last turns sound settled: the customer's thanks minus either's words of failure.</summary>
    public static double Success(Dialogue call)
    {
        var end = call.Turns.TakeLast(EndingTurns).ToList();
        return Count(Of(end, Speaker.Customer), "thank") - Count(end, "reject", "refuse");
    }

    private static int Empathy(Dialogue call)
    {
        var agent = Of(call.Turns, Speaker.Agent);
        var dismissive = Count(agent, "dismissive", "blame");
        var concrete = Count(agent, "validate", "feeling", "ownership");
        if (dismissive > concrete + 1)
            return 1;
        if (concrete >= 2)
            return concrete >= 5 ? 5 : 4;
        if (Count(agent, "apology", "understand") > 0)
            return 3;
        return Count(Of(call.Turns, Speaker.Customer), "feeling", "hardship") > 1 ? 2 : 3;
    }

    private static int Courtesy(Dialogue call)
    {
        var agent = Of(call.Turns, Speaker.Agent);
        var rude = Count(agent, "insult", "impatience");
        var polite = Count(agent, "please", "thank", "permission", "glad");
        if (rude > polite)
            return rude >= 4 ? 1 : 2;
        return polite switch { >= 7 => 5, >= 4 => 4, _ => 3 };
    }

    private static int Resolution(Dialogue call)
    {
        var end = call.Turns.TakeLast(EndingTurns).ToList();
        var (agent, customer) = (Of(end, Speaker.Agent), Of(end, Speaker.Customer));
        var settled = Count(agent, "done") + (2 * Count(customer, "works", "pleased"));
        var refused = Count(agent, "refuse") + (2 * Count(customer, "reject"));
        if (settled > refused)
            return 2;
        return Count(agent, "committime") > 0 && Count(agent, "commitself") > 0 ? 1 : 0;
    }

    private static List<DialogueTurn> Of(IReadOnlyList<DialogueTurn> turns, Speaker speaker) =>
        [.. turns.Where(turn => turn.Speaker == speaker)];

    private static int Count(IEnumerable<DialogueTurn> turns, params string[] groups) =>
        turns.Sum(turn => groups.Sum(group => turn.Groups.GetValueOrDefault(group)));
}
