using CallQA.App.Coaching.Playlists;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Learning;
using CallQA.App.Search;
using CallQA.App.Search.Index;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Engines.Scoring.Training;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.Benchmarks.Screenshots;

/// <summary>Weeks of coaching and nights of learning, as they would have gone.</summary>
internal static class CoachingHistory
{
    private const int Coached = 14;
    private const int DaysAgo = 27;

    // How much better the overall results of the coached become, in points.
    private const int Gain = 6;

    /// <summary>Enters a session for the pictures, the clips of which are on a playlist, and sessions that were held weeks ago.</summary>
    public static async Task EnterAsync(IServiceProvider services, Acting coach, CancellationToken cancellationToken)
    {
        await HoldAsync(services, coach, cancellationToken);
        await ImproveAsync(services, cancellationToken);
        await FillFirstAsync(services, coach, cancellationToken);
    }

    /// <summary>Enters what nights of learning would have left.</summary>
    public static async Task LearnAsync(IServiceProvider services, CallQASettings settings, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<ReviewLearning>().WriteAsync(cancellationToken);
        await services.GetRequiredService<DriftMonitor>().LookAsync(cancellationToken);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var tried = new RegistryEntry(
            "1+8d3e51c07a42", now.AddDays(-9), "made up", 1, ["en", "de"], Replaced: false,
            "it is better in 71 % of 1,000 draws of 117 held-out calls and 24 fresh reviews, each counting half (+0.012 on average), 90 % are needed", null, []) { Reviews = 58, FreshReviews = 24 };
        await ModelRegistry.AddAsync(Path.Combine(settings.Engines.LearntFolder!, PromotedModels.Candidate), tried, cancellationToken);
        await ModelRegistry.AddAsync(
            Path.Combine(settings.Engines.LearntFolder!, PromotedModels.Candidate),
            tried with
            {
                Version = "1+c60b7719fe25", TrainedAt = now.AddDays(-2), Reviews = 131, FreshReviews = 57,
                Why = "it is worse on the held-out calls: −0.021, 90 % interval −0.034 to −0.009; those in force stay",
            },
            cancellationToken);
    }

    private static async Task HoldAsync(IServiceProvider services, Acting coach, CancellationToken cancellationToken)
    {
        var (plans, sessions, day) = (services.GetRequiredService<CoachingPlans>(), services.GetRequiredService<CoachingSessions>(), Today(services).AddDays(-DaysAgo));
        foreach (var agent in CoachedAgents)
        {
            var id = await plans.PlanAsync(new(agent, "measure:overall", 100, Today(services).AddDays(30), day, Playbook: "acknowledge-feelings"), coach, CallCriteria.NoCalls, cancellationToken);
            await sessions.HoldAsync(id, day, coach, cancellationToken);
        }
    }

    private static async Task ImproveAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var context = services.GetRequiredService<CallQADbContextFactory>().CreateDbContext();
        var (since, agents) = (CallKey.First(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime.AddDays(-DaysAgo)), CoachedAgents.ToList());
        await context.CallFigures.Where(row => agents.Contains(row.AgentId!) && row.Key >= since && row.Overall < 100 - Gain)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Overall, row => row.Overall + Gain), cancellationToken);
    }

    // The first session that was planned is shown to both sides.
    private static async Task FillFirstAsync(IServiceProvider services, Acting coach, CancellationToken cancellationToken)
    {
        var (sessions, clips) = (services.GetRequiredService<CoachingSessions>(), services.GetRequiredService<ClipStore>());
        await sessions.AgreeAsync(1, "Name what the customer feels before the first question.", coach, cancellationToken);
        await sessions.AgreeAsync(1, "Say who does what by when before saying goodbye.", coach, cancellationToken);
        await sessions.LinkAsync(1, new(ScreenList.Released, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(8), "The name comes first."), coach, cancellationToken);
        foreach (var clip in (await clips.ListAsync(null, 1, cancellationToken)).Clips.Take(2))
            await sessions.GiveAsync(1, clip.Id, "What did the customer hear first?", coach, cancellationToken);
        await sessions.LinkPlaylistAsync(1, 1, coach, cancellationToken);
        await sessions.HoldAsync(1, Today(services), coach, cancellationToken);
        await sessions.NoteAsync(1, "Warm from the first sentence; the next step stays vague.", shared: true, coach, cancellationToken);
        await sessions.DoneAsync(1, 1, Today(services), coach, cancellationToken);
    }

    private static IEnumerable<string> CoachedAgents => Enumerable.Range(20, Coached).Select(number => FormattableString.Invariant($"a-{number:000}"));

    private static DateOnly Today(IServiceProvider services) => services.GetRequiredService<FocusFigures>().Today;
}
