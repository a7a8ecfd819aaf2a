using CallQA.App.Coaching.Playlists;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Jobs;
using CallQA.App.Review;
using CallQA.App.Review.Calibration;
using CallQA.App.Review.Disputes;
using CallQA.App.Review.Queue;
using CallQA.App.Search;
using CallQA.App.Tests.Review;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Web;

/// <summary>A site on which every page has something to show: reviews, a dispute, calibration, coaching, playlists, reports.</summary>
internal static class ShownSite
{
    private const string Disputed = "disputed";
    private const string Released = "released";
    private const string Compared = "compared";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Opens it.</summary>
    /// <returns>The site, and the pages with parameters that each role is shown; null for whoever has not signed in.</returns>
    public static async Task<(TestSite Site, IReadOnlyList<(Role? Role, string Address)> Pages)> OpenAsync()
    {
        var site = await SampleSite.OpenAsync(turning: true);
        foreach (var role in Enum.GetValues<Role>()) (await site.SignInAsync(role)).Dispose();
        var people = (await site.Get<Accounts>().ListAsync(Token)).ToDictionary(user => user.Role);
        var trainer = new Acting(people[Role.Trainer].Id, people[Role.Trainer].Name);
        foreach (var id in new[] { Disputed, Released }) await ReviewedAsync(site, id, people[Role.Admin]);
        await site.Get<Standings>().DisputeAsync(Disputed, "agent", "Agent", new(null, [new("greeting", "I said my name.")]), Token);
        var (open, closed) = (await CompareAsync(site, people, close: false), await CompareAsync(site, people, close: true));
        var (playlist, link) = await CollectAsync(site, trainer);
        var session = await CoachAsync(site, trainer, playlist);
        var plan = await DrawAsync(site);
        (await site.Get<CoachingReports>().WriteAsync(Token)).ShouldBePositive("reports are listed");
        return (site,
        [
            (Role.Admin, $"/calls/{Released}"), (Role.Admin, "/scorecards/service-call/1"), (Role.Admin, "/scorecards/service-call/1/edit"), (Role.Auditor, $"/review/plans/{plan}"), (Role.Auditor, "/review/plans"),
            (Role.Reviewer, $"/calls/{SampleSite.Call}"), (Role.Reviewer, $"/calls/{SampleSite.Call}?blind=1"), (Role.Reviewer, $"/calls/{Disputed}"), (Role.Reviewer, $"/calls/{Compared}-open"),
            (Role.Trainer, $"/calibration/{open}"), (Role.Trainer, $"/calibration/{closed}"), (Role.Trainer, $"/coaching/{session}"), (Role.Trainer, "/coaching/new?agent=a-7"),
            (Role.Trainer, $"/playlists/{playlist}"), (Role.Trainer, "/examples?topic=question:greeting"),
            (Role.Agent, "/my"), (Role.Agent, $"/calls/{Released}"), (Role.Agent, $"/calls/{Disputed}"), (Role.Agent, $"/my/coaching/{session}"),
            (null, "/sign-in"), (null, $"/shared/{link}"),
        ]);
    }

    private static async Task ReviewedAsync(TestSite site, string id, UserRow reviewer)
    {
        var call = await ScoredAsync(site, id);
        var form = ReviewSheetTests.With(ReviewSheetTests.Accepted(ReviewSheetTests.Machine(id)), new("greeting", "no", ChangeReason: "No name.", Comment: "Say who you are."));
        (await site.Get<Reviews>().SubmitAsync(call, reviewer.Id, reviewer.Name, form, Token)).Review.ShouldNotBeNull();
    }

    private static async Task<Recordings.Call> ScoredAsync(TestSite site, string id)
    {
        var call = Some.Call(id, Some.Metadata());
        await site.Store.AddAsync(call, Token);
        await site.Store.SaveTranscriptAsync(id, Some.Turning(id), Token);
        await site.Store.SaveMetricsAsync(id, Some.Metrics(), Token);
        await site.Store.SaveEvaluationAsync(ReviewSheetTests.Machine(id) with { CustomerEmotions = Some.Anger }, Token);
        return call;
    }

    private static async Task<long> CompareAsync(TestSite site, Dictionary<Role, UserRow> people, bool close)
    {
        var call = await ScoredAsync(site, $"{Compared}-{(close ? "closed" : "open")}");
        var sessions = site.Get<Calibrations>();
        UserRow[] members = [people[Role.Admin], people[Role.Reviewer]];
        var id = await sessions.OpenAsync(new("Round", [call.Id], 0, null, [.. members.Select(user => user.Id)], null, TestSite.Clock.GetUtcNow().AddDays(7)), "trainer", Token);
        if (!close) return id;
        foreach (var (number, user) in members.Index())
        {
            var task = (await sessions.TasksAsync(user.Id, Token))[call.Id];
            var form = ReviewSheetTests.With(ReviewSheetTests.Accepted(ReviewSheetTests.Machine(call.Id)), new("greeting", number == 0 ? "yes" : "no", Comment: "So I hear it."));
            (await site.Get<Reviews>().SubmitAsync(call, user.Id, user.Name, form with { Blind = true }, Token, task)).Review.ShouldNotBeNull();
        }

        return id;
    }

    private static async Task<long> DrawAsync(TestSite site)
    {
        await site.Get<ReviewQueue>().CatchUpAsync(Token);
        var (from, until) = (TestSite.Clock.GetUtcNow().AddYears(-9), TestSite.Clock.GetUtcNow().AddYears(9));
        await site.Get<SampleDraws>().DrawAsync(new SamplingPlan(1, Stratum.Queue, "seed"), from, until, "admin", Token);
        var plan = (await site.Get<SampleDraws>().ListAsync(1, Token)).Single().Id;
        var drawn = (await site.Get<PlanCalls>().OfAsync(plan, Token))!.Calls[0].CallId;
        (await site.Get<ReviewQueue>().ReplaceAsync([drawn], "A wrong number.", "reviewer", Token)).ShouldBe(1);
        return plan;
    }

    private static async Task<long> CoachAsync(TestSite site, Acting trainer, long playlist)
    {
        var today = site.Get<FocusFigures>().Today;
        var id = await site.Get<CoachingPlans>().PlanAsync(new("a-7", "measure:overall", 100, today.AddDays(42), today, "four-weeks", "acknowledge-feelings"), trainer, CallCriteria.NoCalls, Token);
        await site.Get<CoachingSessions>().LinkAsync(id, new(Released, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4), "Hear the tone."), trainer, Token);
        await site.Get<CoachingSessions>().LinkPlaylistAsync(id, playlist, trainer, Token);
        return id;
    }

    private static async Task<(long Playlist, string Link)> CollectAsync(TestSite site, Acting trainer)
    {
        var playlist = await site.Get<PlaylistStore>().CreateAsync(new("Tones", "For Monday.", "What do you hear?"), trainer, Token);
        var clip = await site.Get<ClipStore>().CutAsync(new(SampleSite.Call, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(11), "The tone"), trainer, Token);
        await site.Get<PlaylistStore>().AddAsync(playlist, clip, "The second word.", trainer, Token);
        return (playlist, (await site.Get<PlaylistShares>().AddAsync(playlist, 1, trainer, Token))!);
    }
}
