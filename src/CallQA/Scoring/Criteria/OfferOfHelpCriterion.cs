using CallQA.Measurement;
using CallQA.Scoring.Scorecards;

namespace CallQA.Scoring.Criteria;

/// <summary>The agent offers help in the opening.</summary>
internal sealed class OfferOfHelpCriterion : Criterion
{
    private static readonly PhraseSet Offer = PhraseSet.Of(
        [
            "how can|may|could|might i|we * help|assist|serve|support", "how can|may|could i * be of",
            "what can|may|could i|we * do for", "how can|may i make", "what can i|we help|assist", "what brings you",
            "whats|what * wrong", "whats going on", "here to help", "ill|happy|glad|gladly * help|assist",
            "how * help you",
        ],
        [
            "wie|womit|wobei|was kann|darf|koennen|koennte ich|wir * helfen|tun|behilflich|weiterhelfen|dienen|unterstuetzen",
            "wie|womit|wobei|was kann|darf ich", "worum geht", "was liegt an", "was fuehrt sie",
            "wie|womit|wobei * helfen|hilfe|assistieren", "was gibts", "was gibt es",
            "helfe ihnen|dir|ich * gern|gerne|weiter",
        ]);

    public override string Name => "offer-of-help";

    public override IReadOnlyList<string> Outcomes => YesNo;

    public override IReadOnlyList<RuleParameter> Parameters { get; } =
        [new("turns", "turns", 3, 1, 10)];

    public override Verdict Judge(CallFacts call, RuleParameters parameters)
    {
        var opening = call.Opening(parameters.Numbers["turns"]);
        var offer = opening.FirstOrDefault(turn => turn.Says(Offer, call.Language));
        return offer is null
            ? Unheard(Verdict.No(Missing(opening.Count), opening.Select(turn => turn.Index)), opening)
            : Verdict.Yes(Made(offer.Index + 1), offer.Index);
    }

    private static Reason Made(int turn) => new($"Help is offered in turn {turn}.", $"Hilfe wird in Beitrag {turn} angeboten.");

    private static Reason Missing(int turns) => new(
        $"No offer of help in the opening; turns looked at: {turns}.",
        $"In der Eröffnung wird keine Hilfe angeboten; betrachtete Beiträge: {turns}.");
}
