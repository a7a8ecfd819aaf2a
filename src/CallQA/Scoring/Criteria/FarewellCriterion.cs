using CallQA.Measurement;
using CallQA.Scoring.Scorecards;

namespace CallQA.Scoring.Criteria;

/// <summary>The agent takes leave with a good wish or thanks.</summary>
internal sealed class FarewellCriterion : Criterion
{
    private static readonly PhraseSet Goodbye = PhraseSet.Of(
        ["goodbye", "bye", "cheerio", "good night", "speak|talk * soon"],
        ["wiederhoeren", "wiederhoern", "wiedersehen", "wiederschauen", "tschuess~", "tschau|ciao", "ade", "servus", "bis dann|bald|morgen"]);

    private static readonly PhraseSet Wish = PhraseSet.Of(
        [
            "have a|an * day|evening|afternoon|weekend|night|morning|flight|trip|one|week|time", "enjoy *", "take care", "all the best", "thank|thanks you? * for * calling|call|contacting|patience|time|choosing|ringing", "best of luck", "good luck", "you too",
            "get well", "safe travels|journey|trip",
        ],
        [
            "schoenen|schoenes|guten|gute|angenehmen|angenehme|schoene * tag|abend|nachmittag|wochenende|nacht|reise|woche|feiertage|rest~|feierabend", "alles gute|liebe", "danke|dank * anruf|gespraech|geduld|vertrauen|zeit", "viel erfolg|glueck|spass|freude", "gute besserung",
            "gute fahrt|reise", "ihnen auch|ebenfalls", "machen sie es gut", "machen sies gut",
        ]);

    public override string Name => "farewell";

    public override IReadOnlyList<RuleParameter> Parameters { get; } =
        [new("turns", "turns", 3, 1, 20)];

    public override Verdict Judge(CallFacts call, RuleParameters parameters)
    {
        var ending = call.Agent.TakeLast((int)parameters.Numbers["turns"]).ToList();
        var goodbye = ending.LastOrDefault(turn => turn.Says(Goodbye, call.Language));
        var wish = ending.LastOrDefault(turn => turn.Says(Wish, call.Language));
        return (goodbye, wish) switch
        {
            (_, { } warm) => Verdict.Yes(Warm(warm.Index + 1), warm.Index),
            ({ } bare, null) => Unheard(Verdict.Partly(Bare(bare.Index + 1), bare.Index), ending),
            _ => Unheard(Verdict.No(None(ending.Count), ending[^1].Index), ending),
        };
    }

    private static Reason Warm(int turn) => new(
        $"The agent takes leave with thanks or a good wish in turn {turn}.",
        $"Der Agent verabschiedet sich in Beitrag {turn} mit Dank oder gutem Wunsch.");

    private static Reason Bare(int turn) => new(
        $"The agent says goodbye in turn {turn}, without thanks or a good wish.",
        $"Der Agent verabschiedet sich in Beitrag {turn}, ohne Dank oder guten Wunsch.");

    private static Reason None(int turns) => new(
        $"No farewell in the agent's last {turns} turns.",
        $"Keine Verabschiedung in den letzten {turns} Beiträgen des Agenten.");
}
