using CallQA.Measurement;
using CallQA.Scoring.Scorecards;

namespace CallQA.Scoring.Criteria;

/// <summary>Near the end the agent sums up what was agreed or comes next.</summary>
internal sealed class SummaryCriterion : Criterion
{
    private static readonly PhraseSet Summing = PhraseSet.Of(
        [
            "to summarise|summarize|recap|sum", "summarise|summarize|recap", "in summary",
            "just to confirm|recap|be", "to confirm", "so ive|weve|ill|well|youll|youre|thats|to", "all set",
            "so * sorted|done|booked|changed|cancelled|canceled", "next steps|step", "whats going to happen",
            "what happens next",
        ],
        [
            "zusammenfass~", "fasse * zusammen", "zusammengefasst", "noch mal|einmal|nochmal * zusammen",
            "also ich habe|werde|schicke", "ich habe * also|jetzt|nun", "dann habe|haben ich|wir",
            "damit ist|sind|waere", "wir halten * fest", "halten wir * fest", "also noch mal|einmal",
            "zur sicherheit", "naechste|naechsten schritt~", "so verbleiben", "verbleiben wir",
        ]);

    public override string Name => "summary";

    public override IReadOnlyList<RuleParameter> Parameters { get; } =
        [new("turns", "turns", 5, 1, 20)];

    public override Verdict Judge(CallFacts call, RuleParameters parameters)
    {
        var ending = call.Ending(parameters.Numbers["turns"]);
        var summary = ending.LastOrDefault(turn => turn.Says(Summing, call.Language));
        if (summary is not null)
            return Verdict.Yes(Summed(summary.Index + 1), summary.Index);

        var outcome = ending.LastOrDefault(turn => turn.HasAct("confirming", "committing"));
        return outcome is not null
            ? Resting(Verdict.Partly(Touched(outcome.Index + 1), outcome.Index), outcome, Summing, call.Language)
            : Unheard(Verdict.No(None(ending.Count), ending[^1].Index), ending);
    }

    private static Reason Summed(int turn) => new(
        $"The agent sums up in turn {turn}.",
        $"Der Agent fasst in Beitrag {turn} zusammen.");

    private static Reason Touched(int turn) => new(
        $"The outcome is named in turn {turn}, but not summed up.",
        $"Das Ergebnis wird in Beitrag {turn} genannt, aber nicht zusammengefasst.");

    private static Reason None(int turns) => new(
        $"No summary or next step at the end; turns looked at: {turns}.",
        $"Weder Zusammenfassung noch nächster Schritt am Ende; betrachtete Beiträge: {turns}.");
}
