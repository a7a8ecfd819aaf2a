using CallQA.Measurement;
using CallQA.Scoring.Scorecards;

namespace CallQA.Scoring.Criteria;

/// <summary>Before closing, the agent asks whether there is anything else.</summary>
internal sealed class FurtherHelpCriterion : Criterion
{
    private static readonly PhraseSet Offer = PhraseSet.Of(
        [
            "anything|something|nothing|what|whatever else", "anything more|further|other",
            "any more|other|further questions|concerns", "any questions", "other questions",
            "was|is that all|everything", "further questions|assistance|help",
        ],
        [
            "kann|darf ich * sonst|noch|weiter~", "sonst noch", "sonst * etwas|was|fragen",
            "noch etwas|was|eine frage|fragen|weitere|irgendwas|irgendetwas", "haben sie * fragen",
            "gibt es * noch|sonst", "weitere fragen|anliegen", "weiter behilflich|helfen", "war das alles",
            "ist das alles",
        ]);

    public override string Name => "further-help";

    public override IReadOnlyList<string> Outcomes => YesNo;

    public override IReadOnlyList<RuleParameter> Parameters { get; } =
        [new("turns", "turns", 5, 1, 20)];

    public override Verdict Judge(CallFacts call, RuleParameters parameters)
    {
        var ending = call.Ending(parameters.Numbers["turns"]);
        var offer = ending.FirstOrDefault(turn => turn.Says(Offer, call.Language));
        return offer is null
            ? Unheard(Verdict.No(Missing(ending.Count), ending[^1].Index), ending)
            : Verdict.Yes(Made(offer.Index + 1), offer.Index);
    }

    private static Reason Made(int turn) => new(
        $"Further help is offered in turn {turn}.",
        $"Weitere Hilfe wird in Beitrag {turn} angeboten.");

    private static Reason Missing(int turns) => new(
        $"No offer of further help at the end; turns looked at: {turns}.",
        $"Am Ende wird keine weitere Hilfe angeboten; betrachtete Beiträge: {turns}.");
}
