using CallQA.App.Identity;
using CallQA.App.Redaction;
using CallQA.App.Review;
using CallQA.App.Review.Disputes;
using CallQA.App.Review.Queue;
using CallQA.App.Scorecards;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Storage;
using CallQA.App.Webhooks;
using CallQA.Redaction;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.App.Tests.Review;

/// <summary>What is kept of reviewers' work, whatever the database. One derived class a provider.</summary>
public abstract partial class ReviewsContract
{
    private readonly FakeTimeProvider clock = new(Some.Start);

    private protected abstract CallQADbContextFactory Contexts { get; }

    private EfCallStore Store => new(Contexts, clock);

    private Reviews Reviews => new(Contexts, Store, Standings, Scorecards, ByHand, Events, clock);

    private WrittenByHand ByHand => new(new Redactor(new RedactionOptions()), Store, new());

    // Nobody is to be told.
    private WebhookEvents Events => new(new WebhookOutbox(new CallQASettings(), clock, NullLogger<WebhookOutbox>.Instance), NullLogger<WebhookEvents>.Instance);

    private ScorecardStore Scorecards => new(Contexts, new FakeEngines().Engines, clock);

    private Standings Standings => new(Contexts, ByHand, new(), clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SaveDraftAsync_KeepsOneDraftACallAndReviewer()
    {
        var call = await ScoredAsync("drafts");
        var form = new ReviewForm([new("greeting", "yes", Comment: "Schön.", Passages: [new(0, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), "Tag")])], Remark: "Gut");
        await Reviews.SaveDraftAsync(call, "eva", new ReviewForm([]), Token);
        (await Reviews.SaveDraftAsync(call, "eva", form, Token)).Sheet.Totals.Overall.ShouldBe(100);
        var kept = await Reviews.DraftAsync("drafts", "eva", Token);
        StoredJson.Write(kept).ShouldBe(StoredJson.Write(form with { Knows = 0, Scorecard = "service-call@1" }));
        (await Reviews.DraftAsync("drafts", "max", Token)).ShouldBe(ReviewForm.Empty);
    }

