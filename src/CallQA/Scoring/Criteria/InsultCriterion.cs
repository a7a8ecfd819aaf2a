using CallQA.Measurement;
using CallQA.Scoring.Scorecards;

namespace CallQA.Scoring.Criteria;

/// <summary>The agent insults nobody and does not swear.</summary>
internal sealed class InsultCriterion : Criterion
{
    private static readonly PhraseSet Insults = PhraseSet.Of(
        [
            "idiot|idiots", "moron~", "imbecile~", "asshole~", "arsehole~", "bastard~", "bitch~", "bullshit",
            "fuck~", "shut up", "shut your mouth", "go to hell", "screw you", "piss off",
            "you stupid|dumb|ignorant|brainless|pathetic",
            "youre so|too|just|really? stupid|dumb|ignorant|brainless|pathetic|retarded",
            "are you deaf|stupid|dumb|thick|blind", "how stupid|dumb are|can you",
        ],
        [
            "idiot|idiotin|idioten", "trottel~", "depp~", "vollpfosten", "dummkopf", "schwachkopf", "bloedmann",
            "arschloch~", "arschgeige", "wichser~", "hurensohn", "scheisse", "scheiss~", "verarsch~", "leck mich",
            "leck~ mich", "halt~ * klappe|maul|fresse|mund", "verpiss~", "spinnen sie",
            "sind sie taub|bloed|dumm|blind|bescheuert", "schwer * begriff",
            "sie sind so|zu|ja|doch|wohl|einfach? bloed|dumm|bescheuert|daemlich|begriffsstutzig",
        ]);

    public override string Name => "insult";

    public override IReadOnlyList<string> Outcomes => YesNo;

    public override Verdict Judge(CallFacts call, RuleParameters parameters)
    {
        var insults = call.Agent.Where(turn => turn.Says(Insults, call.Language)).ToList();
        if (insults.Count == 0)
            return Unheard(Verdict.Yes(None(call.Agent.Count)), call.Agent);
        return Unheard(Verdict.No(Some(insults.Count), insults.Select(turn => turn.Index)), insults);
    }

    private static Reason None(int turns) => new(
        $"No insult or swear word; turns looked at: {turns}.",
        $"Keine Beleidigung und kein Schimpfwort; betrachtete Beiträge: {turns}.");

    private static Reason Some(int turns) => new(
        $"Turns with insults or swear words: {turns}.",
        $"Beiträge mit Beleidigungen oder Schimpfwörtern: {turns}.");
}
