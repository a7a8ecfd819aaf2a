using CallQA.App.Redaction;
using CallQA.App.Review;
using CallQA.App.Review.Disputes;
using CallQA.App.Tests.Storage;
using CallQA.Redaction;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CallQA.App.Tests.Review;

public abstract partial class ReviewsContract
{
    private static readonly ScoreEventWords Greeting = new(null, [new("greeting", "I did greet."), new("farewell", " ")]);

    private Decisions Decisions => new(Contexts, Store, Standings, Scorecards, ByHand, Events, clock);

    private WrittenByHand Redacting => new(new Redactor(new RedactionOptions { Kinds = RedactionOptions.AllKinds }), Store, new());

    [Fact]
    public async Task Standing_IsTheLatestReview_AndNewWithEachOne()
    {
        var call = await ScoredAsync("latest");
        (await Standings.OfAsync("latest", Token)).ShouldBeNull();
        await ReviewAsync(call, "eva", blind: false, "no");
        await Standings.AcknowledgeAsync("latest", "agent", "Agent", " Fine. ", Token);
        var acknowledged = (await Standings.OfAsync("latest", Token))!;
        (acknowledged.State, acknowledged.Due, acknowledged.Events.Single().Words.Remark).ShouldBe((ResponseState.Acknowledged, null, "Fine."));
        await Should.ThrowAsync<InputException>(() => Standings.AcknowledgeAsync("latest", "agent", "Agent", null, Token));
        await Should.ThrowAsync<InputException>(() => Standings.DisputeAsync("latest", "agent", "Agent", Greeting, Token));
        clock.Advance(TimeSpan.FromDays(1));
        await ReviewAsync(call, "max", blind: false, "yes");
        var standing = (await Standings.OfAsync("latest", Token))!;
        (standing.State, standing.ReviewId).ShouldBe((ResponseState.New, (await Reviews.HistoryAsync("latest", Token))[0].Id));
        standing.Due.ShouldBe(Some.Start.ToUniversalTime().AddDays(15));
    }

