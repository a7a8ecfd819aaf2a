namespace CallQA.Scoring.Criteria;

/// <summary>All rules by name.</summary>
internal static class RuleCatalog
{
    private static readonly Dictionary<string, Criterion> Rules = new Criterion[]
    {
        new AcknowledgementCriterion(),
        new CommitmentCriterion(),
        new ConfirmationCriterion(),
        new DeadAirCriterion(),
        new FarewellCriterion(),
        new ForbiddenPhraseCriterion(),
        new FurtherHelpCriterion(),
        new GreetingCriterion(),
        new HoldPermissionCriterion(),
        new HoldThanksCriterion(),
        new InsultCriterion(),
        new InterruptionsCriterion(),
        new MonologueCriterion(),
        new OfferOfHelpCriterion(),
        new PaceCriterion(),
        new RequiredPhraseCriterion(),
        new SummaryCriterion(),
        new TalkRatioCriterion(),
        new VerificationCriterion(),
    }.ToDictionary(rule => rule.Name);

    /// <summary>Every rule, by name.</summary>
    public static IEnumerable<Criterion> All => Rules.Values.OrderBy(rule => rule.Name, StringComparer.Ordinal);

    /// <summary>A rule, or null when none has the name.</summary>
    public static Criterion? Find(string name) => Rules.GetValueOrDefault(name);

    /// <summary>A rule whose name a validated scorecard holds.</summary>
    public static Criterion Get(string name) => Rules[name];
}
