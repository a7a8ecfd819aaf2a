namespace CallQA.Engines.Scoring.Models;

/// <summary>How a model's own probability becomes the probability that a careful reviewer gives the same score.</summary>
/// <param name="Intercept">Shift of the log-odds.</param>
/// <param name="Slope">Stretch of the log-odds.</param>
/// <param name="ReviewBelow">Confidence below which a person has to look, 0–1.</param>
internal sealed record Calibration(double Intercept, double Slope, double ReviewBelow)
{
    public const string FileName = "calibration.json";

    public double Confidence(double probability) => 1 / (1 + Math.Exp(-(Intercept + (Slope * LogOdds(probability)))));

    public static double LogOdds(double probability)
    {
        var inside = Math.Clamp(probability, 0.001, 0.999);
        return Math.Log(inside / (1 - inside));
    }
}