    [Fact]
    public async Task Dispute_IsDecidedByAnotherReviewer_NeverTheWriter()
    {
        var call = await ScoredAsync("disputed");
        await ReviewAsync(call, "eva", blind: false, "no");
        await Should.ThrowAsync<InputException>(() => Standings.DisputeAsync("disputed", "agent", "Agent", new(null, [new("greeting", " ")]), Token));
        await Standings.DisputeAsync("disputed", "agent", "Agent", Greeting, Token);
        var disputed = (await Standings.OfAsync("disputed", Token))!;
        (disputed.State, disputed.Round, disputed.Open!.Words.Questions.Single().Question).ShouldBe((ResponseState.Disputed, 1, "greeting"));
        (await Should.ThrowAsync<InputException>(() => ReviewAsync(call, "max", blind: false, "yes"))).Message.ShouldContain("decide the dispute");
        (await Should.ThrowAsync<InputException>(() => Standings.UpholdAsync("disputed", "eva", "Eva", "It stays.", Token))).Message.ShouldContain("another reviewer");
        await Should.ThrowAsync<InputException>(() => Standings.UpholdAsync("disputed", "max", "Max", " ", Token));
        clock.Advance(TimeSpan.FromHours(30));
        await Standings.UpholdAsync("disputed", "max", "Max", "No name was said.", Token);
        await Should.ThrowAsync<InputException>(() => Standings.UpholdAsync("disputed", "ida", "Ida", "It stays.", Token));
        (await Standings.OfAsync("disputed", Token))!.State.ShouldBe(ResponseState.Decided);
        (await Reviews.HistoryAsync("disputed", Token)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("padded", "4111 1111 1111 1111", 5000)]
    [InlineData("array", "[4111111111111111]", 0)]
    [InlineData("object", """{"id":"4111 1111 1111 1111"}""", 0)]
    [InlineData("twice", """{"a":1,"a":"4111 1111 1111 1111"}""", 0)]
    public async Task AcknowledgeAsync_TakesTheNumberOut_HoweverTheRemarkLooks(string id, string remark, int spaces)
    {
        await ReviewAsync(await ScoredAsync(id), "eva", blind: false, "no");
        var standings = new Standings(Contexts, Redacting, new(), clock);

        await standings.AcknowledgeAsync(id, "agent", "Agent", remark + new string(' ', spaces), Token);

        var kept = (await standings.OfAsync(id, Token))!.Events.Single().Words.Remark!;
        kept.ShouldContain("[Kartennummer]");
        kept.ShouldNotContain("1111");
    }

    [Fact]
    public async Task DisputeAsync_RefusesAQuestion_ThatTheEvaluationDoesNotHave()
    {
        await ReviewAsync(await ScoredAsync("made-up"), "eva", blind: false, "no");
        var standings = new Standings(Contexts, Redacting, new(), clock);

        var refused = await Should.ThrowAsync<InputException>(() => standings.DisputeAsync(
            "made-up", "agent", "Agent", new(null, [new("greeting", "I did."), new("My card 4111 1111 1111 1111", "No.")]), Token));

        refused.Message.ShouldBe("The evaluation of the call 'made-up' has no question 'My card [card-number]'; dispute questions that it answers.");
        (await standings.OfAsync("made-up", Token))!.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task Dispute_EndsWithTheRoundsAndWithTheWindow()
    {
        var call = await ScoredAsync("rounds");
        await ReviewAsync(call, "eva", blind: false, "no");
        await Standings.DisputeAsync("rounds", "agent", "Agent", Greeting, Token);
        await Standings.UpholdAsync("rounds", "max", "Max", "No.", Token);
        await Standings.DisputeAsync("rounds", "agent", "Agent", Greeting, Token);
        (await Should.ThrowAsync<InputException>(() => Standings.UpholdAsync("rounds", "max", "Max", "No again.", Token))).Message.ShouldContain("earlier round");
        await Standings.UpholdAsync("rounds", "ida", "Ida", "No again.", Token);
        (await Should.ThrowAsync<InputException>(() => Standings.DisputeAsync("rounds", "agent", "Agent", Greeting, Token))).Message.ShouldContain("2 times");
        await Standings.AcknowledgeAsync("rounds", "agent", "Agent", null, Token);
        var late = await ScoredAsync("late");
        await ReviewAsync(late, "eva", blind: false, "no");
        clock.Advance(TimeSpan.FromDays(14));
        (await Should.ThrowAsync<InputException>(() => Standings.DisputeAsync("late", "agent", "Agent", Greeting, Token))).Message.ShouldContain("14 days");
    }

    [Fact]
    public async Task Change_AddsAReviewThatCounts_AndRollBackPutsTheEarlierOneBack()
    {
        var call = await ScoredAsync("changed");
        var first = await ReviewAsync(call, "eva", blind: false, "no", new ReviewAnswer("farewell", "yes", Comment: "Warm."));
        await Standings.DisputeAsync("changed", "agent", "Agent", Greeting, Token);
        var answers = first.Answers.Where(answer => answer.Applies).ToDictionary(answer => answer.Question, answer => new ReviewAnswer(answer.Question, answer.Choice, answer.Choice is null));
        (await Should.ThrowAsync<InputException>(() => Decisions.ChangeAsync(call, "max", "Max", answers, "Heard it.", Token))).Message.ShouldContain("No answer differs");
        answers["greeting"] = new("greeting", "yes");
        (await Should.ThrowAsync<InputException>(() => Decisions.ChangeAsync(call, "eva", "Eva", answers, "Heard it.", Token))).Message.ShouldContain("another reviewer");
        (await Should.ThrowAsync<InputException>(() => Decisions.ChangeAsync(call, "max", "Max", new Dictionary<string, ReviewAnswer> { ["greeting"] = new("greeting", "yes") }, "Heard it.", Token)))
            .Message.ShouldContain("farewell");
        clock.Advance(TimeSpan.FromHours(5));
        await Decisions.ChangeAsync(call, "max", "Max", answers, "Heard it.", Token);
        var history = await Reviews.HistoryAsync("changed", Token);
        history.Select(review => (review.Reviewer, review.Kind)).ShouldBe([("Max", ReviewKind.Decision), ("Eva", ReviewKind.Review)]);
        history[0].Answers.Single(answer => answer.Question == "farewell").Comment.ShouldBe("Warm.");
        var standing = (await Standings.OfAsync("changed", Token))!;
        (standing.ReviewId, standing.State, standing.Events[^1].OutcomeId).ShouldBe((history[0].Id, ResponseState.Decided, history[0].Id));
        await Should.ThrowAsync<InputException>(() => Standings.RollBackAsync("changed", history[0].Id, "boss", "Boss", "Mistake.", Token));
        await Standings.RollBackAsync("changed", history[1].Id, "boss", "Boss", "Mistake.", Token);
        (await Standings.OfAsync("changed", Token))!.ReviewId.ShouldBe(history[1].Id);
        (await Reviews.HistoryAsync("changed", Token)).Count.ShouldBe(2);
        await using var context = Contexts.CreateDbContext();
        await context.Calls.Where(row => row.Id == "changed").ExecuteDeleteAsync(Token);
        (await context.ScoreEvents.CountAsync(row => row.CallId == "changed", Token)).ShouldBe(0);
    }

    [Fact]
    public async Task Lists_ShowAgentsTheirOwn_AndReviewersWhatWaits()
    {
        var (own, foreign) = (await ScoredAsync("list-own", agent: "a-41"), await ScoredAsync("list-foreign", agent: "a-42"));
        await ReviewAsync(own, "eva", blind: false, "no");
        await ReviewAsync(foreign, "eva", blind: false, "yes");
        var lists = new DisputeLists(Contexts);
        var (lines, total) = await lists.OwnAsync("a-41", 1, Token);
        (total, lines.Single().CallId, lines[0].State).ShouldBe((1, "list-own", ResponseState.New));
        (await lists.OpenAsync(Token)).ShouldBeEmpty();
        await Standings.DisputeAsync("list-own", "agent", "Agent", Greeting, Token);
        var open = (await lists.OpenAsync(Token)).Single();
        (open.CallId, open.Round, open.Due).ShouldBe(("list-own", 1, Some.Start.ToUniversalTime().AddDays(5)));
    }

    [Fact]
    public async Task Report_SaysHowLongItTook_AndWhichAnswersStood()
    {
        var upheld = await ScoredAsync("report-upheld");
        var changed = await ScoredAsync("report-changed");
        var noted = await ScoredAsync("report-noted");
        foreach (var call in new[] { upheld, noted }) await ReviewAsync(call, "eva", blind: false, "no");
        var first = await ReviewAsync(changed, "eva", blind: false, "no");
        clock.Advance(TimeSpan.FromHours(2));
        await Standings.AcknowledgeAsync("report-noted", "agent", "Agent", null, Token);
        await Standings.DisputeAsync("report-upheld", "agent", "Agent", Greeting, Token);
        await Standings.DisputeAsync("report-changed", "agent", "Agent", new(null, [new("greeting", "I did."), new("farewell", "So was this.")]), Token);
        clock.Advance(TimeSpan.FromHours(10));
        await Standings.UpholdAsync("report-upheld", "max", "Max", "No.", Token);
        clock.Advance(TimeSpan.FromHours(10));
        var answers = first.Answers.Where(answer => answer.Applies).ToDictionary(answer => answer.Question, answer => new ReviewAnswer(answer.Question, answer.Choice, answer.Choice is null));
        answers["greeting"] = new("greeting", "yes");
        await Decisions.ChangeAsync(changed, "max", "Max", answers, "Heard it.", Token);
        var report = await new DisputeReports(Contexts).ReadAsync(Some.Start.AddDays(-1), Some.Start.AddDays(2), Token);
        report.Released.ShouldBe(3);
        report.Acknowledged.ShouldBe(new(1, TimeSpan.FromHours(2), TimeSpan.FromHours(2)));
        report.Disputed.N.ShouldBe(2);
        report.Decided.ShouldBe(new(2, TimeSpan.FromHours(15), TimeSpan.FromHours(20)));
        report.Questions.ShouldBe([new("greeting", 1, 1, 0), new("farewell", 1, 0, 0)]);
        report.Cases.Select(entry => entry.Changed).ShouldBe([true, false]);
        App.Web.Disputes.DisputeCsv.Write(report).Split('\n').ShouldContain(
            "report-changed,1,Agent,2026-03-04T07:30:15Z,2026-03-04T09:30:15Z,2026-03-05T05:30:15Z,Max,changed,2,20,greeting,changed");
    }

    [Fact]
    public async Task Migration_PutsTheLatestReviewInForce_WhereReviewsAreOlderThanDisputes()
    {
        var call = await ScoredAsync("older");
        await ReviewAsync(call, "eva", blind: false, "no");
        await ReviewAsync(call, "max", blind: false, "yes");
        await using (var context = Contexts.CreateDbContext())
        {
            var migrations = context.Database.GetMigrations().ToList();
            var before = migrations[migrations.FindIndex(name => name.EndsWith("_BetweenPeople", StringComparison.Ordinal)) - 1];
            var migrator = context.GetService<IMigrator>();
            await migrator.MigrateAsync(before, Token);
            await migrator.MigrateAsync(cancellationToken: Token);
        }

        var standing = (await Standings.OfAsync("older", Token))!;
        (standing.ReviewId, standing.State).ShouldBe(((await Reviews.HistoryAsync("older", Token))[0].Id, ResponseState.New));
        await Should.ThrowAsync<InputException>(() => Standings.DisputeAsync("older", "agent", "Agent", Greeting, Token));
        await Standings.AcknowledgeAsync("older", "agent", "Agent", null, Token);
    }
}
