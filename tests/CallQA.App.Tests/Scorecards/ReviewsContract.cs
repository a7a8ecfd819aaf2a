using CallQA.App.Review.Disputes;
using CallQA.App.Scorecards;
using CallQA.App.Tests.Jobs;
using CallQA.Scoring.Scorecards;
using CallQA.Scoring.Scorecards.Drafts;

namespace CallQA.App.Tests.Review;

public abstract partial class ReviewsContract
{
    private static string Standard => StandardScorecards.Text("service-call");

    [Fact]
    public async Task Scorecard_OfTheSettingsIsInForce_UntilAnotherIsPutInForce_AndAgainWhenTheyChange()
    {
        (await Scorecards.InForceAsync(Token)).Reference.ShouldBe("service-call@1");
        var other = Scorecards;
        await Scorecards.SaveAsync(ScorecardHeading.With(Standard, "service-call", 2), "eva", Token);
        (await other.InForceAsync(Token)).Reference.ShouldBe("service-call@1", "saved only");
        await Scorecards.PutInForceAsync("service-call", 2, "eva", Token);
        (await other.InForceAsync(Token)).Reference.ShouldBe("service-call@2", "every process knows at once");
        (await Scorecards.InForceAsync(Token)).Reference.ShouldBe("service-call@2", "a restart with the same settings changes nothing");
        (await WithSettings(ScorecardHeading.With(Standard, "billing", 1)).InForceAsync(Token)).Reference.ShouldBe("billing@1");
        (await other.InForceAsync(Token)).Reference.ShouldBe("billing@1");
        var versions = await Scorecards.ListAsync(Token);
        versions.Select(version => (version.Reference, version.By)).ShouldBe([("billing@1", null), ("service-call@2", "eva"), ("service-call@1", null)]);
    }

    [Fact]
    public async Task Scorecard_KeepsEveryVersion_AsItWasWritten()
    {
        await Scorecards.InForceAsync(Token);
        var source = ScorecardHeading.With(Standard, "service-call", 2) + "\n# ein Kommentar\n";
        await Scorecards.SaveAsync(source, "eva", Token);
        (await Scorecards.FindAsync("service-call@2", Token))!.Source.ShouldBe(source);
        (await Scorecards.FindAsync("service-call@1", Token))!.Source.ShouldBe(Standard);
        (await Scorecards.FindAsync("service-call@3", Token)).ShouldBeNull();
        (await Scorecards.FindAsync("nonsense", Token)).ShouldBeNull();
        (await Scorecards.NextVersionAsync("service-call", Token)).ShouldBe(3);
        (await Should.ThrowAsync<InputException>(() => Scorecards.SaveAsync(source, "eva", Token))).Message.ShouldContain("write 'version: 3'");
        (await Should.ThrowAsync<ScorecardException>(() => Scorecards.SaveAsync("id: x", "eva", Token))).Problems.ShouldNotBeEmpty();
        (await Should.ThrowAsync<InputException>(() => Scorecards.PutInForceAsync("service-call", 9, "eva", Token))).Message.ShouldContain("service-call@9");
    }

    [Fact]
    public async Task Scorecard_OfTheSettingsIsRefused_WhenItChangesPointsUnderItsOldVersion_ButNotWordings()
    {
        await Scorecards.InForceAsync(Token);
        var mended = Standard.Replace("Does the agent offer help?", "Is help offered?", StringComparison.Ordinal);
        (await WithSettings(mended).FindAsync("service-call@1", Token))!.Question("offer-of-help")!.Text.In("en").ShouldBe("Is help offered?");
        var other = Standard.Replace("points: 1.5,", "points: 1,", StringComparison.Ordinal);
        (await Should.ThrowAsync<InputException>(() => WithSettings(other).InForceAsync(Token))).Message.ShouldContain("raise its version");
    }

    [Fact]
    public async Task Review_AnswersTheScorecardInForce_AndADisputeTheOneItWasGivenTo()
    {
        var call = await ScoredAsync("versions");
        await ReviewAsync(call, "eva", blind: false, "no");
        await Standings.DisputeAsync("versions", "agent", "Agent", Greeting, Token);
        await Scorecards.SaveAsync(ScorecardHeading.With(Standard, "service-call", 2), "eva", Token);
        await Scorecards.PutInForceAsync("service-call", 2, "eva", Token);
        var answers = ReviewSheetTests.Accepted(ReviewSheetTests.Machine()).Answers.ToDictionary(answer => answer.Question);
        var decided = await Decisions.ChangeAsync(call, "max", "Max", answers, "The name was said.", Token);
        decided.Scorecard.ShouldBe("service-call@1");
        (await Standings.OfAsync("versions", Token))!.State.ShouldBe(ResponseState.Decided);
        (await ReviewAsync(call, "ida", blind: false, "yes")).Scorecard.ShouldBe("service-call@2");
    }

    [Fact]
    public async Task Calibration_GoesOnWithTheScorecardItWasOpenedWith()
    {
        var call = await ScoredAsync("session");
        var (eva, max) = await MembersAsync();
        var id = await Calibrations.OpenAsync(Session(["session"], [eva, max]), "Trainer", Token);
        await Scorecards.SaveAsync(ScorecardHeading.With(Standard, "service-call", 2), "eva", Token);
        await Scorecards.PutInForceAsync("service-call", 2, "eva", Token);
        await CalibrateAsync(call, eva, id, "yes");
        await CalibrateAsync(call, max, id, "no");
        var session = (await Calibrations.FindAsync(id, Token))!;
        session.Calls.Single().Reviews.Values.ShouldAllBe(review => review.Scorecard == "service-call@1");
        (await Calibrations.AgreeAsync(session, "session", [new("greeting", "no", null, "Trainer")], Token)).ShouldBe(1);
    }

    private ScorecardStore WithSettings(string source) =>
        new(Contexts, new FakeEngines().Engines with { Scorecard = ScorecardReader.Read(source, "settings.yaml") }, clock);
}
