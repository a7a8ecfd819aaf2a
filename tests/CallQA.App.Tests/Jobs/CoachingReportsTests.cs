using System.Text.Json.Nodes;
using CallQA.App.Jobs;
using CallQA.App.Tests.Learning;
using CallQA.Coaching;
using CallQA.Recordings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CallQA.App.Tests.Jobs;

public sealed class CoachingReportsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WriteAsync_WritesAMonthOnce_UntilItsCallsChange()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var first = await ScoredAsync(place, "a", 1);
        (await WriteAsync(place)).ShouldBe(1);
        (await WriteAsync(place)).ShouldBe(0);
        await ScoredAsync(place, "b", 2);
        (await WriteAsync(place)).ShouldBe(1, "a call was added");
        await place.Calls.AddAsync(first with { Metadata = new CallMetadata { AgentId = "a-7" } }, Token);
        (await WriteAsync(place)).ShouldBe(1, "a call got its agent");
        (await WriteAsync(place)).ShouldBe(0);
    }

    [Fact]
    public async Task WriteAsync_WritesTheMonthAgain_WhenItWasCutOff()
    {
        await using var place = await TestWorkplace.OpenAsync();
        await ScoredAsync(place, "a", 1);
        var index = Path.Combine(place.Settings.ReportsPath, "index.html");
        Directory.CreateDirectory(index);
        await Should.ThrowAsync<InputException>(() => WriteAsync(place));
        Directory.Delete(index);
        (await WriteAsync(place)).ShouldBe(1);
        File.Exists(index).ShouldBeTrue();
    }

    [Fact]
    public async Task WriteAsync_WritesAnyPeriod_WhenAsked()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var call = await ScoredAsync(place, "a", 1);
        var day = DateOnly.FromDateTime(call.TakenInAt.UtcDateTime);
        var week = ReportPeriodText.Parse(ReportWeek.Of(day).Name, TimeZoneInfo.Utc);
        var shares = new Shares();

        var written = await place.Get<CoachingReports>().WriteAsync(week, shares, Token);

        (written.Period, written.Calls).ShouldBe((week.Name, 1));
        written.Files.ShouldContain($"{week.Name}/team.html");
        written.Files.ShouldAllBe(file => File.Exists(Path.Combine(place.Settings.ReportsPath, file)));
        shares.Last.ShouldBe(1);
    }

    [Fact]
    public async Task WriteAsync_RefusesAPeriodWithoutCalls_AndWritesNothing()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var period = ReportPeriodText.Parse("1999-12", TimeZoneInfo.Utc);

        (await Should.ThrowAsync<InputException>(() => place.Get<CoachingReports>().WriteAsync(period, progress: null, Token))).Message
            .ShouldBe("No call began from 1999-12-01 to 1999-12-31; name a period with calls.");
        Directory.Exists(place.Settings.ReportsPath).ShouldBeFalse();
    }

    [Fact]
    public async Task WriteAsync_RemovesThePagesOfAnAgent_WhoHasNoCallInThePeriodAnyMore()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var first = await ScoredAsync(place, "a", 1);
        await ScoredAsync(place, "b", 2);
        await place.Calls.AddAsync(first with { Metadata = new CallMetadata { AgentId = "a-7" } }, Token);
        await WriteAsync(place);
        var folder = Directory.GetDirectories(place.Settings.ReportsPath).ShouldHaveSingleItem();
        File.Exists(Path.Combine(folder, "a-7.html")).ShouldBeTrue();
        await File.WriteAllTextAsync(Path.Combine(folder, "a-9.json"), "{}", Token);
        await File.WriteAllTextAsync(Path.Combine(folder, "a-9.html"), "an earlier page", Token);

        await ScoredAsync(place, "c", 3);
        await WriteAsync(place);

        Directory.GetFiles(folder).Select(Path.GetFileName).ShouldNotContain(name => name!.StartsWith("a-9"));
        File.Exists(Path.Combine(folder, "a-7.html")).ShouldBeTrue();
        (await WriteAsync(place)).ShouldBe(0);
    }

    [Fact]
    public async Task WriteAsync_WritesAgain_WhenACallIsErasedAfterItWasRead()
    {
        await using var place = await TestWorkplace.OpenAsync();
        var (erased, kept) = (await ScoredAsync(place, "erased", 1), await ScoredAsync(place, "kept", 2));
        await place.RestartAsync(services => services.Replace(ServiceDescriptor.Singleton<ICallStore>(provider => ErasingStore.Of(provider, erased.Id))));
        var week = ReportPeriodText.Parse(ReportWeek.Of(DateOnly.FromDateTime(erased.TakenInAt.UtcDateTime)).Name, TimeZoneInfo.Utc);

        var written = await place.Get<CoachingReports>().WriteAsync(week, progress: null, Token);

        written.Calls.ShouldBe(1);
        var table = await File.ReadAllTextAsync(Path.Combine(place.Settings.ReportsPath, week.Name, "team.csv"), Token);
        table.ShouldContain(kept.Id);
        table.ShouldNotContain(erased.Id);
    }

    [Fact]
    public async Task WriteAsync_WritesAMonthAgain_WhenACallIsReviewed_WithTheReviewsResult()
    {
        await using var place = await LearningPlace.OpenAsync();
        await LearningPlace.ScoreAsync(place, "a", 1, "orders");
        (await WriteAsync(place)).ShouldBe(1);

        await LearningPlace.ReviewAsync(place, "a", 1, "orders", agreeing: false);

        (await WriteAsync(place)).ShouldBe(1, "a person has reviewed it");
        (await WriteAsync(place)).ShouldBe(0);
        var folder = Directory.GetDirectories(place.Settings.ReportsPath).ShouldHaveSingleItem();
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "team.json"), Token))!;
        ((int)document["counts"]!["byHuman"]!, (int)document["counts"]!["needReview"]!).ShouldBe((1, 0));
        var call = document["calls"]![0]!;
        ((bool)call["reviewed"]!, (double)call["reviewedOverall"]! < (double)call["overall"]!).ShouldBe((true, true));
        (await File.ReadAllTextAsync(Path.Combine(folder, "team.html"), Token)).ShouldContain("People have reviewed 1 of 1 calls");
    }

    private static Task<int> WriteAsync(TestWorkplace place) => place.Get<CoachingReports>().WriteAsync(Token);

    private static async Task<Call> ScoredAsync(TestWorkplace place, string name, int number)
    {
        var call = await place.AddAsync(name, number);
        while (await place.AdvanceAsync(call.Id) == StageOutcome.MovedOn)
        {
            // Each turn is one stage.
        }

        return call;
    }

    private sealed class Shares : IProgress<double>
    {
        public double Last { get; private set; }

        public void Report(double value) => Last = value;
    }
}
