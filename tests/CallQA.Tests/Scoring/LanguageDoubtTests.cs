using CallQA.Measurement;
using CallQA.Scoring;

namespace CallQA.Tests.Scoring;

public sealed class LanguageDoubtTests
{
    [Theory]
    [InlineData("en", "de", false, "Als deutsches Gespräch bewertet")]
    [InlineData("de-AT", "en", false, "Scored as English, although marked German")]
    [InlineData("en", "en", true, "Languages change within the call; it is scored as English")]
    [InlineData("en", "de", true, "Im Gespräch wechselt die Sprache; bewertet ist es als deutsches")]
    public void Apply_AsksForReviewAndSaysWhy_WhenTheLanguageIsInDoubt(string marked, string spoken, bool changes, string why)
    {
        var scores = Apply(marked, new(spoken, changes)).Scores;

        scores.ShouldSatisfyAllConditions(
            () => (scores.Empathy.NeedsReview, scores.Courtesy.NeedsReview, scores.Resolution.NeedsReview).ShouldBe((true, true, true)),
            () => scores.Empathy.Reason.ShouldStartWith("Because. " + why),
            () => scores.Courtesy.Reason.ShouldContain(why),
            () => scores.Resolution.Reason.ShouldContain(why),
            () => scores.Empathy.Score.ShouldBe(4));
    }

    [Fact]
    public void Apply_ChangesNothing_WhenTheMarkingIsRight() =>
        Apply("de-AT", new("de-AT", false)).Scores.Empathy.ShouldSatisfyAllConditions(
            score => score.Reason.ShouldBe("Because."),
            score => score.NeedsReview.ShouldBeFalse());

    [Fact]
    public void Apply_LeavesTheReasonAlone_WhenThereIsNoScore() =>
        Apply("en", new("de", false), Dialogue.Scores(empathy: null)).Scores.Empathy.Reason.ShouldBe("Because.");

    private static CallReading Apply(string marked, SpokenLanguage spoken, CallScores? scores = null)
    {
        var call = new Dialogue(marked).Agent("Good morning.");
        return LanguageDoubt.Apply(call.Reading(scores), call.Transcript(), spoken);
    }
}
