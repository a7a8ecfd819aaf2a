using CallQA.App.Identity;
using CallQA.App.Jobs;
using CallQA.App.Learning;
using CallQA.App.Review.Queue;
using CallQA.App.Storage;
using CallQA.App.Tests.Jobs;
using CallQA.Engines.Scoring.Quality;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CallQA.App.Tests.Learning;

public sealed class DriftMonitorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LookAsync_RaisesAnAlarmOnce_WhenTheAgreementFalls()
    {
        await using var place = await LearningPlace.OpenAsync();
        await ManyAsync(place, 0, 20, agreeing: true);
        place.Clock.Advance(TimeSpan.FromDays(40));
        await ManyAsync(place, 20, 20, agreeing: false);

        (await place.Get<DriftMonitor>().LookAsync(Token)).ShouldBe(1);
        (await place.Get<DriftMonitor>().LookAsync(Token)).ShouldBe(1);

        var report = (await DriftMonitor.LastAsync(place.Settings, Token))!;
        report.Alarms.ShouldBe([DriftReport.AgreementAlarm]);
        (report.Agreement.Before.Mean, report.Agreement.Now.Mean).ShouldBe((1, 0));
        (report.Lines.Count, report.RolledBack).ShouldBe((6, null));
        (await place.Get<StatusReader>().ReadAsync(Token)).DriftAlarms.ShouldBe([DriftReport.AgreementAlarm]);
        (await place.Get<AuditTrail>().ListAsync(null, 0, 100, Token)).Count(entry => entry.Action == AuditTrail.DriftAlarm).ShouldBe(1);
    }

    [Theory]
    [InlineData(0.95, true)]
    [InlineData(0.94, false)]
    public async Task LookAsync_GoesBack_WhenTheModelsBeforeDoBetterOnReviewsSince(double shareBetter, bool back)
    {
        await using var place = await LearningPlace.OpenAsync(services => services.Replace(ServiceDescriptor.Singleton<ModelComparison>(
            (_, _, reviews, _) => Task.FromResult<Comparison?>(new(0.1, 0.02, 0.2, shareBetter, reviews.Count)))));
        var models = PromotedModels.Of(place.Settings);
        Directory.CreateDirectory(models.CandidateFolder);
        await models.PromoteAsync("scoring+fresh", "scoring+old", place.Clock.GetUtcNow(), Token);
        // Their models are not there: the words are counted by the product's.
        CopyProduct(models);
        await LearningPlace.ReviewAsync(place, "early", 100, "orders");
        place.Clock.Advance(TimeSpan.FromDays(1));
        (await place.Get<DriftMonitor>().LookAsync(Token)).ShouldBe(0, "there are too few reviews");
        await ManyAsync(place, 0, 20, agreeing: true);

        (await place.Get<DriftMonitor>().LookAsync(Token)).ShouldBe(back ? 1 : 0);

        (await models.InForceAsync(Token))!.RolledBack.ShouldBe(back);
        ((await DriftMonitor.LastAsync(place.Settings, Token))!.RolledBack is not null).ShouldBe(back);
        (await models.HistoryAsync(Token)).Count(entry => entry.RolledBack).ShouldBe(back ? 1 : 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LookAsync_GoesNowhere_WhenModelsCannotBeLoaded(bool thoseInForce)
    {
        await using var place = await LearningPlace.OpenAsync(services => services.Replace(ServiceDescriptor.Singleton<ModelComparison>(
            (_, _, reviews, _) => Task.FromResult<Comparison?>(new(0.1, 0.02, 0.2, 1, reviews.Count)))));
        var models = PromotedModels.Of(place.Settings);
        foreach (var version in new[] { "first", "fresh" })
        {
            Directory.CreateDirectory(models.CandidateFolder);
            foreach (var file in Directory.EnumerateFiles(models.Product)) File.Copy(file, Path.Combine(models.CandidateFolder, Path.GetFileName(file)));
            await models.PromoteAsync($"scoring+{version}", "scoring+old", place.Clock.GetUtcNow(), Token);
        }

        (await models.InForceAsync(Token))!.Before.ShouldBe("first");
        await File.WriteAllTextAsync(Path.Combine(models.PathOf(thoseInForce ? "fresh" : "first"), "manifest.json"), "{}", Token);
        place.Clock.Advance(TimeSpan.FromDays(1));
        await ManyAsync(place, 0, 20, agreeing: true);

        (await place.Get<DriftMonitor>().LookAsync(Token)).ShouldBe(0);

        ((await DriftMonitor.LastAsync(place.Settings, Token))!.Lines.Count, (await models.InForceAsync(Token))!.RolledBack).ShouldBe((6, false));
    }

    [Fact]
    public async Task PutAsync_PutsAFewCallsIntoTheQueue_AndNoMoreWhileTheyWait()
    {
        await using var place = await LearningPlace.OpenAsync();
        foreach (var number in Enumerable.Range(1, 4)) await LearningPlace.ScoreAsync(place, $"call-{number}", number, number == 4 ? "complaints" : "orders", agent: "a-7");

        (await place.Get<TeachingCalls>().PutAsync(Token)).ShouldBe(2, "of one agent two at most");
        (await place.Get<TeachingCalls>().PutAsync(Token)).ShouldBe(0);

        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        var taught = await context.ReviewTasks.Where(task => task.Reasons.Contains(nameof(QueueReason.TeachesMost))).ToListAsync(Token);
        taught.ShouldAllBe(task => task.State == TaskState.Open && task.DueUtc != null && task.CallId != "call-4");
    }

    private static void CopyProduct(PromotedModels models)
    {
        foreach (var file in Directory.EnumerateFiles(models.Product)) File.Copy(file, Path.Combine(models.PathOf("fresh"), Path.GetFileName(file)));
    }

    private static async Task ManyAsync(TestWorkplace place, int from, int count, bool agreeing)
    {
        foreach (var number in Enumerable.Range(from, count)) await LearningPlace.ReviewAsync(place, $"call-{number}", number + 1, "orders", agreeing);
    }
}
