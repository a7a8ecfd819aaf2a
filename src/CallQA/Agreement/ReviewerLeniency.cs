using CallQA.Coaching;

namespace CallQA.Agreement;

/// <summary>How much milder or stricter a reviewer is than somebody else on the same calls.</summary>
public static class ReviewerLeniency
{
    /// <summary>Mean difference of overall results, −100 to 100; above 0 the reviewer is milder.</summary>
    /// <param name="differences">For each call the reviewer's result minus the other one.</param>
    /// <param name="options">The minimum for an interval.</param>
    public static Average Of(IEnumerable<double> differences, AgreementOptions options) =>
        Estimate.Mean(Moments.Of(differences), options.MinimumReviews, -100, 100);
}
