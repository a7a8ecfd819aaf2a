using CallQA.Measurement;
using CallQA.Scoring.Scorecards;

namespace CallQA.Scoring.Criteria;

/// <summary>A rule that answers a question. Stateless: one instance serves all calls.</summary>
internal abstract class Criterion
{
    protected static readonly IReadOnlyList<string> YesPartlyNo = [Verdict.YesChoice, Verdict.PartlyChoice, Verdict.NoChoice];
    protected static readonly IReadOnlyList<string> YesNo = [Verdict.YesChoice, Verdict.NoChoice];

    /// <summary>Name in scorecards.</summary>
    public abstract string Name { get; }

    /// <summary>Every choice a verdict may carry, best first; a question using the rule has exactly these options.</summary>
    public virtual IReadOnlyList<string> Outcomes => YesPartlyNo;

    /// <summary>The numbers a scorecard may set.</summary>
    public virtual IReadOnlyList<RuleParameter> Parameters => [];

    /// <summary>True when the scorecard has to bring the phrases.</summary>
    public virtual bool TakesPhrases => false;

    /// <summary>True when the rule cannot be applied to a transcript without times.</summary>
    public virtual bool NeedsTimes => false;

    /// <summary>True when the rule looks for built-in phrases, which exist in English and German.</summary>
    public virtual bool ReadsPhrases => true;

    /// <summary>
    /// Judges a call that has what the rule needs and in which the agent speaks. A verdict short of the best shows at least one turn.
    /// </summary>
    public abstract Verdict Judge(CallFacts call, RuleParameters parameters);

    /// <summary>A verdict for want of words, which is only as sure as the turns were heard.</summary>
    protected static Verdict Unheard(Verdict verdict, IReadOnlyList<SpokenTurn> searched) =>
        verdict with { Confidence = CallFacts.Hearing(searched) };

    /// <summary>A verdict that rests on one turn: certain where its words say so, else as sure as its act label is.</summary>
    protected static Verdict Resting(Verdict verdict, SpokenTurn turn, PhraseSet phrases, string language) =>
        turn.Says(phrases, language) ? verdict : verdict with { Confidence = turn.Reading?.Act?.Probability ?? 1 };

    /// <summary>For an agent's quantity that is best small.</summary>
    protected static Verdict UpTo(double value, double most, double tolerated, Reason reason, IEnumerable<int> turns) =>
        value <= most ? Verdict.Yes(reason)
        : value <= tolerated ? Verdict.Partly(reason, turns)
        : Verdict.No(reason, turns);

    /// <summary>For a quantity that is best between two limits; outside by up to the tolerance is partly good.</summary>
    protected static Verdict Between(double value, double least, double most, double tolerance, Reason reason, IEnumerable<int> turns) =>
        value >= least && value <= most ? Verdict.Yes(reason)
        : value >= least - tolerance && value <= most + tolerance ? Verdict.Partly(reason, turns)
        : Verdict.No(reason, turns);
}
