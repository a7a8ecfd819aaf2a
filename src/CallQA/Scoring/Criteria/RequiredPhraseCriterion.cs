using CallQA.Measurement;
using CallQA.Scoring.Scorecards;

namespace CallQA.Scoring.Criteria;

/// <summary>The agent says one of the phrases the scorecard lists, such as a notice of recording.</summary>
internal sealed class RequiredPhraseCriterion : Criterion
{
    public override string Name => "required-phrase";

    public override IReadOnlyList<string> Outcomes => YesNo;

    public override bool TakesPhrases => true;

    public override bool ReadsPhrases => false;

    public override IReadOnlyList<RuleParameter> Parameters { get; } =
        [new("turns", "turns", 1000, 1, 1000)];

    public override Verdict Judge(CallFacts call, RuleParameters parameters)
    {
        var phrases = PhraseSet.Literal(parameters.Phrases);
        if (!phrases.Knows(call.Language))
            return Verdict.NotApplicable(Reasons.NoListedPhrases(call.Language));

        var searched = call.Agent.Take((int)parameters.Numbers["turns"]).ToList();
        var said = searched.FirstOrDefault(turn => turn.Says(phrases, call.Language));
        return said is null
            ? Unheard(Verdict.No(Missing(parameters.Phrases[call.Language].Count, searched.Count), searched[0].Index), searched)
            : Verdict.Yes(Said(phrases.Find(said.Words, call.Language)!, said.Index + 1), said.Index);
    }

    private static Reason Said(string phrase, int turn) => new(
        $"The agent says '{phrase}' in turn {turn}.",
        $"Der Agent sagt in Beitrag {turn} „{phrase}“.");

    private static Reason Missing(int phrases, int turns) => new(
        $"None of the required phrases is said (phrases listed: {phrases}, turns looked at: {turns}).",
        $"Keine der verlangten Wendungen fällt (auf der Liste: {phrases}, betrachtete Beiträge: {turns}).");
}
