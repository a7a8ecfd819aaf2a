using System.Globalization;
using CallQA.App.Dashboards;
using CallQA.App.Review;
using CallQA.App.Search;
using CallQA.App.Search.Index;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Coaching;
using CallQA.Coaching.Fairness;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Coaching.Fairness;

/// <summary>Reads what the machine and reviewers scored of the same calls, by group: the overall result and each criterion.</summary>
internal sealed class FairnessReader(FigureMemory memory, IDbContextFactory<CallQADbContext> contexts, CallEngines engines)
{
    /// <param name="grouping">By what calls are put into groups; calls of which it is unknown are left out.</param>
    /// <param name="from">Calls begun at or after this moment.</param>
    /// <param name="until">Calls begun before this moment.</param>
    /// <param name="blind">Calls that the reader has to score blind; they are left out.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>A row a measure and group.</returns>
    public async Task<IReadOnlyList<GroupFairness>> ReadAsync(
        FairnessGrouping grouping, DateTimeOffset from, DateTimeOffset until, IReadOnlySet<string> blind, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var rows = CallCriteriaQuery.Where(context, new CallCriteria { From = from, Until = until }, engines.Scorecard);
        var human = await HumanAsync(context, rows, cancellationToken);
        var left = await CallKey.OfAsync(context, blind, cancellationToken);
        var (first, end) = (CallKey.First(from.UtcDateTime), CallKey.First(until.UtcDateTime));
        var calls = await memory.AskAsync(
            all => all.Where(call => call.Key >= first && call.Key < end && call.Machine is not null && !left.Contains(call.Key))
                .Select(call => (Group: GroupOf(call, grouping), Call: call)).Where(call => !string.IsNullOrWhiteSpace(call.Group))
                .Select(call => new ScoredCall(call.Group!, FairnessScores.Of(call.Call), human.GetValueOrDefault(call.Call.Key))).ToList(),
            cancellationToken);
        return FairnessTable.Of(FairnessSample.Measures.Select(measure => new FairnessSample(measure, [.. calls.Select(call => call.On(measure)).OfType<FairnessCall>()])));
    }

    private static string? GroupOf(KeptFigures call, FairnessGrouping grouping) => grouping switch
    {
        FairnessGrouping.Team => call.Team,
        FairnessGrouping.Queue => call.Queue,
        FairnessGrouping.Reason => call.Reason,
        FairnessGrouping.Language => call.Language,
        _ => string.Create(CultureInfo.InvariantCulture, $"{call.SampleRate} Hz × {call.Channels}"),
    };

    /// <summary>Reviewers' results: of several of a call the first blind one, else the first.</summary>
    private async Task<Dictionary<long, FairnessScores>> HumanAsync(CallQADbContext context, IQueryable<CallFigureRow> rows, CancellationToken cancellationToken)
    {
        var scorecard = engines.Scorecard;
        var reference = scorecard.Reference;
        var reviews = new Dictionary<long, (FairnessScores Scores, bool Blind)>();
        var documents = context.Reviews.Where(review => review.Scorecard == reference && review.Kind != ReviewKind.Decision)
            .Join(rows, review => review.CallId, row => row.CallId, (review, row) => new { review.Id, row.Key, review.Document })
            .OrderBy(review => review.Id);
        await foreach (var row in documents.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var review = StoredJson.Read<SubmittedReview>(row.Document);
            if (!reviews.TryGetValue(row.Key, out var known) || (review.Blind && !known.Blind)) reviews[row.Key] = (FairnessScores.Of(review, scorecard), review.Blind);
        }

        return reviews.ToDictionary(review => review.Key, review => review.Value.Scores);
    }

    private sealed record ScoredCall(string Group, FairnessScores Machine, FairnessScores? Human)
    {
        public FairnessCall? On(ReportMeasure measure) => Machine.On(measure) is { } score ? new(Group, score, Human?.On(measure)) : null;
    }
}
