using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Reading;
using CallQA.Engines.Tests.Scoring.Quality;
using CallQA.Measurement;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Scoring.Reading;

/// <summary>Calls that are marked as another language than they are spoken in, and calls in both.</summary>
public sealed class CallLanguageTests
{
    [Fact]
    public async Task SpokenLanguage_IsTheMarkedOne_OnEveryConversationOfTheCorpus()
    {
        var conversations = (await CorpusReader.ReadAsync(Shipped.CorpusDirectory, TestContext.Current.CancellationToken)).Conversations;

        conversations.Where(one => SpokenLanguage.Of(one.ToTranscript()) != new SpokenLanguage(one.Language, false))
            .Select(one => one.Id).ShouldBeEmpty();
    }

    [Fact]
    public async Task SpokenLanguage_IsFound_WhenCallsOfTheCorpusAreMarkedAsTheOther()
    {
        var calls = (await CorpusReader.ReadAsync(Shipped.CorpusDirectory, TestContext.Current.CancellationToken)).Conversations
            .Where(one => one.Kind == ConversationKind.Call).ToList();

        calls.Where(one => SpokenLanguage.Of(one.ToTranscript() with { Language = one.Language == "de" ? "en" : "de" }) != new SpokenLanguage(one.Language, false))
            .Select(one => one.Id).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("de", "en", "Als deutsches Gespräch bewertet, obwohl es als englisches gekennzeichnet ist")]
    [InlineData("en", "de", "Scored as English, although marked German")]
    public async Task Read_ScoresInTheSpokenLanguageAndAsksForReview_WhenTheMarkingIsWrong(string spoken, string marked, string why)
    {
        var reader = new CallReader(await Shipped.ModelAsync());
        foreach (var call in (await HeldOut.CallsAsync(spoken)).Take(10))
        {
            var (right, wrong) = (reader.Read(call, null), reader.Read(call with { Language = marked }, null));

            wrong.Turns.ShouldBe(right.Turns);
            (right.Spoken, wrong.Spoken).ShouldBe((new(spoken, false), new(spoken, false)));
            ShouldBeDoubted(wrong.Scores.Empathy, right.Scores.Empathy, why);
            ShouldBeDoubted(wrong.Scores.Courtesy, right.Scores.Courtesy, why);
            ShouldBeDoubted(wrong.Scores.Resolution, right.Scores.Resolution, why);
            right.Scores.Empathy.Reason.ShouldNotContain(why);
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task Read_ScoresAndAsksForReview_WhenLanguagesChangeWithinTheCall(string marked)
    {
        var (english, german) = ((await HeldOut.CallsAsync("en"))[0], (await HeldOut.CallsAsync("de"))[0]);
        var mixed = new Transcript("mixed", marked, [.. english.Turns.Take(english.Turns.Count / 2), .. german.Turns.Skip(german.Turns.Count / 2)]);

        var scores = new CallReader(await Shipped.ModelAsync()).Read(mixed, null).Scores;

        var why = SpokenLanguage.Of(mixed).Language == "de" ? "Im Gespräch wechselt die Sprache" : "Languages change within the call";
        scores.ShouldSatisfyAllConditions(
            () => scores.Empathy.Score.ShouldNotBeNull(),
            () => scores.Empathy.Reason.ShouldContain(why),
            () => scores.Courtesy.Reason.ShouldContain(why),
            () => scores.Resolution.Reason.ShouldContain(why),
            () => (scores.Empathy.NeedsReview, scores.Courtesy.NeedsReview, scores.Resolution.NeedsReview).ShouldBe((true, true, true)));
    }

    private static void ShouldBeDoubted<T>(CriterionScore<T> score, CriterionScore<T> right, string why)
        where T : struct => score.ShouldSatisfyAllConditions(
            () => score.Score.ShouldBe(right.Score),
            () => score.Confidence.ShouldBe(right.Confidence),
            () => score.Reason.ShouldStartWith(right.Reason),
            () => score.Reason.ShouldContain(why),
            () => score.NeedsReview.ShouldBeTrue());
}
