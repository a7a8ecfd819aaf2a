using CallQA.App.Search.Index;
using CallQA.App.Storage;
using CallQA.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Dashboards;

/// <summary>
/// The figures of all calls in memory, some 200 bytes a call, so that a dashboard or comparison over any of them is counted in milliseconds. Before each
/// question what has changed since the last one is read; what was erased is noticed by the number of calls.
/// </summary>
internal sealed class FigureMemory(IDbContextFactory<CallQADbContext> contexts) : IDisposable
{
    // A change is dated before it is committed, by the clock of another machine perhaps: what is dated this long before the last look may be new.
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim one = new(1, 1);
    private readonly Dictionary<long, KeptFigures> known = [];
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private DateTime? looked;

    /// <summary>Asks a question about all calls, in no order. It has to be quick: others wait for it.</summary>
    public async Task<T> AskAsync<T>(Func<IEnumerable<KeptFigures>, T> ask, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            await RefreshAsync(cancellationToken);
            return ask(known.Values);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var now = CallMapping.Utc(TimeProvider.System.GetUtcNow());
        await ReadAsync(context, looked - Late, cancellationToken);
        if (await context.CallFigures.CountAsync(cancellationToken) != known.Count)
        {
            known.Clear();
            await ReadAsync(context, since: null, cancellationToken);
        }

        looked = now;
    }

    private async Task ReadAsync(CallQADbContext context, DateTime? since, CancellationToken cancellationToken)
    {
        var rows = since is null ? context.CallFigures : context.CallFigures.Where(row => row.ChangedUtc >= since);
        await foreach (var row in Narrow(context, rows).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            known[row.Key] = new(
                row.Key, Kept(row.Agent), Kept(row.Queue), Kept(row.Team), Kept(row.Reason), Kept(row.Language), row.SampleRate, row.Channels,
                row.Overall is { } machine ? new(machine, row.AutoFail, row.NeedsReview, Kept(row.Scorecard) ?? "", row.Answers ?? "") : null,
                row.HumanOverall is { } people ? new(people, row.HumanAutoFail, Uncertain: false, Kept(row.HumanScorecard) ?? "", row.HumanAnswers ?? "") : null)
            {
                Empathy = (byte?)row.Empathy, Courtesy = (byte?)row.Courtesy, Resolved = row.Resolution is { } resolution ? resolution == Resolution.Resolved : null,
            };
        }
    }

    private static IQueryable<Row> Narrow(CallQADbContext context, IQueryable<CallFigureRow> rows) =>
        rows.Join(context.Calls, row => row.CallId, call => call.Id, (row, call) => new Row(
            row.Key, row.AgentId, row.Queue, row.Team, row.Reason,
            context.SpokenTurns.Where(turn => turn.Key == row.Key * CallKey.MostTurns).Select(turn => turn.Language).FirstOrDefault(), call.SampleRate, call.ChannelCount,
            row.Overall, row.AutoFail, row.NeedsReview, row.Scorecard, row.Answers,
            row.HumanOverall, row.HumanAutoFail, row.HumanScorecard, row.HumanAnswers, row.Empathy, row.Courtesy, row.Resolution));

    // Few agents have many calls: their names are kept once.
    private string? Kept(string? name)
    {
        if (name is null) return null;
        if (names.TryGetValue(name, out var kept)) return kept;
        names.Add(name, name);
        return name;
    }

    private sealed record Row(
        long Key, string? Agent, string? Queue, string? Team, string? Reason, string? Language, int SampleRate, int Channels,
        double? Overall, bool AutoFail, bool NeedsReview, string? Scorecard, string? Answers,
        double? HumanOverall, bool HumanAutoFail, string? HumanScorecard, string? HumanAnswers, int? Empathy, int? Courtesy, Resolution? Resolution);
}
