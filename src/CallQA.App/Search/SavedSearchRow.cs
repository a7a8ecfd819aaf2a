namespace CallQA.App.Search;

/// <summary>A search that somebody keeps under a name.</summary>
internal sealed class SavedSearchRow
{
    public long Id { get; init; }

    public required string OwnerId { get; init; }

    public required string OwnerName { get; init; }

    public required string Name { get; init; }

    /// <summary>The search as the address of its page tells it.</summary>
    public required string Query { get; set; }

    /// <summary>Whether everybody but agents sees it.</summary>
    public required bool Shared { get; set; }

    public required DateTime SavedUtc { get; set; }
}
