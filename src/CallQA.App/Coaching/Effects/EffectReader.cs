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
        var coached = await CoachedAsync(focus, first, last, cancellationToken);
        return new EffectEstimator(Options).Estimate(coached.Count == 0 ? [] : await OutcomesAsync(focus, coached, blind, cancellationToken), coached);
    }

    private Task<List<CoachedAgent>> CoachedAsync(CoachingFocus focus, DateOnly first, DateOnly last, CancellationToken cancellationToken) => work.ReadAsync(
        async context =>
        {
            var key = focus.Key;
            var held = await context.CoachingPlans.Where(plan => plan.Focus == key)
                .SelectMany(plan => plan.Sessions.Where(session => session.HeldOn >= first && session.HeldOn <= last), (plan, session) => new { plan.AgentId, session.HeldOn })
                .ToListAsync(cancellationToken);
            return held.ConvertAll(session => new CoachedAgent(session.AgentId, PagePeriod.Midnight(session.HeldOn!.Value, settings.Zone)));
        },
        cancellationToken);

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
}
