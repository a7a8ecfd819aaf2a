using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Storage;
using CallQA.Coaching.Examples;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Coaching.Examples;

/// <summary>Keeps what trainers say of moments, one verdict a trainer and moment.</summary>
internal sealed class ExampleVerdicts(IDbContextFactory<CallQADbContext> contexts, TimeProvider clock)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>Says that a moment is an example of what it was found for, or is none; null takes the word back.</summary>
    public Task JudgeAsync(string topic, ExampleMoment moment, bool? confirmed, Acting who, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var (call, start) = (moment.Call.Id, moment.Start!.Value.Ticks);
            var hash = await context.Calls.Where(row => row.Id == call).Select(row => row.ContentHash).FirstAsync(cancellationToken);
            var row = await context.ExampleVerdicts.FirstOrDefaultAsync(
                row => row.Topic == topic && row.CallId == call && row.StartTicks == start && row.ById == who.Id, cancellationToken);
            var now = CallMapping.Utc(clock.GetUtcNow());
            if (confirmed is not { } word)
            {
                if (row is not null) context.ExampleVerdicts.Remove(row);
            }
            else if (row is null)
            {
                context.ExampleVerdicts.Add(new()
                {
                    Topic = topic, CallId = call, StartTicks = start, EndTicks = moment.End!.Value.Ticks, Source = moment.Source, Good = moment.Good,
                    Confirmed = word, ById = who.Id, By = who.Name, AtUtc = now,
                });
            }
            else
            {
                (row.Confirmed, row.Source, row.Good, row.AtUtc) = (word, moment.Source, moment.Good, now);
            }

            return context.Audit.Add(new() { AtUtc = now, Action = AuditTrail.ExampleJudged, By = who.Name, CallDigest = CallDigest.Of(call), ContentHash = hash }).Entity;
        },
        cancellationToken);
}
