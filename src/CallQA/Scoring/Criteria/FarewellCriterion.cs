using CallQA.Measurement;
using CallQA.Scoring.Scorecards;

namespace CallQA.Scoring.Criteria;

/// <summary>The agent takes leave with a good wish or thanks.</summary>
internal sealed class FarewellCriterion : Criterion
{
    private static readonly PhraseSet Goodbye = PhraseSet.Of(
        ["goodbye", "bye", "cheerio", "good night", "speak|talk to you", "well speak|talk", "see you"],
        [
            "wiederhoeren", "wiederhoern", "wiedersehen", "wiederschauen", "tschuess~", "tschau|ciao", "ade|adieu",
            "servus", "pfiat~|pfueat~", "bis dann|bald|morgen",
        ]);

    private static readonly PhraseSet Wish = PhraseSet.Of(
        [
            "have|youve a|an|the * rest",
            "have|youve a|an|the * day|evening|afternoon|weekend|night|morning|flight|trip|one|week",
            "wish|wishing you", "enjoy *", "take care", "all the best",
            "thank|thanks you? * for * calling|call|contacting|ringing|patience|time|understanding",
            "thank|thanks you? * for * choosing|shopping|banking|ordering|being",
            "best of luck", "good luck", "you too", "get well", "safe travels|journey|trip|home",
        ],
        [
            "schoenen|schoenes|schoene|guten|gute|angenehmen|angenehme|tollen * tag|abend|nachmittag|wochenende|nacht|woche",
            "schoenen|schoenes|schoene|guten|gute|angenehmen|angenehme|tollen * reise|feiertage|rest~|feierabend",
            "alles gute|liebe", "danke|dank * anruf|gespraech|geduld|vertrauen|zeit|verstaendnis",
            "viel|viele erfolg|glueck|spass|freude|kraft|gruesse", "wuensch~ ihnen|dir|euch", "bedanke * anruf",
            "gute besserung", "gute fahrt|reise", "ihnen auch|ebenfalls", "machen sie es gut", "machen sies gut",
        ]);

    public override string Name => "farewell";

    public override IReadOnlyList<RuleParameter> Parameters { get; } =
        [new("turns", "turns", 3, 1, 20)];

    public override Verdict Judge(CallFacts call, RuleParameters parameters)
    {
        var ending = call.Ending(parameters.Numbers["turns"]);
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
        $"No farewell at the end; turns looked at: {turns}.",
        $"Keine Verabschiedung am Ende; betrachtete Beiträge: {turns}.");
}
