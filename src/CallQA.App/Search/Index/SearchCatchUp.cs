using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Search.Index;

/// <summary>
/// Enters the calls that were stored before there was a search, or reviewed before it knew of reviews. It begins with every worker, goes on where the last one stopped, and
/// has nothing to do once all are in.
/// </summary>
internal sealed class SearchCatchUp(IDbContextFactory<CallQADbContext> contexts, ILogger<SearchCatchUp> logger) : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly UnitOfWork work = new(contexts);

    /// <summary>Enters all calls that are missing.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (entered, last) = (0, "");
        while (await MissingAsync(last, cancellationToken) is { Count: > 0 } missing)
        {
            foreach (var id in missing) if (await EnterAsync(id, cancellationToken)) entered++;
            last = missing[^1];
        }

        return entered;
    }

    /// <inheritdoc />
    [SuppressMessage("Design", "CA1031", Justification = "Whatever keeps calls out of search now, the others are worked on all the same.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var entered = await RunAsync(stoppingToken);
                if (entered > 0) Log.SearchCaughtUp(logger, entered);
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.SearchCatchUpFailed(logger, FailureTrace.Of(exception));
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }

    [SuppressMessage("Globalization", "CA1309", Justification = "The database compares, by code point; it knows no other comparison.")]
    private Task<List<string>> MissingAsync(string after, CancellationToken cancellationToken) => work.ReadAsync(
        context => context.Calls
            .Where(call => call.CurrentTranscriptId != null && string.Compare(call.Id, after) > 0 && (!context.CallFigures.Any(figures => figures.CallId == call.Id)
                || (context.Standings.Any(standing => standing.CallId == call.Id) && context.CallFigures.Any(figures => figures.CallId == call.Id && figures.HumanScorecard == null))))
            .OrderBy(call => call.Id).Select(call => call.Id).Take(Batch).ToListAsync(cancellationToken),
        cancellationToken);

    private async Task<bool> EnterAsync(string callId, CancellationToken cancellationToken)
    {
        try
        {
            return await work.CommitAsync(
                async context =>
                {
                    if (await context.Calls.FirstOrDefaultAsync(call => call.Id == callId, cancellationToken) is not { } call) return false;
                    await SearchIndex.RenewAsync(context, call, cancellationToken);
                    return true;
                },
                cancellationToken);
        }
        catch (JsonException exception)
        {
            Log.SearchCatchUpFailed(logger, FailureTrace.Of(exception));
            return false;
        }
    }
}
