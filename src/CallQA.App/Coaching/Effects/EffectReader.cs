using CallQA.App.Coaching.Sessions;
using CallQA.App.Scorecards;
using CallQA.App.Search.Index;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Web;
using CallQA.Coaching.Effects;
using CallQA.Coaching.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Coaching.Effects;

/// <summary>Reads who was coached on something, and how everybody's calls went before and after.</summary>
internal sealed class EffectReader(IDbContextFactory<CallQADbContext> contexts, ScorecardStore scorecards, CallQASettings settings)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>The thresholds.</summary>
    public static EffectOptions Options { get; } = new();

    /// <summary>The effect of the sessions held in a period on what they worked on.</summary>
    /// <param name="focus">What was coached.</param>
    /// <param name="first">Sessions held on or after this day.</param>
    /// <param name="last">Sessions held on or before this day.</param>
    /// <param name="blind">Calls that the reader has to score blind; they are left out.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<CoachingEffect> ReadAsync(CoachingFocus focus, DateOnly first, DateOnly last, IReadOnlySet<string> blind, CancellationToken cancellationToken)
    {
        var held = await HeldAsync(first.AddDays(-Options.Days), last.AddDays(Options.Days), cancellationToken);
        var begun = Begun(held, focus.Key, first, last).Select(Of).ToList();
        if (begun.Count == 0) return new EffectEstimator(Options).Estimate([], [], []);
        return new EffectEstimator(Options).Estimate(await OutcomesAsync(focus, begun, blind, cancellationToken), begun, held.Select(Of));
    }

    // The first session of each plan: before a later one, or before another plan of the same focus, there was coaching already.
    private static IEnumerable<HeldSession> Begun(List<HeldSession> held, string focus, DateOnly first, DateOnly last)
    {
        var same = held.FindAll(session => session.Focus == focus);
        return same.Where(session => session.IsFirst && session.On >= first && session.On <= last
            && !same.Exists(other => other.AgentId == session.AgentId && other.On < session.On && other.On >= session.On.AddDays(-Options.Days)));
    }

    private Task<List<HeldSession>> HeldAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken) => work.ReadAsync(
        context => context.CoachingPlans
            .SelectMany(
                plan => plan.Sessions.Where(session => session.HeldOn >= first && session.HeldOn <= last),
                (plan, session) => new HeldSession(plan.AgentId, plan.Focus, session.HeldOn!.Value, !plan.Sessions.Any(other => other.HeldOn < session.HeldOn)))
            .ToListAsync(cancellationToken),
        cancellationToken);

    private CoachedAgent Of(HeldSession session) => new(session.AgentId, PagePeriod.Midnight(session.On, settings.Zone));

    private async Task<List<Outcome>> OutcomesAsync(CoachingFocus focus, List<CoachedAgent> coached, IReadOnlySet<string> blind, CancellationToken cancellationToken)
    {
        var from = CallKey.First(coached.Min(agent => agent.At).AddDays(-Options.Days).UtcDateTime);
        var until = CallKey.First(coached.Max(agent => agent.At).AddDays(Options.Days).UtcDateTime);
        var rows = await work.ReadAsync(
            context => context.CallFigures.Where(row => row.Key >= from && row.Key < until && row.AgentId != null && row.Overall != null).ToListAsync(cancellationToken), cancellationToken);
        var outcomes = new List<Outcome>(rows.Count);
        foreach (var call in await MeasuredCall.OfAsync(rows, scorecards, cancellationToken))
        {
            if (!blind.Contains(call.Row.CallId) && call.ValueOf(focus) is { } value)
                outcomes.Add(new(call.Row.AgentId!, call.Row.Team, new DateTimeOffset(CallKey.SecondOf(call.Row.Key)), value));
        }

        return outcomes;
    }

    private sealed record HeldSession(string AgentId, string Focus, DateOnly On, bool IsFirst);
}
