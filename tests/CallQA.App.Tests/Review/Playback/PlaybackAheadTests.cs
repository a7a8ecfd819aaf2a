using CallQA.App.Jobs;
using CallQA.App.Review.Playback;
using CallQA.App.Review.Queue;
using CallQA.App.Storage;
using CallQA.App.Tests.Jobs;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.App.Tests.Review.Playback;

public sealed class PlaybackAheadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PrepareAsync_MakesCallsReady_ThatWaitForAReviewer()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var (open, done) = (await ScoredAsync(place, "open", 1), await ScoredAsync(place, "done", 2));
        await place.Get<ReviewQueue>().CatchUpAsync(Token);
        await SetAsync(place, open, TaskState.Open);
        await SetAsync(place, done, TaskState.Done);

        (await Ahead(place).PrepareAsync(Token)).ShouldBe(1);

        Directory.GetFiles(place.Settings.PlaybackPath, "*", SearchOption.AllDirectories).ShouldHaveSingleItem().ShouldContain(open.ContentHash);
    }

    [Fact]
    public async Task PrepareAsync_GoesOn_WhenARecordingCannotBeRead()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var (lost, open) = (await ScoredAsync(place, "lost", 1), await ScoredAsync(place, "open", 2));
        await place.Get<ReviewQueue>().CatchUpAsync(Token);
        foreach (var call in new[] { lost, open }) await SetAsync(place, call, TaskState.Open);
        foreach (var file in Directory.GetFiles(place.Settings.RecordingsPath, lost.ContentHash + "*", SearchOption.AllDirectories)) File.Delete(file);

        (await Ahead(place).PrepareAsync(Token)).ShouldBe(1);

        Directory.GetFiles(place.Settings.PlaybackPath, "*", SearchOption.AllDirectories).ShouldHaveSingleItem().ShouldContain(open.ContentHash);
    }

    private static PlaybackAhead Ahead(TestWorkplace place) => ActivatorUtilities.CreateInstance<PlaybackAhead>(place.Get<IServiceProvider>());

    private static async Task<Call> ScoredAsync(TestWorkplace place, string name, int number)
    {
        var call = await place.AddAsync(name, number);
        while (await place.AdvanceAsync(call.Id) == StageOutcome.MovedOn)
        {
            // Each turn is one stage.
        }

        return call;
    }

    private static async Task SetAsync(TestWorkplace place, Call call, TaskState state)
    {
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        (await context.ReviewTasks.Where(task => task.CallId == call.Id).ExecuteUpdateAsync(set => set.SetProperty(task => task.State, state), Token)).ShouldBe(1);
    }
}
