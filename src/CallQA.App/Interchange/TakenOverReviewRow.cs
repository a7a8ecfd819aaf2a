namespace CallQA.App.Interchange;

/// <summary>A review that came with a call from elsewhere. It is shown and goes on with the call, and counts for nothing here: no score, no figure, no lesson.</summary>
internal sealed class TakenOverReviewRow
{
    public long Id { get; init; }

    public required string CallId { get; init; }

    public required string Document { get; set; }
}
