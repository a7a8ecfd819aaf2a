using System.Text.Json.Nodes;
using CallQA.App.Review;
using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Interchange;

/// <summary>Reviews by people that come and go with calls: those of here, and those that came along from elsewhere.</summary>
internal sealed class TakenOverReviews(IDbContextFactory<CallQADbContext> contexts)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>The reviews that came along with a call, the latest first.</summary>
    public Task<List<SubmittedReview>> OfAsync(string callId, CancellationToken cancellationToken) => work.ReadAsync(
        async context => (await context.TakenOverReviews.Where(row => row.CallId == callId).OrderBy(row => row.Id).Select(row => row.Document).ToListAsync(cancellationToken))
            .ConvertAll(document => StoredJson.Read<SubmittedReview>(document)),
        cancellationToken);

    /// <summary>Everything that people submitted about a call here and elsewhere, for a vCon, the latest first. What is said in calibration sessions stays there.</summary>
    public async Task<IReadOnlyList<JsonNode>> DocumentsAsync(string callId, CancellationToken cancellationToken)
    {
        var own = await work.ReadAsync(context => Reviews.HistoryAsync(context, callId, cancellationToken), cancellationToken);
        // Numbers of rows mean nothing elsewhere.
        return [.. own.Select(review => review with { Id = 0 }).Concat(await OfAsync(callId, cancellationToken)).Select(review => JsonNode.Parse(StoredJson.Write(review))!)];
    }
}
