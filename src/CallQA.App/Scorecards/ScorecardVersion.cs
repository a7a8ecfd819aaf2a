namespace CallQA.App.Scorecards;

/// <summary>A stored version of a scorecard.</summary>
/// <param name="Scorecard">The scorecard's identifier.</param>
/// <param name="Version">The version.</param>
/// <param name="By">Who saved it; null when it came from the settings.</param>
/// <param name="SavedAt">When.</param>
/// <param name="InForce">Whether calls are scored with it.</param>
/// <param name="Evaluations">Calls whose evaluation by the machine names it.</param>
/// <param name="Reviews">Reviews that name it.</param>
public sealed record ScorecardVersion(string Scorecard, int Version, string? By, DateTimeOffset SavedAt, bool InForce, int Evaluations, int Reviews)
{
    /// <summary>Identifier and version as evaluations name it.</summary>
    public string Reference => ScorecardStore.Reference(Scorecard, Version);
}
