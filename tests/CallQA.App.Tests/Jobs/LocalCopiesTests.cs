using CallQA.App.Jobs;
using CallQA.App.Review.Playback;
using CallQA.App.Storage;
using CallQA.App.Tests.Buckets;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.App.Tests.Jobs;

/// <summary>A workplace whose recordings are in a bucket.</summary>
public sealed class LocalCopiesTests : IAsyncLifetime
{
    private BucketServer server = null!;
    private TestWorkplace place = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await BucketServer.StartAsync();
        place = new TestWorkplace { Store = server.Settings };
        await place.RestartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await place.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Worker_FinishesTheCall_OnAMachineThatHasNoCopy()
    {
        var call = await place.AddAsync("call");
        server.Keys.ShouldHaveSingleItem().ShouldStartWith("calls/" + call.ContentHash[..2] + "/" + call.ContentHash);
        Directory.Delete(place.Settings.CopiesPath, recursive: true);
        while (await place.AdvanceAsync(call.Id) == StageOutcome.MovedOn)
        {
            // Each turn is one stage.
        }

        (await place.CallAsync(call.Id)).Stage.ShouldBe(CallStage.Scored);
        Directory.Exists(place.Settings.RecordingsPath).ShouldBeFalse();
    }

    [Fact]
    public async Task EraseAsync_LeavesNothing_EvenWhenTheStoreIsAwayJustThen()
    {
        var call = await place.AddAsync("call");
        server.Status = (_, _) => 403;
        (await place.Get<CallErasure>().EraseAsync(call.Id, "test", Token)).ShouldBeTrue();
        server.Keys.ShouldNotBeEmpty();
        (await PendingAsync()).ShouldBeTrue();

        server.Status = (_, _) => 200;
        await place.Get<CallErasure>().RemovePendingFilesAsync(Token);
        server.Keys.ShouldBeEmpty();
        Directory.GetFiles(place.Settings.CopiesPath, "*", SearchOption.AllDirectories).ShouldBeEmpty();
        (await PendingAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task LookAsync_RemovesCopies_OfCallsErasedOnAnotherMachine()
    {
        var (erased, kept) = (await place.AddAsync("erased"), await place.AddAsync("kept", number: 2));
        foreach (var call in new[] { erased, kept }) await place.Get<PlaybackFolder>().PeaksAsync(call, Token);
        await using (var context = place.Get<CallQADbContextFactory>().CreateDbContext())
            await context.Calls.Where(row => row.Id == erased.Id).ExecuteDeleteAsync(Token);
        (await Copies().LookAsync(Token)).ShouldBe(0, "a copy is made before its call is committed");

        Age(TimeSpan.FromMinutes(11), place.Settings.CopiesPath, place.Settings.PlaybackPath);
        (await Copies().LookAsync(Token)).ShouldBe(1);
        foreach (var folder in new[] { place.Settings.CopiesPath, place.Settings.PlaybackPath })
            Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ShouldHaveSingleItem().ShouldContain(kept.ContentHash);
    }

    [Fact]
    public async Task LookAsync_RemovesWhatWasMadeForPlayers_TwoWeeksLater()
    {
        var call = await place.AddAsync("call");
        await place.Get<PlaybackFolder>().PeaksAsync(call, Token);
        Age(TimeSpan.FromDays(13), place.Settings.PlaybackPath);
        (await Copies().LookAsync(Token)).ShouldBe(0);
        Directory.GetFiles(place.Settings.PlaybackPath, "*", SearchOption.AllDirectories).ShouldNotBeEmpty();

        Age(TimeSpan.FromDays(15), place.Settings.PlaybackPath);
        (await Copies().LookAsync(Token)).ShouldBe(0);
        Directory.GetFiles(place.Settings.PlaybackPath, "*", SearchOption.AllDirectories).ShouldBeEmpty();
        (await place.Get<PlaybackFolder>().PeaksAsync(call, Token)).ShouldNotBeEmpty("it is made again for who asks");
    }

    [Fact]
    public async Task LookAsync_RemovesEverythingMadeOfARecording_TwoWeeksAfterTheFirstOfIt()
    {
        var (old, young) = (await place.AddAsync("old"), await place.AddAsync("young", number: 2));
        foreach (var call in new[] { old, young }) await place.Get<PlaybackFolder>().PeaksAsync(call, Token);
        Age(TimeSpan.FromDays(15), Path.Combine(place.Settings.PlaybackPath, old.ContentHash[..2]));
        Age(TimeSpan.FromDays(1), Path.Combine(place.Settings.PlaybackPath, young.ContentHash[..2]));
        await File.WriteAllTextAsync(Path.Combine(place.Settings.PlaybackPath, old.ContentHash[..2], old.ContentHash + ".peaks-12345678"), "later", Token);

        (await Copies().LookAsync(Token)).ShouldBe(0);

        Directory.GetFiles(place.Settings.PlaybackPath, "*", SearchOption.AllDirectories).ShouldHaveSingleItem().ShouldContain(young.ContentHash);
    }

    private LocalCopies Copies() => ActivatorUtilities.CreateInstance<LocalCopies>(place.Get<IServiceProvider>());

    private void Age(TimeSpan age, params string[] folders)
    {
        foreach (var file in folders.SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)))
            File.SetLastWriteTimeUtc(file, place.Clock.GetUtcNow().UtcDateTime - age);
    }

    private async Task<bool> PendingAsync()
    {
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        return await context.Audit.AnyAsync(row => row.FilesPending, Token);
    }
}
