using CallQA.Engines.Scoring.Training;

namespace CallQA.Engines.Tests.Scoring.Training;

public sealed class CalibrationFitTests
{
    [Fact]
    public void Fit_LowersConfidence_WhenTheModelClaimsTooMuch()
    {
        // Says 90 %, agrees in 60 % of the calls.
        var decisions = Enumerable.Range(0, 500).Select(index => new Decision(0.9, index % 5 < 3)).ToList();

        CalibrationFit.Fit(decisions, wantedAgreement: 0.75).Confidence(0.9).ShouldBe(0.6, 0.02);
    }

    [Fact]
    public void Fit_SendsTheUnsureHalfToReview_WhenOnlyTheSureHalfAgrees()
    {
        var decisions = Enumerable.Range(0, 200).Select(index => new Decision(index % 2 == 0 ? 0.9 : 0.4, index % 2 == 0 || index % 8 == 1)).ToList();

        var calibration = CalibrationFit.Fit(decisions, wantedAgreement: 0.75);

        calibration.Confidence(0.9).ShouldBeGreaterThanOrEqualTo(calibration.ReviewBelow);
        calibration.Confidence(0.4).ShouldBeLessThan(calibration.ReviewBelow);
    }

    [Fact]
    public void Fit_SendsEverythingToReview_WhenNothingAgrees()
    {
        var decisions = Enumerable.Range(0, 50).Select(_ => new Decision(0.7, false)).ToList();

        var calibration = CalibrationFit.Fit(decisions, wantedAgreement: 0.75);

        calibration.Confidence(0.7).ShouldBeLessThan(calibration.ReviewBelow);
    }
}
