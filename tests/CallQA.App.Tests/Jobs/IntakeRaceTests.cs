using CallQA.App.Storage;
using CallQA.Recordings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CallQA.App.Tests.Jobs;

/// <summary>What comes into the intake folder while a recording is being taken in.</summary>
public sealed class IntakeRaceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TakeInAsync_LeavesTheFile_WhenItWasReplacedMeanwhile()
    {
        await using var place = new TestWorkplace();
        await OpenAsync(place, () => Task.FromResult(place.Drop("a.wav", 2)));
        var path = place.Drop("a.wav", 1);
        File.SetLastWriteTimeUtc(path, Storage.Some.Start.UtcDateTime);
        (await place.Intake.TakeInAsync(path, Token)).ShouldNotBeNull();
        (await File.ReadAllBytesAsync(path, Token)).ShouldBe(TestRecording.Content(2));
    }

    [Fact]
    public async Task TakeInAsync_LeavesTheSidecar_WhenItWasReplacedMeanwhile()
    {
        await using var place = new TestWorkplace();
        var sidecar = place.InIntake("a.json");
        await OpenAsync(place, () => File.WriteAllTextAsync(sidecar, """{ "agent_id": "a-8", "agent_name": "Eva" }""", Token));
        var path = place.Drop("a.wav", 1);
        await File.WriteAllTextAsync(sidecar, """{ "agent_id": "a-7" }""", Token);
        (await place.Intake.TakeInAsync(path, Token))!.Metadata.AgentId.ShouldBe("a-7");
        (File.Exists(path), File.Exists(sidecar)).ShouldBe((false, true));
    }

    [Fact]
    public async Task TakeInAsync_DescribesTheCall_WhenItsListComesMeanwhile()
    {
        await using var place = new TestWorkplace();
        await OpenAsync(place, async () =>
        {
            await File.WriteAllTextAsync(place.InIntake("list.csv"), "recording_file,agent_id,agent_name\na.wav,a-7,Eva\n", Token);
            (await place.Intake.TakeInListAsync(place.InIntake("list.csv"), Token)).ShouldBe(1);
        });
        var call = (await place.Intake.TakeInAsync(place.Drop("a.wav", 1), Token))!;
        (await place.CallAsync(call.Id)).Metadata.AgentName.ShouldBe("Eva");
        place.Clock.Advance(TimeSpan.FromDays(2));
        (await place.Intake.ReportMissingAsync(TimeSpan.FromDays(1), Token)).ShouldBe(0);
    }

    [Fact]
    public async Task TakenInAsync_ChangesNothing_WhenAListToldSomethingElse()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var call = await place.AddAsync("a");
        var ledger = place.Get<IntakeLedger>();
        var told = new CallMetadata { AgentId = "a-7" };
        await ledger.AnnounceAsync([new("a.wav", told, "line 2")], Token);
        (await ledger.TakenInAsync("a.wav", call.Id, CallMetadata.None, Token)).ShouldBeFalse();
        (await ledger.MetadataOfAsync("a.wav", Token)).ShouldBe(told);
        (await ledger.TakenInAsync("a.wav", call.Id, told, Token)).ShouldBeTrue();
        (await ledger.MetadataOfAsync("a.wav", Token)).ShouldBe(CallMetadata.None);
    }

    private static Task OpenAsync(TestWorkplace place, Func<Task> once) => place.RestartAsync(services => services.Replace(
        ServiceDescriptor.Singleton<IRecordingStore>(provider =>
            new InterruptedRecordings(provider.GetRequiredService<IKeptRecordings>(), once))));

    /// <summary>A store of recordings; something else happens after it kept the first one.</summary>
    private sealed class InterruptedRecordings(IRecordingStore inner, Func<Task> once) : IRecordingStore
    {
        private bool interrupted;

        public async Task KeepAsync(string sourcePath, string contentHash, CancellationToken cancellationToken)
        {
            await inner.KeepAsync(sourcePath, contentHash, cancellationToken);
            if (interrupted) return;
            interrupted = true;
            await once();
        }

        public Task<RecordingFile> FindAsync(string contentHash, CancellationToken cancellationToken) =>
            inner.FindAsync(contentHash, cancellationToken);
    }
}
