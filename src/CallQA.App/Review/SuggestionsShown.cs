using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review;

/// <summary>That somebody was shown what the machine says of a call; one row a call and reviewer, from the first time on.</summary>
internal sealed class SuggestionsShownRow
{
    public required string CallId { get; init; }

    public required string ReviewerId { get; init; }

    public required DateTime AtUtc { get; init; }
}

/// <summary>
/// Who was shown the machine's answers of which call. What was seen once cannot be unseen: neither by hiding it nor because the machine answers
/// anew, so that a review is blind only of those who are not here.
/// </summary>
internal sealed class SuggestionsShown(IDbContextFactory<CallQADbContext> contexts, TimeProvider clock)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>Keeps that somebody is shown them now.</summary>
    public async Task AddAsync(string callId, string reviewerId, CancellationToken cancellationToken)
    {
        if (await work.ReadAsync(context => ToAsync(context, callId, reviewerId, cancellationToken), cancellationToken)) return;
        await work.CommitAsync(
            async context =>
            {
                if (!await ToAsync(context, callId, reviewerId, cancellationToken))
                    context.SuggestionsShown.Add(new() { CallId = callId, ReviewerId = reviewerId, AtUtc = CallMapping.Utc(clock.GetUtcNow()) });
                return true;
            },
            cancellationToken);
    }

    /// <summary>Whether somebody has been shown them.</summary>
    public static Task<bool> ToAsync(CallQADbContext context, string callId, string reviewerId, CancellationToken cancellationToken) =>
        context.SuggestionsShown.AnyAsync(row => row.CallId == callId && row.ReviewerId == reviewerId, cancellationToken);
}
