using CallQA.Engines.Scoring.Training;

namespace CallQA.Engines.Tests.Scoring.Training;

public sealed class CalibrationFitTests
{
    [Fact]
    public void Fit_LowersConfidence_WhenTheModelClaimsTooMuch()
    {
        // Says 90 %, agrees in 60 % of the calls.
        var decisions = Enumerable.Range(0, 500).Select(index => new Decision("en", 0.9, index % 5 < 3)).ToList();

        CalibrationFit.Fit(decisions, wantedAgreement: 0.75).Confidence(0.9).ShouldBe(0.6, 0.02);
    }

    [Fact]
    public void Fit_SendsTheUnsureHalfToReview_WhenOnlyTheSureHalfAgrees()
    {
        var decisions = Enumerable.Range(0, 200).Select(index => new Decision("en", index % 2 == 0 ? 0.9 : 0.4, index % 2 == 0 || index % 8 == 1)).ToList();

        var calibration = CalibrationFit.Fit(decisions, wantedAgreement: 0.75);

        calibration.Confidence(0.9).ShouldBeGreaterThanOrEqualTo(calibration.ReviewBelow);
        calibration.Confidence(0.4).ShouldBeLessThan(calibration.ReviewBelow);
    }

    [Fact]
    public void FitEach_KeepsLanguagesApart_WhenTheyAgreeUnequally()
    {
        var decisions = Enumerable.Range(0, 400)
            .Select(index => new Decision(index < 200 ? "de" : "en", 0.7, index < 200 ? index % 2 == 0 : index % 10 != 0))
            .ToList();

        var calibrations = CalibrationFit.FitEach(decisions, wantedAgreement: 0.75);

        calibrations["de"].Confidence(0.7).ShouldBe(0.5, 0.03);
        calibrations["en"].Confidence(0.7).ShouldBe(0.9, 0.03);
    }

    [Fact]
    public void Fit_SendsEverythingToReview_WhenNothingAgrees()
    {
        var decisions = Enumerable.Range(0, 50).Select(_ => new Decision("en", 0.7, false)).ToList();

        var calibration = CalibrationFit.Fit(decisions, wantedAgreement: 0.75);

        calibration.Confidence(0.7).ShouldBeLessThan(calibration.ReviewBelow);
    }
}
