using CallQA.App.Review;
using CallQA.App.Search;
using CallQA.App.Search.Index;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Coaching.Fairness;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Coaching.Fairness;

/// <summary>Reads the machine's overall results and the reviewers' results of the same calls, by group.</summary>
internal sealed class FairnessReader(IDbContextFactory<CallQADbContext> contexts, CallEngines engines)
{
    /// <summary>Overall results from 0 to 100; human ones count as equal within ten points.</summary>
    public static FairnessOptions Scale { get; } = new() { Least = 0, Greatest = 100, Band = 10 };

    /// <param name="grouping">By what calls are put into groups; calls of which it is unknown are left out.</param>
    /// <param name="from">Calls begun at or after this moment.</param>
    /// <param name="until">Calls begun before this moment.</param>
    /// <param name="blind">Calls that the reader has to score blind; they are left out.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>A row a group.</returns>
    public async Task<IReadOnlyList<GroupFairness>> ReadAsync(
        FairnessGrouping grouping, DateTimeOffset from, DateTimeOffset until, IReadOnlySet<string> blind, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var rows = CallCriteriaQuery.Where(context, new CallCriteria { From = from, Until = until }, engines.Scorecard).Where(row => row.Overall != null);
        var human = await HumanAsync(context, rows, cancellationToken);
        var calls = new List<FairnessCall>();
        await foreach (var call in Grouped(context, rows, grouping).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!string.IsNullOrWhiteSpace(call.Group) && !blind.Contains(call.CallId))
                calls.Add(new FairnessCall(call.Group, call.Overall, human.TryGetValue(call.CallId, out var result) ? result : null));
        }

        return FairnessTable.Of(calls, Scale);
    }

    private static IQueryable<GroupedCall> Grouped(CallQADbContext context, IQueryable<CallFigureRow> rows, FairnessGrouping grouping) => grouping switch
    {
        FairnessGrouping.Team => rows.Select(row => new GroupedCall(row.CallId, row.Team, row.Overall!.Value)),
        FairnessGrouping.Queue => rows.Select(row => new GroupedCall(row.CallId, row.Queue, row.Overall!.Value)),
        FairnessGrouping.Language => rows.Select(row => new GroupedCall(
            row.CallId, context.SpokenTurns.Where(turn => turn.Key == row.Key * CallKey.MostTurns).Select(turn => turn.Language).FirstOrDefault(), row.Overall!.Value)),
        _ => rows.Join(context.Calls, row => row.CallId, call => call.Id, (row, call) => new GroupedCall(
            row.CallId, call.SampleRate.ToString() + " Hz × " + call.ChannelCount.ToString(), row.Overall!.Value)),
    };

    /// <summary>Reviewers' results: of several of a call the first blind one, else the first.</summary>
    private async Task<Dictionary<string, double?>> HumanAsync(CallQADbContext context, IQueryable<CallFigureRow> rows, CancellationToken cancellationToken)
    {
        var reference = engines.Scorecard.Reference;
        var reviews = new Dictionary<string, (double? Overall, bool Blind)>(StringComparer.Ordinal);
        var documents = context.Reviews.Where(review => review.Scorecard == reference && review.Kind != ReviewKind.Decision && rows.Any(row => row.CallId == review.CallId))
            .OrderBy(review => review.Id).Select(review => review.Document);
        await foreach (var document in documents.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var review = StoredJson.Read<SubmittedReview>(document);
            if (!reviews.TryGetValue(review.CallId, out var known) || (review.Blind && !known.Blind))
                reviews[review.CallId] = (review.Overall, review.Blind);
        }

        return reviews.ToDictionary(review => review.Key, review => review.Value.Overall, StringComparer.Ordinal);
    }

    private sealed record GroupedCall(string CallId, string? Group, double Overall);
}
