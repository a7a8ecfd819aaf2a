using CallQA.App.Review;
using CallQA.App.Review.Disputes;

namespace CallQA.App.Tests.Review;

public abstract partial class ReviewsContract
{
    [Fact]
    public async Task Answers_ToAnEvaluationThatCountsNoMore_AreRefused()
    {
        var call = await ScoredAsync("read");
        await ReviewAsync(call, "eva", blind: false, "no");
        var read = (await Standings.OfAsync("read", Token))!.ReviewId;
        await ReviewAsync(call, "max", blind: false, "yes");

        (await Should.ThrowAsync<OutdatedException>(() => Standings.AcknowledgeAsync("read", "agent", "Agent", null, Token, read))).Message.ShouldContain($"The evaluation {read} of the call 'read' does not count any more");
        await Should.ThrowAsync<OutdatedException>(() => Standings.DisputeAsync("read", "agent", "Agent", Greeting, Token, read));
        (await Standings.OfAsync("read", Token))!.State.ShouldBe(ResponseState.New);

        var now = (await Standings.OfAsync("read", Token))!.ReviewId;
        await Standings.DisputeAsync("read", "agent", "Agent", Greeting, Token, now);
        await Should.ThrowAsync<OutdatedException>(() => Standings.UpholdAsync("read", "ida", "Ida", "No.", Token, read));
        var answers = ReviewSheetTests.Accepted(ReviewSheetTests.Machine()).Answers.ToDictionary(answer => answer.Question);
        answers["greeting"] = new("greeting", "partly");
        await Should.ThrowAsync<OutdatedException>(() => Decisions.ChangeAsync(call, "ida", "Ida", answers, "Heard it.", Token, read));
        await Decisions.ChangeAsync(call, "ida", "Ida", answers, "Heard it.", Token, now);
        (await Standings.OfAsync("read", Token))!.State.ShouldBe(ResponseState.Decided);
    }

    [Fact]
    public async Task Release_KeepsADecision_FromItsLoser_AndTheRoundsAlways()
    {
        var call = await ScoredAsync("loser");
        await ReviewAsync(call, "eva", blind: false, "no");
        await Standings.DisputeAsync("loser", "agent", "Agent", Greeting, Token);
        var answers = ReviewSheetTests.Accepted(ReviewSheetTests.Machine()).Answers.ToDictionary(answer => answer.Question);
        await Decisions.ChangeAsync(call, "max", "Max", answers, "Heard it.", Token);
        await Standings.AcknowledgeAsync("loser", "agent", "Agent", null, Token);

        (await Should.ThrowAsync<InputException>(() => ReviewAsync(call, "eva", blind: false, "no"))).Message.ShouldContain("A decision changed your evaluation of the call 'loser'");

        var decided = (await Standings.OfAsync("loser", Token))!.ReviewId;
        await ReviewAsync(call, "ida", blind: false, "partly");
        var standing = (await Standings.OfAsync("loser", Token))!;
        (standing.State, standing.Round, standing.Events[^1].Kind, standing.Events[^1].By, standing.Events[^1].ReviewId, standing.Events[^1].OutcomeId)
            .ShouldBe((ResponseState.New, 1, ScoreEventKind.Replaced, "Ida", decided, standing.ReviewId));
        await ReviewAsync(call, "eva", blind: false, "no");
        await Standings.DisputeAsync("loser", "agent", "Agent", Greeting, Token);
        (await Standings.OfAsync("loser", Token))!.Round.ShouldBe(2);
        await Standings.UpholdAsync("loser", "ida", "Ida", "No.", Token);
        await ReviewAsync(call, "max", blind: false, "yes");
        (await Standings.OfAsync("loser", Token))!.Due.ShouldBeNull("all rounds have been");
        (await Should.ThrowAsync<InputException>(() => Standings.DisputeAsync("loser", "agent", "Agent", Greeting, Token))).Message.ShouldContain("2 times");
    }
}
