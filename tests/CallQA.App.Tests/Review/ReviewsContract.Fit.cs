using CallQA.App.Review;
using CallQA.App.Tests.Storage;
using CallQA.Redaction;
using CallQA.Scoring.Scorecards.Drafts;

namespace CallQA.App.Tests.Review;

public abstract partial class ReviewsContract
{
    [Fact]
    public async Task Draft_ToAnEarlierScorecard_IsCarriedOver_AndNeitherKeptNorSubmittedUnderTheNewOne()
    {
        var call = await ScoredAsync("carried");
        var form = new ReviewForm([new("greeting", "partly", Comment: "Half."), new("farewell", "yes")], Remark: "Mine", Scorecard: "service-call@1");
        await Reviews.SaveDraftAsync(call, "eva", form, Token);
        var source = ScorecardHeading.With(Standard, "service-call", 2).Replace("id: farewell", "id: goodbye", StringComparison.Ordinal);
        await Scorecards.SaveAsync(source, "boss", Token);
        await Scorecards.PutInForceAsync("service-call", 2, "boss", Token);

        (await Should.ThrowAsync<OutdatedException>(() => Reviews.SaveDraftAsync(call, "eva", form, Token))).Message.ShouldContain("The form answers the scorecard 'service-call@1', and service-call@2 is in force");
        await Should.ThrowAsync<OutdatedException>(() => Reviews.SubmitAsync(call, "eva", "Eva", form, Token));

        var carried = await Reviews.DraftAsync("carried", "eva", Token);
        (carried.Scorecard, carried.Remark).ShouldBe(("service-call@1", "Mine"));
        carried.Answers.Select(answer => (answer.Question, answer.Choice)).ShouldBe([("greeting", "partly")], "the other question is gone");
        FormFit.Carried(new([new("greeting", "perhaps")]), await Scorecards.InForceAsync(Token)).Answers.ShouldBeEmpty("the option is gone");
        await Reviews.SaveDraftAsync(call, "eva", carried with { Scorecard = "service-call@2" }, Token);
        (await Reviews.DraftAsync("carried", "eva", Token)).Scorecard.ShouldBe("service-call@2");
    }

    [Theory]
    [InlineData("weather", "yes", 0, 1.0, 2.0, "has no question 'weather'")]
    [InlineData("greeting", "perhaps", 0, 1.0, 2.0, "The question 'greeting' of the scorecard service-call@1 has no option 'perhaps'; choose one of: yes, partly, no.")]
    [InlineData("greeting", "yes", 0, 2.0, 1.0, "goes from 2 to 1 s")]
    [InlineData("greeting", "yes", 0, -1.0, 1.0, "goes from -1 to 1 s")]
    [InlineData("greeting", "yes", 0, 1.0, 99.5, "within the call's 66.581 s")]
    [InlineData("greeting", "yes", -1, 1.0, 2.0, "begins in the turn -1")]
    public async Task Forms_ThatDoNotFit_AreRefusedInASentence(string question, string choice, int turn, double start, double end, string sentence)
    {
        var call = await ScoredAsync("fit");
        var form = new ReviewForm([new(question, choice, Passages: [new(turn, TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(end), "Tag")])]);

        (await Should.ThrowAsync<InputException>(() => Reviews.SaveDraftAsync(call, "eva", form, Token))).Message.ShouldContain(sentence);
        (await Should.ThrowAsync<InputException>(() => Reviews.SubmitAsync(call, "eva", "Eva", form, Token))).Message.ShouldContain(sentence);
        (await Reviews.DraftAsync("fit", "eva", Token)).ShouldBe(ReviewForm.Empty);
    }

    [Fact]
    public async Task Decisions_ThatDoNotFit_AreRefusedInASentence()
    {
        var call = await ScoredAsync("decided");
        await ReviewAsync(call, "eva", blind: false, "no");
        await Standings.DisputeAsync("decided", "agent", "Agent", Greeting, Token);
        var answers = ReviewSheetTests.Accepted(ReviewSheetTests.Machine()).Answers.ToDictionary(answer => answer.Question);
        answers["greeting"] = new("greeting", "perhaps");
        (await Should.ThrowAsync<InputException>(() => Decisions.ChangeAsync(call, "max", "Max", answers, "Heard it.", Token))).Message.ShouldContain("has no option 'perhaps'");
    }

    [Fact]
    public async Task Correction_OfATranscriptThatIsAnotherByNow_IsRefused()
    {
        var call = await ScoredAsync("anew");
        var corrections = new TranscriptCorrections(Contexts, Store, new Redactor(new RedactionOptions()), clock);
        var mark = TranscriptMark.Of((await Store.CurrentTranscriptAsync("anew", Token))!);
        (await corrections.AddAsync(call, 0, "Guten Abend", "eva", Token, mark)).ShouldNotBeNull();
        await Store.SaveTranscriptAsync("anew", Some.Transcript("anew", "another", text: "Ganz anders"), Token);

        (await Should.ThrowAsync<OutdatedException>(() => corrections.AddAsync(call, 0, "Guten Morgen", "eva", Token, mark))).Message.ShouldContain("'anew' was transcribed anew");

        var transcript = (await Store.CurrentTranscriptAsync("anew", Token))!;
        (await corrections.OfAsync("anew", transcript, Token)).ShouldBeEmpty();
        (await corrections.AddAsync(call, 0, "Doch anders", "eva", Token, TranscriptMark.Of(transcript))).ShouldNotBeNull();
    }
}
