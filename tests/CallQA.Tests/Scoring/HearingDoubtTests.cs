using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Tests.Scoring;

public sealed class HearingDoubtTests
{
    [Fact]
    public void Apply_AsksForReviewAndSaysWhy_WhenWordsAreUncertain()
    {
        var reading = Apply("en", ("four words are here", 0.9), ("these four are worse", 0.5));

        reading.Scores.Empathy.NeedsReview.ShouldBeTrue();
        reading.Scores.Courtesy.NeedsReview.ShouldBeTrue();
        reading.Scores.Resolution.NeedsReview.ShouldBeTrue();
        reading.Scores.Empathy.Reason.ShouldContain("70");
        reading.Scores.Empathy.Score.ShouldBe(4);
    }

    [Fact]
    public void Apply_SpeaksGerman_WhenTheCallIsGerman() =>
        Apply("de-AT", ("ja", 0.2)).Scores.Courtesy.Reason.ShouldContain("muss ein Mensch");

    [Fact]
    public void Apply_ChangesNothing_WhenWordsAreCertain() =>
        Apply("en", ("four words are here", 0.95), ("yes", 0.5)).Scores.Empathy.NeedsReview.ShouldBeFalse();

    [Fact]
    public void Apply_ChangesNothing_WhenTheTranscriptCarriesNoCertainty() =>
        Apply("en", ("written by a person", null)).Scores.Empathy.NeedsReview.ShouldBeFalse();

    private static CallReading Apply(string language, params (string Text, double? Confidence)[] turns)
    {
        var transcript = new Transcript(
            "call", language, [.. turns.Select(turn => new Turn(Speaker.Agent, turn.Text, Confidence: turn.Confidence))]);
        return HearingDoubt.Apply(new Dialogue().Reading(), transcript, 0.85);
    }
}