    [Fact]
    public async Task SubmitAsync_StoresNothing_WhileSomethingIsMissing()
    {
        var call = await ScoredAsync("gaps");
        var submission = await Reviews.SubmitAsync(call, "eva", "Eva", new ReviewForm([new("greeting", "yes")]), Token);
        submission.Review.ShouldBeNull();
        (await Reviews.HistoryAsync("gaps", Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task SubmitAsync_AddsToTheHistory_AndLeavesTheMachineAlone()
    {
        var call = await ScoredAsync("history");
        var before = StoredJson.Write((await Store.FindEvaluatedAsync("history", Token))!.Evaluation);
        var accepted = ReviewSheetTests.Accepted(ReviewSheetTests.Machine());
        await Reviews.SaveDraftAsync(call, "eva", accepted, Token);
        clock.Advance(TimeSpan.FromMinutes(7));
        var first = (await Reviews.SubmitAsync(call, "eva", "Eva", accepted, Token)).Review!;
        first.Overall.ShouldBe(100);
        (first.SubmittedAt - first.BegunAt).ShouldBe(TimeSpan.FromMinutes(7));
        (await Reviews.DraftAsync("history", "eva", Token)).ShouldBe(ReviewForm.Empty, "a submitted draft is none any more");
        var changed = ReviewSheetTests.With(accepted, new("greeting", "no", ChangeReason: "No name."));
        await Reviews.SubmitAsync(call, "max", "Max", changed, Token);
        var history = await Reviews.HistoryAsync("history", Token);
        history.Select(review => review.Reviewer).ShouldBe(["Max", "Eva"]);
        var answer = history[0].Answers.Single(answer => answer.Question == "greeting");
        (answer.Choice, answer.MachineChoice, answer.Changed, answer.ChangeReason).ShouldBe(("no", "yes", true, "No name."));
        history[0].Overall!.Value.ShouldBeLessThan(100);
        StoredJson.Write((await Store.FindEvaluatedAsync("history", Token))!.Evaluation).ShouldBe(before);
    }

    [Fact]
    public async Task SaveDraftAsync_TellsOfAColleaguesReview_ThatCameWhileTheDraftWasWritten()
    {
        var call = await ScoredAsync("meanwhile");
        var accepted = ReviewSheetTests.Accepted(ReviewSheetTests.Machine());
        await Reviews.SubmitAsync(call, "eva", "Eva", accepted, Token);
        (await Reviews.SaveDraftAsync(call, "eva", accepted, Token)).Meanwhile.ShouldBeNull();
        await Reviews.SubmitAsync(call, "max", "Max", accepted, Token);
        var told = (await Reviews.SaveDraftAsync(call, "eva", accepted, Token)).Meanwhile.ShouldNotBeNull();
        (told.By, told.At).ShouldBe(("Max", clock.GetUtcNow()));
        (await Reviews.SaveDraftAsync(call, "eva", accepted with { Knows = told.Id }, Token)).Meanwhile.ShouldBeNull("she has read of it");
        (await Reviews.SaveDraftAsync(call, "eva", accepted, Token)).Meanwhile.ShouldBeNull("and the draft keeps that");
    }

    [Fact]
    public async Task SubmitAsync_KeepsTheDraft_WhenAColleagueWasFaster_AndAddsItWhenAskedAgain()
    {
        var call = await ScoredAsync("faster");
        var accepted = ReviewSheetTests.Accepted(ReviewSheetTests.Machine());
        await Reviews.SaveDraftAsync(call, "eva", accepted with { Remark = "Mine" }, Token);
        await Reviews.SubmitAsync(call, "max", "Max", accepted, Token);
        var refused = await Reviews.SubmitAsync(call, "eva", "Eva", accepted, Token);
        refused.Review.ShouldBeNull();
        refused.Sheet.Complete.ShouldBeTrue();
        (await Reviews.DraftAsync("faster", "eva", Token)).Remark.ShouldBe("Mine");
        (await Reviews.SubmitAsync(call, "eva", "Eva", accepted with { Knows = refused.Meanwhile!.Id }, Token)).Review.ShouldNotBeNull();
        (await Reviews.HistoryAsync("faster", Token)).Select(review => review.Reviewer).ShouldBe(["Eva", "Max"]);
        (await Reviews.SubmitAsync(call, "max", "Max", accepted, Token)).Review.ShouldNotBeNull("who has no draft is told of nothing");
    }

    [Fact]
    public async Task SaveDraftAsync_IsBlindOnlyAsLongAsItAlwaysWas()
    {
        var call = await ScoredAsync("blind");
        await Reviews.SaveDraftAsync(call, "eva", new ReviewForm([], Blind: true), Token);
        (await Reviews.DraftAsync("blind", "eva", Token)).Blind.ShouldBeTrue();
        await Reviews.SaveDraftAsync(call, "eva", new ReviewForm([], Blind: false), Token);
        await Reviews.SaveDraftAsync(call, "eva", new ReviewForm([], Blind: true), Token);
        (await Reviews.DraftAsync("blind", "eva", Token)).Blind.ShouldBeFalse("the suggestions have been seen");
    }

    [Fact]
    public async Task Corrections_StandBesideTheTranscript_AndEndWithIt()
    {
        var call = await ScoredAsync("corrections");
        var corrections = new TranscriptCorrections(Contexts, Store, new Redactor(new RedactionOptions()), clock);
        await corrections.AddAsync(call, 0, "Guten Abend", "eva", Token);
        var last = (await corrections.AddAsync(call, 0, " Guten   Morgen ", "max", Token))!;
        (last.Turn.Text, last.By).ShouldBe(("Guten Morgen", "max"));
        var transcript = (await Store.CurrentTranscriptAsync("corrections", Token))!;
        transcript.Turns[0].Text.ShouldStartWith("Guten Tag");
        (await corrections.OfAsync("corrections", transcript, Token)).Single().Value.ShouldBe(last with { Turn = last.Turn });
        (await corrections.AddAsync(call, 99, "x", "eva", Token)).ShouldBeNull();
        await Should.ThrowAsync<InputException>(() => corrections.AddAsync(call, 0, "  ", "eva", Token));
        await Store.SaveTranscriptAsync("corrections", Some.Transcript("corrections", "another"), Token);
        await using (var context = Contexts.CreateDbContext())
        {
            await context.Calls.Where(row => row.Id == "corrections").ExecuteUpdateAsync(set => set.SetProperty(row => row.CurrentTranscriptId, (long?)null), Token);
        }

        (await corrections.OfAsync("corrections", transcript, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Comments_AreListedInTheOrderOfTheRecording()
    {
        var call = await ScoredAsync("comments");
        var comments = new CallComments(Contexts, ByHand, clock);
        await comments.AddAsync(call, TimeSpan.FromSeconds(40), "later", "eva", Token);
        await comments.AddAsync(call, TimeSpan.FromSeconds(4), "sooner", "max", Token);
        (await comments.ListAsync("comments", Token)).Select(comment => (comment.Text, comment.By)).ShouldBe([("sooner", "max"), ("later", "eva")]);
        await Should.ThrowAsync<InputException>(() => comments.AddAsync(call, TimeSpan.FromHours(1), "outside", "eva", Token));
        await Should.ThrowAsync<InputException>(() => comments.AddAsync(call, TimeSpan.Zero, new string('x', Reviews.LongestText + 1), "eva", Token));
    }

    [Fact]
    public async Task Accounts_AreMadeOnce_WhenManyProcessesStartAtOnce()
    {
        var passwords = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new Accounts(Contexts, clock).AddFirstAsync(Token), Token)));
        passwords.Count(password => password is not null).ShouldBe(1);
        var accounts = new Accounts(Contexts, clock);
        await Should.ThrowAsync<InputException>(() => accounts.AddAsync("ADMIN", Role.Reviewer, null, Token));
        await Should.ThrowAsync<InputException>(() => accounts.AddAsync("agent", Role.Agent, " ", Token));
        await Should.ThrowAsync<InputException>(() => accounts.AddAsync("eva", Role.Reviewer, "a-7", Token));
        await Should.ThrowAsync<InputException>(() => accounts.AddAsync("e v a", Role.Reviewer, null, Token));
    }

    [Fact]
    public async Task Queue_HoldsConspicuousCalls_UntilTheyAreReviewed()
    {
        var queue = Queue();
        await ScoredAsync("risky", agent: "a-1");
        var calm = await ScoredAsync("calm", agent: "a-1", upset: false);
        (await queue.CatchUpAsync(Token)).ShouldBe(2);
        (await queue.CatchUpAsync(Token)).ShouldBe(0);
        var entry = (await queue.ListAsync(QueueShown.Mine, "eva", 1, Token)).Entries.Single();
        (entry.CallId, entry.Overall, entry.Due).ShouldBe(("risky", 82.5, EndOfTheFifthDay));
        entry.Reasons.ShouldBe([QueueReason.CustomerTurned]);
        (await queue.TakeNextAsync("eva", "calm", Token)).ShouldBe("risky");
        clock.Advance(TimeSpan.FromDays(6));
        (await queue.ListAsync(QueueShown.Overdue, "eva", 1, Token)).Overdue.ShouldBe(1);
        var risky = (await Store.FindAsync("risky", Token))!;
        (await Reviews.SubmitAsync(risky, "eva", "Eva", ReviewSheetTests.Accepted(ReviewSheetTests.Machine()), Token)).Review.ShouldNotBeNull();
        (await queue.ListAsync(QueueShown.All, "eva", 1, Token)).Total.ShouldBe(0);
        (await queue.WhyAsync(calm.Id, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Queue_PutsWhatIsRiskierFirst_AmongTheCallsOfADay()
    {
        var queue = Queue();
        await ScoredAsync("a-upset");
        await queue.CatchUpAsync(Token);
        clock.Advance(TimeSpan.FromHours(1));
        await ScoredAsync("b-failed", machine: Failed("b-failed"));
        await queue.CatchUpAsync(Token);
        clock.Advance(TimeSpan.FromDays(1));
        await ScoredAsync("c-failed", machine: Failed("c-failed"));
        await queue.CatchUpAsync(Token);

        (await queue.ListAsync(QueueShown.All, "eva", 1, Token)).Entries.Select(entry => entry.CallId).ShouldBe(["b-failed", "a-upset", "c-failed"]);
    }

    [Fact]
    public async Task TakeNextAsync_GivesNoCallToTwo_AndOwnOnesFirst()
    {
        var queue = Queue();
        foreach (var id in new[] { "one", "two", "three" }) await ScoredAsync(id);
        await ScoredAsync("failed", machine: Failed("failed"));
        await queue.CatchUpAsync(Token);
        await queue.AssignAsync(["two"], "eva", "boss", Token);

        (await queue.TakeNextAsync("eva", "", Token)).ShouldBe("two", "it is hers, though another is riskier");
        var taken = await Task.WhenAll(Enumerable.Range(0, 3).Select(number => queue.TakeNextAsync($"reviewer-{number}", "", Token)));
        taken.ShouldBe(["failed", "one", "three"], ignoreOrder: true);
        (await queue.TakeNextAsync("max", "", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task SaveDraftAsync_TakesACallThatNobodyHas()
    {
        var queue = Queue();
        var (free, taken) = (await ScoredAsync("free"), await ScoredAsync("taken"));
        await queue.CatchUpAsync(Token);
        await queue.AssignAsync(["taken"], "max", "boss", Token);

        foreach (var call in new[] { free, taken }) await Reviews.SaveDraftAsync(call, "eva", new ReviewForm([]), Token);

        (await queue.ListAsync(QueueShown.Mine, "max", 1, Token)).Entries.Select(entry => entry.CallId).ShouldBe(["taken"]);
        (await queue.ListAsync(QueueShown.Unassigned, "max", 1, Token)).Total.ShouldBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Queue_HoldsACallForLowConfidenceAlone_WhenMuchOfItIsUnsure(bool much)
    {
        var machine = ReviewSheetTests.Machine("unsure");
        machine = machine with { Answers = [.. machine.Answers.Select((answer, number) => answer with { NeedsReview = much ? number % 2 == 0 : answer.Question == "greeting" })] };
        await ScoredAsync("unsure", upset: false, machine: machine);
        var queue = Queue();
        await queue.CatchUpAsync(Token);

        (await queue.ListAsync(QueueShown.All, "eva", 1, Token)).Entries.SelectMany(entry => entry.Reasons).ShouldBe(much ? [QueueReason.LowConfidence] : []);
    }

    [Fact]
    public async Task Queue_DrawsSamples_AndAnotherCallInPlaceOfOneThatIsReplaced()
    {
        var queue = Queue();
        for (var number = 0; number < 4; number++) await ScoredAsync($"sampled-{number}", agent: "a-9", upset: false);
        await ScoredAsync("other", agent: "a-8", upset: false);
        await queue.CatchUpAsync(Token);
        var plan = new SamplingPlan(2, Stratum.Queue, "seed");
        var (from, until) = (Some.Start.AddDays(-1), Some.Start.AddDays(1));
        (await Draws.DrawAsync(plan, from, until, "boss", Token)).ShouldBe(3);
        var first = (await queue.ListAsync(QueueShown.All, "eva", 1, Token)).Entries;
        first.ShouldAllBe(entry => entry.Reasons.Contains(QueueReason.Sample));
        var gone = first.First(entry => entry.CallId != "other").CallId;
        await Should.ThrowAsync<InputException>(() => queue.ReplaceAsync([gone], " ", "boss", Token));
        (await queue.ReplaceAsync([gone], "wrong number", "boss", Token)).ShouldBe(1);
        var second = (await queue.ListAsync(QueueShown.All, "eva", 1, Token)).Entries.Select(entry => entry.CallId).ToList();
        second.Count.ShouldBe(3);
        second.ShouldNotContain(gone);
        var row = (await Draws.ListAsync(5, Token)).Single();
        (row.Candidates, row.Drawn, row.By).ShouldBe((5, 3, "boss"));
        await Should.ThrowAsync<InputException>(() => Draws.DrawAsync(plan with { PerAgent = 0 }, from, until, "boss", Token));
        await Should.ThrowAsync<InputException>(() => Draws.DrawAsync(plan, until, from, "boss", Token));
    }

    [Fact]
    public async Task Queue_SharesCallsEvenly_AmongReviewers()
    {
        var queue = Queue();
        for (var number = 0; number < 5; number++) await ScoredAsync($"shared-{number}", agent: "a-1");
        await queue.CatchUpAsync(Token);
        await Should.ThrowAsync<InputException>(() => queue.DistributeAsync("boss", Token));
        var accounts = new Accounts(Contexts, clock);
        foreach (var name in new[] { "eva", "max" }) await accounts.AddAsync(name, Role.Reviewer, null, Token);
        var eva = (await accounts.ListAsync(Token)).Single(user => user.Name == "eva").Id;
        (await queue.AssignAsync(["shared-0", "shared-1", "none"], eva, "boss", Token)).ShouldBe(2);
        (await queue.DistributeAsync("boss", Token)).ShouldBe(3);
        var entries = (await queue.ListAsync(QueueShown.All, eva, 1, Token)).Entries;
        entries.CountBy(entry => entry.Assignee!).Select(share => share.Value).Order().ShouldBe([2, 3]);
        (await queue.ListAsync(QueueShown.Mine, eva, 1, Token)).Entries.ShouldAllBe(entry => entry.Assignee == "eva");
        (await queue.AssignAsync(["shared-0"], null, "boss", Token)).ShouldBe(1);
        (await queue.ListAsync(QueueShown.Unassigned, eva, 1, Token)).Entries.Single().CallId.ShouldBe("shared-0");
    }

    private ReviewQueue Queue() => new(Contexts, Scorecards, Dates, ByHand, clock);

    private DueDates Dates => new(new() { TimeZone = "Europe/Berlin" }, clock);

    private SampleDraws Draws => new(Contexts, Dates, clock);

    private static DateTimeOffset EndOfTheFifthDay => new DateTimeOffset(Some.Start.AddDays(5).Date, TimeSpan.Zero).AddHours(22).AddMinutes(59).AddSeconds(59);

    private static Scoring.Evaluation Failed(string id)
    {
        var machine = ReviewSheetTests.Machine(id);
        return machine with { Answers = [.. machine.Answers.Select(answer => answer.Question == "no-insults" ? answer with { Choice = "no", Points = 0, AutoFail = true } : answer)] };
    }

    private async Task<Recordings.Call> ScoredAsync(string id, string agent = "a-7", bool upset = true, Scoring.Evaluation? machine = null, int day = 0)
    {
        machine ??= ReviewSheetTests.Machine(id);
        if (upset) machine = machine with { CustomerEmotions = Some.Anger };
        await Store.AddAsync(Some.Call(id, Some.Metadata(agent, day)), Token);
        await Store.SaveTranscriptAsync(id, Some.Turning(id), Token);
        await Store.SaveMetricsAsync(id, Some.Metrics(), Token);
        await Store.SaveEvaluationAsync(machine, Token);
        return (await Store.FindAsync(id, Token))!;
    }
}
