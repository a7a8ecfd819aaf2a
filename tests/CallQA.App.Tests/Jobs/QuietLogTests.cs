using CallQA.App.Jobs;
using CallQA.App.Storage;
using CallQA.App.Tests.Redaction;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.States;
using Hangfire.Storage.Monitoring;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CallQA.App.Tests.Jobs;

/// <summary>Telephone systems name files after the customer's number, and messages of exceptions may quote a call.</summary>
public sealed class QuietLogTests
{
    private const string Number = "4930901820";
    private const string Said = "my card is stolen";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Log_NamesTheCallByItsDigest_WhenTheEngineThrows()
    {
        using var log = new CollectedLog();
        await using var place = new TestWorkplace();
        await place.RestartAsync(services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log)));
        place.Engines.BeforeHearing = (id, _) => throw new InvalidOperationException($"{id}: {Said}", new IOException(Said));

        var call = (await place.Intake.TakeInAsync(place.Drop($"in-200-{Number}.wav", 1), Token)).ShouldNotBeNull();
        for (var attempt = 1; attempt < CallWorker.MostAttempts; attempt++)
            await Should.ThrowAsync<InvalidOperationException>(() => place.AdvanceAsync(call.Id));
        (await place.AdvanceAsync(call.Id)).ShouldBe(StageOutcome.Quarantined);

        call.Id.ShouldContain(Number);
        foreach (var line in new[] { "taken in", "failed after stage", "quarantined after stage" }) log.Text.ShouldMatch($"{CallDigest.Of(call.Id)} {line}");
        log.Text.ShouldContain(nameof(FakeEngines));
        log.Text.ShouldNotContain(Number);
        log.Text.ShouldNotContain(Said);
    }

    [Fact]
    public async Task Queue_KeepsNoMessage_WhenAJobFails()
    {
        using var storage = new InMemoryStorage();
        var history = await FailAsync(storage, _ => new InvalidOperationException(Said));

        history[0].StateName.ShouldBe(FailedState.StateName);
        history.ShouldContain(state => state.StateName == ScheduledState.StateName);
        history[0].Data["ExceptionDetails"].ShouldContain(nameof(FakeEngines));
        string.Join('\n', history.Select(state => $"{state.Reason} {string.Join(' ', state.Data.Values)}")).ShouldNotContain(Said);
    }

    [Fact]
    public async Task Queue_WaitsTheMachinesTroubleOut_AllTheSame()
    {
        using var storage = new InMemoryStorage();
        var history = await FailAsync(storage, _ => new SqliteException(Said, 13));

        history[0].StateName.ShouldBe(ScheduledState.StateName);
        history[0].Reason.ShouldContain("make room");
        string.Join('\n', history.Select(state => $"{state.Reason} {string.Join(' ', state.Data.Values)}")).ShouldNotContain(Said);
    }

    /// <summary>Fails as often as a job may, and tells what the queue has kept, the latest first.</summary>
    private static async Task<IList<StateHistoryDto>> FailAsync(InMemoryStorage storage, Func<string, Exception> failure)
    {
        await using var place = await TestWorkplace.OpenAsync();
        place.Engines.BeforeHearing = (id, _) => throw failure(id);
        var call = await place.AddAsync("call");
        var client = new BackgroundJobClient(storage);
        var thrown = await Should.ThrowAsync<SilentFailure>(() => new CallJobs(place.Worker, place.Get<CallProgress>(), new JobQueue(client, storage, TimeProvider.System)).TranscribeAsync(call.Id, Token));
        var job = client.Create<CallJobs>(jobs => jobs.TranscribeAsync(call.Id, CancellationToken.None), new EnqueuedState());
        for (var attempt = 0; attempt <= CallWorker.MostAttempts; attempt++) client.ChangeState(job, new FailedState(thrown));
        return storage.GetMonitoringApi().JobDetails(job).History;
    }
}
