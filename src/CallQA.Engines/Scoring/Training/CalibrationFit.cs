using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Training;

/// <summary>One decision of a call model on a call it was not fitted on.</summary>
/// <param name="Language">Language of the call.</param>
/// <param name="Probability">The model's probability of the score it gave.</param>
/// <param name="Agrees">True when the reviewer gave the same score.</param>
internal sealed record Decision(string Language, double Probability, bool Agrees);

/// <summary>Fits the calibration: a logistic curve over the model's log-odds, and the threshold for review.</summary>
internal static class CalibrationFit
{
    private const int Steps = 50;
    private const double Ridge = 1;

    /// <summary>One calibration a language: the models are surer in the one they read more of.</summary>
    public static IReadOnlyDictionary<string, Calibration> FitEach(IReadOnlyList<Decision> decisions, double wantedAgreement) =>
        decisions.GroupBy(decision => decision.Language)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => Fit([.. group], wantedAgreement));

    public static Calibration Fit(IReadOnlyList<Decision> decisions, double wantedAgreement)
    {
        var (intercept, slope) = (0.0, 1.0);
        for (var step = 0; step < Steps; step++)
            (intercept, slope) = NewtonStep(decisions, intercept, slope);
        var calibration = new Calibration(Math.Round(intercept, 6), Math.Round(slope, 6), 0);
        return calibration with { ReviewBelow = Math.Floor(Threshold(calibration, decisions, wantedAgreement) * 10000) / 10000 };
    }

    private static (double Intercept, double Slope) NewtonStep(IReadOnlyList<Decision> decisions, double intercept, double slope)
    {
        var (g0, g1) = (-Ridge * 0.1 * intercept, -Ridge * (slope - 1));
        var (h00, h01, h11) = (Ridge * 0.1, 0.0, Ridge);
        foreach (var (_, probability, agrees) in decisions)
        {
            var x = Calibration.LogOdds(probability);
            var p = 1 / (1 + Math.Exp(-(intercept + (slope * x))));
            var residual = (agrees ? 1 : 0) - p;
            var weight = p * (1 - p);
            (g0, g1) = (g0 + residual, g1 + (residual * x));
            (h00, h01, h11) = (h00 + weight, h01 + (weight * x), h11 + (weight * x * x));
        }

        var determinant = (h00 * h11) - (h01 * h01);
        return (intercept + (((h11 * g0) - (h01 * g1)) / determinant), slope + (((h00 * g1) - (h01 * g0)) / determinant));
    }

    /// <summary>The lowest confidence from which on the decisions agree often enough; 1 where they never do.</summary>
    private static double Threshold(Calibration calibration, IReadOnlyList<Decision> decisions, double wantedAgreement)
    {
        var (agreed, kept, threshold) = (0, 0, 1.0);
        foreach (var same in decisions.GroupBy(decision => decision.Probability).OrderByDescending(group => group.Key))
        {
            kept += same.Count();
            agreed += same.Count(decision => decision.Agrees);
            if (agreed >= wantedAgreement * kept)
                threshold = calibration.Confidence(same.Key);
        }

        return threshold;
    }
}
