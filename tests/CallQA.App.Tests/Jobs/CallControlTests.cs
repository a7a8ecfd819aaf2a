using CallQA.App.Jobs;
using CallQA.App.Storage;
using CallQA.Recordings;

namespace CallQA.App.Tests.Jobs;

public sealed class CallControlTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RetryAllAsync_LetsThoseOfOneReasonGoOn()
    {
        await using var place = await TestWorkplace.OpenAsync();
        place.Engines.BeforeHearing = (id, _) => throw new InputException(id == "a" ? InputFault.Model : InputFault.Audio, "No.");
        foreach (var (name, number) in new[] { ("a", 1), ("b", 2) }) await place.AdvanceAsync((await place.AddAsync(name, number)).Id);
        place.Engines.BeforeHearing = (_, _) => Task.CompletedTask;
        (await Control(place).RetryAllAsync(SetAsideCause.Model, Token)).ShouldBe(1);
        (await place.AdvanceAsync("a")).ShouldBe(StageOutcome.MovedOn);
        (await place.AdvanceAsync("b")).ShouldBe(StageOutcome.Quarantined);
    }

    [Fact]
    public async Task SetAside_KeepsWhereItFailed_AndNoMessage()
    {
        await using var place = await TestWorkplace.OpenAsync();
        place.Engines.BeforeHearing = (_, _) => throw new InvalidOperationException("what the customer said");
        var call = await place.AddAsync("call");
        for (var attempt = 1; attempt < CallWorker.MostAttempts; attempt++)
            await Should.ThrowAsync<InvalidOperationException>(() => place.AdvanceAsync(call.Id));
        await place.AdvanceAsync(call.Id);
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        var row = context.Calls.Single();
        row.QuarantineCause.ShouldBe(SetAsideCause.Failed);
        row.QuarantineTrace.ShouldNotBeNull().ShouldContain(nameof(FakeEngines));
        (row.Quarantine + row.QuarantineTrace).ShouldNotContain("customer");
    }

    [Fact]
    public async Task RescoreAsync_ScoresAgainFromADayOn_AndOnlyThat()
    {
        await using var place = await TestWorkplace.OpenAsync();
        foreach (var (name, number) in new[] { ("old", 1), ("new", 2) })
        {
            await FinishAsync(place, (await place.AddAsync(name, number)).Id);
            place.Clock.Advance(TimeSpan.FromDays(2));
        }

        (await Control(place).RescoreAsync(place.Clock.GetUtcNow().AddDays(-3), Token)).ShouldBe(1);
        (await place.CallAsync("new")).Stage.ShouldBe(CallStage.Measured);
        place.Engines.Model = "fake@2";
        await FinishAsync(place, "new");
        place.Engines.Heard.ShouldBe(2, "nothing was heard again");
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        context.Evaluations.Where(row => row.CallId == "new").Select(row => row.Model).ToList().ShouldBe(["fake@1", "fake@2"]);
    }

    [Fact]
    public async Task RescoreAsync_AnswersFromTheStore_WhenTheModelIsTheSame()
    {
        await using var place = await TestWorkplace.OpenAsync();
        await FinishAsync(place, (await place.AddAsync("call")).Id);
        await Control(place).RescoreAsync(DateTimeOffset.UnixEpoch, Token);
        await FinishAsync(place, "call");
        (await place.CallAsync("call")).Stage.ShouldBe(CallStage.Scored);
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        context.Evaluations.Count().ShouldBe(1);
    }

    [Fact]
    public async Task RetranscribeAsync_ComesToAnEnd_WhenTheTranscriptIsTheSame()
    {
        await using var place = await TestWorkplace.OpenAsync();
        await FinishAsync(place, (await place.AddAsync("call")).Id);
        (await Control(place).RetranscribeAsync("call", null, Token)).ShouldBeTrue();
        await FinishAsync(place, "call");
        place.Engines.Heard.ShouldBe(1, "the same origin is answered from the store");
    }

    [Fact]
    public async Task RetranscribeAsync_SetsTheCallAside_WhenThereIsNoSuchModel()
    {
        await using var place = await TestWorkplace.OpenAsync();
        await FinishAsync(place, (await place.AddAsync("call")).Id);
        await Control(place).RetranscribeAsync("call", "no-such-model", Token);
        (await place.AdvanceAsync("call")).ShouldBe(StageOutcome.Quarantined);
        (await place.CallAsync("call")).Quarantine.ShouldNotBeNull().ShouldContain("no-such-model");
    }

    [Fact]
    public async Task CancelAsync_StopsAStageThatIsAtWork()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var call = await place.AddAsync("call");
        var begun = new TaskCompletionSource();
        place.Engines.BeforeHearing = (_, token) =>
        {
            begun.SetResult();
            return Task.Delay(Timeout.Infinite, token);
        };
        var work = place.AdvanceAsync(call.Id);
        await await Task.WhenAny(begun.Task, work).WaitAsync(Token);
        (await Control(place).CancelAsync(call.Id, Token)).ShouldBeTrue();
        while (!work.IsCompleted)
        {
            place.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(TimeSpan.FromMilliseconds(5), Token);
        }

        (await work).ShouldBe(StageOutcome.NotMine);
        (await Control(place).CancelAsync(call.Id, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task OldestWaiting_IsCountedFromTheRequest_WhenAnOldCallIsToBeDoneAgain()
    {
        await using var place = await TestWorkplace.OpenAsync();
        await FinishAsync(place, (await place.AddAsync("call")).Id);
        (await WaitedAsync()).ShouldBeNull();
        place.Clock.Advance(TimeSpan.FromDays(90));

        await Control(place).RescoreAsync(DateTimeOffset.UnixEpoch, Token);
        place.Clock.Advance(TimeSpan.FromMinutes(5));
        (await WaitedAsync()).ShouldBe(TimeSpan.FromMinutes(5));

        await Control(place).RetranscribeAsync("call", null, Token);
        (await WaitedAsync()).ShouldBe(TimeSpan.Zero);
        await Control(place).CancelAsync("call", Token);
        (await WaitedAsync()).ShouldBeNull();
        place.Clock.Advance(TimeSpan.FromDays(1));
        await Control(place).RetryAsync("call", Token);
        (await WaitedAsync()).ShouldBe(TimeSpan.Zero);

        await place.AddAsync("new", 2);
        place.Clock.Advance(TimeSpan.FromMinutes(7));
        (await WaitedAsync()).ShouldBe(TimeSpan.FromMinutes(7));

        async Task<TimeSpan?> WaitedAsync() => (await place.Get<StatusReader>().ReadAsync(Token)).OldestWaiting;
    }

    [Fact]
    public async Task PrioritiseAsync_BringsACallBeforeOlderOnes()
    {
        await using var place = await TestWorkplace.OpenAsync();
        foreach (var (name, number) in new[] { ("first", 1), ("second", 2) }) await place.AddAsync(name, number);
        await Control(place).PrioritiseAsync("second", 1, Token);
        (await place.Get<CallProgress>().UnfinishedAsync(9, Token)).Select(call => call.CallId).ShouldBe(["second", "first"]);
    }

    private static CallControl Control(TestWorkplace place) =>
        new(place.Get<CallProgress>(), place.Get<CallQuarantine>(), place.Get<CallRequests>(), place.Settings);

    private static async Task FinishAsync(TestWorkplace place, string callId)
    {
        for (var stage = 0; await place.AdvanceAsync(callId) == StageOutcome.MovedOn; stage++) stage.ShouldBeLessThan(4);
    }
}
