using CallQA.Measurement;
using CallQA.Scoring.Scorecards;

namespace CallQA.Scoring.Criteria;

/// <summary>The agent avoids the phrases the scorecard lists.</summary>
internal sealed class ForbiddenPhraseCriterion : Criterion
{
    public override string Name => "forbidden-phrase";

    public override IReadOnlyList<string> Outcomes => YesNo;

    public override bool TakesPhrases => true;

    public override bool ReadsPhrases => false;

    public override Verdict Judge(CallFacts call, RuleParameters parameters)
    {
        var phrases = PhraseSet.Literal(parameters.Phrases);
        if (!phrases.Knows(call.Language))
            return Verdict.NotApplicable(Reasons.NoListedPhrases(call.Language));

        var said = call.Agent.Where(turn => turn.Says(phrases, call.Language)).ToList();
        return said.Count == 0
            ? Unheard(Verdict.Yes(None(parameters.Phrases[call.Language].Count)), call.Agent)
            : Verdict.No(Some(said.Count, phrases.Find(said[0].Words, call.Language)!), said.Select(turn => turn.Index));
    }

    private static Reason None(int phrases) => new(
        $"No phrase to avoid is said; phrases listed: {phrases}.",
        $"Keine zu vermeidende Wendung fällt; Wendungen auf der Liste: {phrases}.");

    private static Reason Some(int turns, string phrase) => new(
        $"Turns with phrases to avoid: {turns}, first '{phrase}'.",
        $"Beiträge mit zu vermeidenden Wendungen: {turns}, zuerst „{phrase}“.");
}
