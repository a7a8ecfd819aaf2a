using CallQA.App.Identity;
using CallQA.App.Review;
using CallQA.App.Review.Queue;
using CallQA.App.Tests.Storage;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Review;

public abstract partial class ReviewsContract
{
    [Fact]
    public async Task PlanCalls_TellWhatBecameOfEachCall_AndWhoTookItOutAndWhy()
    {
        var queue = Queue();
        for (var number = 0; number < 4; number++) await ScoredAsync($"drawn-{number}", agent: "a-9", upset: false);
        await queue.CatchUpAsync(Token);
        await Draws.DrawAsync(new SamplingPlan(3, Stratum.Queue, "seed"), Some.Start.AddDays(-1), Some.Start.AddDays(1), "boss", Token);
        var drawn = (await queue.ListAsync(QueueShown.All, "eva", 1, Token)).Entries.Select(entry => entry.CallId).ToList();
        await queue.ReplaceAsync([drawn[0]], "wrong number", "Max", Token);
        var (eva, _) = await MembersAsync();
        await Reviews.SubmitAsync((await Store.FindAsync(drawn[1], Token))!, eva, "eva", ReviewSheetTests.Accepted(ReviewSheetTests.Machine()), Token);

        var plan = (await new PlanCalls(Contexts).OfAsync((await Draws.ListAsync(1, Token)).Single().Id, Token))!;

        plan.Calls.Count.ShouldBe(4, "the one in its place is the plan's as well");
        var now = (DateTimeOffset?)clock.GetUtcNow();
        plan.Calls.Where(call => call.State != PlanCallState.Waits).Select(call => (call.CallId, call.State, call.By, call.At, call.Because)).ShouldBe(
            [(drawn[0], PlanCallState.Replaced, "Max", now, "wrong number"), (drawn[1], PlanCallState.Reviewed, "eva", now, null)], ignoreOrder: true);
        plan.Calls.Count(call => call.State == PlanCallState.Waits).ShouldBe(2);
        (await new PlanCalls(Contexts).OfAsync(7, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task WhatBecomesOfTheQueue_IsInTheAuditLog()
    {
        var queue = Queue();
        foreach (var id in new[] { "one", "two", "three" }) await ScoredAsync(id, agent: "a-1");
        await queue.CatchUpAsync(Token);
        var (eva, _) = await MembersAsync();
        await queue.TakeAsync(["one"], eva, "eva", Token);
        await queue.TakeAsync(["one"], eva, "eva", Token);
        await queue.DistributeAsync("boss", Token);
        await queue.ReplaceAsync(["two"], "wrong number", "max", Token);
        await Draws.DrawAsync(new SamplingPlan(1, Stratum.Queue, "seed"), Some.Start.AddDays(-1), Some.Start.AddDays(1), "boss", Token);

        (await new AuditTrail(Contexts, clock).ListAsync(null, 0, 9, Token)).Select(entry => (entry.Action, entry.By, entry.CallId)).ShouldBe(
        [
            (AuditTrail.SampleDrawn, "boss", null), (AuditTrail.CallReplaced, "max", "two"), (AuditTrail.QueueShared, "boss", null), (AuditTrail.QueueAssigned, "eva", "one"),
        ]);
    }

    [Fact]
    public async Task TakeAsync_NamesTheColleagueWhoHasACall_AndTakesNone()
    {
        var queue = Queue();
        foreach (var id in new[] { "free", "taken" }) await ScoredAsync(id);
        await queue.CatchUpAsync(Token);
        var (eva, max) = await MembersAsync();
        await queue.AssignAsync(["taken"], max, "boss", Token);

        (await Should.ThrowAsync<InputException>(() => queue.TakeAsync(["free", "taken"], eva, "eva", Token))).Message.ShouldContain("The call 'taken' is with max");

        (await queue.ListAsync(QueueShown.Unassigned, eva, 1, Token)).Entries.Select(entry => entry.CallId).ShouldBe(["free"]);
        await using var context = Contexts.CreateDbContext();
        await context.Users.Where(user => user.Id == max).ExecuteUpdateAsync(set => set.SetProperty(user => user.Disabled, true), Token);
        (await queue.TakeAsync(["free", "taken"], eva, "eva", Token)).ShouldBe(2, "who cannot sign in has no calls");
    }

    [Fact]
    public async Task NextAsync_LeavesOutCallsThatHaveNoFormNow()
    {
        var queue = Queue();
        foreach (var id in new[] { "aside", "unscored", "scored-blind", "z-last" }) await ScoredAsync(id);
        await queue.CatchUpAsync(Token);
        var (eva, max) = await MembersAsync();
        await queue.AssignAsync(["aside", "unscored", "scored-blind"], eva, "boss", Token);
        var session = await Calibrations.OpenAsync(Session(["scored-blind"], [eva, max]), "Trainer", Token);
        (await queue.NextAsync(eva, Token)).ShouldBe("aside");
        await using var context = Contexts.CreateDbContext();
        await context.Calls.Where(row => row.Id == "aside").ExecuteUpdateAsync(set => set.SetProperty(row => row.Quarantine, "It hums."), Token);
        await context.Calls.Where(row => row.Id == "unscored").ExecuteUpdateAsync(set => set.SetProperty(row => row.Stage, CallStage.Transcribed), Token);
        (await queue.NextAsync(eva, Token)).ShouldBe("scored-blind", "she has to score it yet");
        var call = (await Store.FindAsync("scored-blind", Token))!;
        await CalibrateAsync(call, eva, session, "yes");

        (await queue.NextAsync(eva, Token)).ShouldBe("z-last");
        (await queue.TakeNextAsync(eva, "", Token)).ShouldBe("z-last");

        await CalibrateAsync(call, max, session, "yes");
        (await queue.NextAsync(eva, Token)).ShouldBe("scored-blind", "all have scored it");
    }
}
