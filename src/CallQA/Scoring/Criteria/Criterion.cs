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

    /// <summary>Judges a call that has what the rule needs and in which the agent speaks.</summary>
    public abstract Verdict Judge(CallFacts call, RuleParameters parameters);
}
