using CallQA.Measurement;
using CallQA.Scoring.Scorecards;

namespace CallQA.Scoring.Criteria;

/// <summary>The agent makes sure that the matter is settled.</summary>
internal sealed class ConfirmationCriterion : Criterion
{
    private static readonly PhraseSet Checking = PhraseSet.Of(
        [
            "is that|it|everything|this * working|sorted|resolved|fixed|solved|better|okay|ok|clear",
            "does that|it|this * work|help|answer|sound|sort|solve|suit", "make sense", "make sure|check * works|working|fine|okay|right",
            "did that|it|this * work|help|answer|fix|solve", "is everything * now", "can you * confirm|see|check",
            "are you happy|satisfied", "have i answered|solved|resolved",
            "has that|it|this * resolved|solved|fixed|sorted|answered", "just to confirm", "all set now",
        ],
        [
            "ist das * geloest|erledigt|geklaert|verstaendlich|ordnung|okay|klar", "funktioniert es|das|alles|jetzt",
            "geht es * jetzt|wieder", "klappt es|das", "hat das|es * geklappt|funktioniert|geholfen",
            "passt das * so|fuer|ihnen", "ist damit * geklaert|geloest|erledigt|beantwortet|alles",
            "sind sie * zufrieden|einverstanden", "konnte ich * helfen|klaeren|beantworten", "alles geklaert",
            "ob alles|es|das * funktioniert|klappt|geht|passt|stimmt",
            "koennen sie * bestaetigen|sehen|pruefen", "habe ich * beantwortet|richtig",
        ]);

    public override string Name => "confirmation";

    public override Verdict Judge(CallFacts call, RuleParameters parameters)
    {
        var check = call.Agent.LastOrDefault(turn => turn.HasAct("confirming") || turn.Says(Checking, call.Language));
        if (check is not null)
            return Resting(Verdict.Yes(Checked(check.Index + 1), check.Index), check, Checking, call.Language);

        var confirmed = call.Customer.LastOrDefault(turn => turn.HasOutcome("confirms"));
        return confirmed is not null
            ? Unheard(Verdict.Partly(Unasked(confirmed.Index + 1), confirmed.Index), call.Agent)
            : Unheard(Verdict.No(None, call.Agent[^1].Index), call.Agent);
    }

    private static Reason Checked(int turn) => new(
        $"The agent checks in turn {turn} that the matter is settled.",
        $"Der Agent vergewissert sich in Beitrag {turn}, dass das Anliegen erledigt ist.");

    private static Reason Unasked(int turn) => new(
        $"The customer confirms in turn {turn} without having been asked.",
        $"Der Kunde bestätigt es in Beitrag {turn}, ohne gefragt worden zu sein.");

    private static Reason None { get; } = new(
        $"Nobody confirms that the matter is settled.",
        $"Niemand bestätigt, dass das Anliegen erledigt ist.");
}
