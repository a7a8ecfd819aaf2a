using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Storage;
using CallQA.Coaching.Examples;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Coaching.Examples;

/// <summary>
/// Keeps what trainers say of moments, one verdict a trainer and moment. A trainer's earlier word is known by its place, as it counts: a call that was transcribed anew
/// may have the moment a little earlier or later.
/// </summary>
internal sealed class ExampleVerdicts(IDbContextFactory<CallQADbContext> contexts, TimeProvider clock)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>Says that a moment is an example of what it was found for, or is none; null takes the own word back.</summary>
    /// <returns>Whether anything was said or taken back.</returns>
    public Task<bool> JudgeAsync(string topic, ExampleMoment moment, bool? confirmed, Acting who, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var words = await WordsAsync(context, topic, moment, who, cancellationToken);
            if (confirmed is null && words.Count == 0) return false;
            var (call, now) = (moment.Call.Id, CallMapping.Utc(clock.GetUtcNow()));
            context.ExampleVerdicts.RemoveRange(confirmed is null ? words : words.Skip(1));
            if (confirmed is { } word && words.Count > 0) Change(words[0], moment, word, now);
            else if (confirmed is { } first) context.ExampleVerdicts.Add(Row(topic, moment, first, who, now));
            var hash = await context.Calls.Where(row => row.Id == call).Select(row => row.ContentHash).FirstAsync(cancellationToken);
            context.Audit.Add(new() { AtUtc = now, Action = AuditTrail.ExampleJudged, By = who.Name, CallDigest = CallDigest.Of(call), ContentHash = hash });
            return true;
        },
        cancellationToken);

    // The one at the same beginning first: of a trainer and a beginning there is one only.
    private static async Task<List<ExampleVerdictRow>> WordsAsync(CallQADbContext context, string topic, ExampleMoment moment, Acting who, CancellationToken cancellationToken)
    {
        var (call, start, end, good) = (moment.Call.Id, moment.Start!.Value.Ticks, moment.End!.Value.Ticks, moment.Good);
        var words = await context.ExampleVerdicts
            .Where(row => row.Topic == topic && row.CallId == call && row.ById == who.Id && (row.StartTicks == start || (row.Good == good && row.StartTicks < end && row.EndTicks > start)))
            .ToListAsync(cancellationToken);
        return [.. words.OrderByDescending(row => row.StartTicks == start).ThenBy(row => row.Id)];
    }

    private static void Change(ExampleVerdictRow row, ExampleMoment moment, bool confirmed, DateTime now)
    {
        (row.StartTicks, row.EndTicks) = (moment.Start!.Value.Ticks, moment.End!.Value.Ticks);
        (row.Confirmed, row.Source, row.Good, row.AtUtc) = (confirmed, moment.Source, moment.Good, now);
    }

    private static ExampleVerdictRow Row(string topic, ExampleMoment moment, bool confirmed, Acting who, DateTime now) => new()
    {
        Topic = topic,
        CallId = moment.Call.Id,
        StartTicks = moment.Start!.Value.Ticks,
        EndTicks = moment.End!.Value.Ticks,
        Source = moment.Source,
        Good = moment.Good,
        Confirmed = confirmed,
        ById = who.Id,
        By = who.Name,
        AtUtc = now,
    };
}
