using CallQA.Coaching;

namespace CallQA.Agreement;

/// <summary>How far raters' answers to one question agree.</summary>
/// <param name="Calls">Calls that two raters or more answered the question for.</param>
/// <param name="Exact">
/// Mean over the calls of the share of pairs of answers that are the same, 0–1; "not applicable" is an answer like any other. The
/// interval is Wilson's; null below the minimum of calls.
/// </param>
/// <param name="WithinOne">The same for answers at most one step of the scale apart, where both lie on it; null for two options, where it says nothing.</param>
/// <param name="Kappa">Cohen's kappa over the answers on the scale; none for more than six raters.</param>
/// <param name="WeightedKappa">The same with quadratic weights; equal to it for two options.</param>
/// <param name="Alpha">Krippendorff's alpha with the ordinal scale.</param>
/// <param name="IsEnough">Whether there are calls enough for figures.</param>
public sealed record AnswerAgreement(
    int Calls, Average Exact, Average? WithinOne, Coefficient Kappa, Coefficient WeightedKappa, Coefficient Alpha, bool IsEnough)
{
    // Pairs of raters grow with the square of their number; alpha takes all of them at once.
    private const int MostKappaRaters = 6;

    /// <summary>Compares the answers to one question.</summary>
    /// <param name="calls">For each call one entry a rater, in the same order everywhere; null where a rater gave none.</param>
    /// <param name="optionCount">Steps of the question's scale.</param>
    /// <param name="options">Minimum and resampling.</param>
    public static AnswerAgreement Of(IEnumerable<IReadOnlyList<Rating?>> calls, int optionCount, AgreementOptions options)
    {
        var answered = calls.Where(call => call.Count(rating => rating is not null) > 1).ToList();
        var table = RatingTable.Of(answered.Select(call => (IReadOnlyList<double?>)[.. call.Select(rating => (double?)rating?.Option)]));
        return new(
            answered.Count,
            Share(answered, (one, other) => one == other, options),
            optionCount > 2 ? Share(answered.Select(OnScale), (one, other) => Math.Abs(one.Option!.Value - other.Option!.Value) <= 1, options) : null,
            KappaOf(table, KappaWeights.None, options),
            KappaOf(table, KappaWeights.Quadratic, options),
            Coefficient.Of(table, resampled => KrippendorffAlpha.Of(resampled, MeasurementScale.Ordinal), options),
            answered.Count >= options.MinimumCalls);
    }

    private static Coefficient KappaOf(RatingTable table, KappaWeights weights, AgreementOptions options) =>
        table.Raters > MostKappaRaters ? Coefficient.None : Coefficient.Of(table, resampled => CohenKappa.Of(resampled, weights), options);

    private static IReadOnlyList<Rating?> OnScale(IReadOnlyList<Rating?> call) => [.. call.Where(rating => rating is { Option: not null })];

    private static Average Share(IEnumerable<IReadOnlyList<Rating?>> calls, Func<Rating, Rating, bool> agree, AgreementOptions options) =>
        Estimate.Share(Moments.Of(calls.Select(call => Share([.. call.OfType<Rating>()], agree)).OfType<double>()), options.MinimumCalls);

    private static double? Share(List<Rating> ratings, Func<Rating, Rating, bool> agree)
    {
        if (ratings.Count < 2) return null;
        var agreeing = 0;
        for (var one = 0; one < ratings.Count; one++)
            for (var other = one + 1; other < ratings.Count; other++)
                if (agree(ratings[one], ratings[other])) agreeing++;
        return 2.0 * agreeing / (ratings.Count * (ratings.Count - 1));
    }
}
