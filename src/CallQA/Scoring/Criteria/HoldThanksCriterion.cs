using CallQA.Measurement;
using CallQA.Scoring.Scorecards;

namespace CallQA.Scoring.Criteria;

/// <summary>Back from a hold, the agent thanks for waiting.</summary>
internal sealed class HoldThanksCriterion : Criterion
{
    private static readonly PhraseSet Thanks = PhraseSet.Of(
        [
            "thank|thanks you? * for * waiting|holding|patience|patient|wait|hold|time",
            "appreciate * patience|waiting|wait|holding|hold", "sorry * wait|waiting|delay|keeping|hold",
            "thank|thanks you? * bearing|patient", "for bearing with",
        ],
        [
            "danke|dank * warten|geduld|gewartet|wartezeit|gedulden|warteschleife",
            "entschuldig~|verzeih~|sorry * wartezeit|warten|gewartet|gedauert",
            "schoen dass sie * dran|gewartet|noch",
        ]);

    private static readonly Reason EndsOnHold = new(
        $"The call ends on hold: the agent does not come back and cannot thank for waiting.",
        $"Das Gespräch endet in der Wartezeit: Der Agent kommt nicht zurück und kann nicht fürs Warten danken.");

    public override string Name => "hold-thanks";

    public override Verdict Judge(CallFacts call, RuleParameters parameters)
    {
        var returns = call.Holds.Select(hold => hold.Return).OfType<SpokenTurn>().ToList();
        if (returns.Count == 0)
            return Verdict.NotApplicable(call.Holds.Count == 0 ? Reasons.Lacks(CallFeature.Hold) : EndsOnHold);

        var thanks = returns.Count(turn => turn.Says(Thanks, call.Language));
        var reason = Thanked(thanks, returns.Count);
        var turns = returns.Select(turn => turn.Index);
        return thanks == returns.Count ? Verdict.Yes(reason, turns)
            : Unheard(thanks > 0 ? Verdict.Partly(reason, turns) : Verdict.No(reason, turns), returns);
    }

    private static Reason Thanked(int thanks, int returns) => new(
        $"The agent thanks for waiting after {thanks} of {returns} holds.",
        $"Nach {thanks} von {returns} Wartezeiten dankt der Agent fürs Warten.");
}
