namespace CallQA.App.Storage;

/// <summary>A request that came with a key for repeating it, and what was answered: so that it is done once, however often it is sent.</summary>
internal sealed class AnsweredRequestRow
{
    /// <summary>The account it came from.</summary>
    public required string By { get; init; }

    /// <summary>What the sender calls it.</summary>
    public required string Key { get; init; }

    /// <summary>Digest of method, address and body: another request under the same key is a mistake.</summary>
    public required string Request { get; init; }

    /// <summary>The call it changes, which it is erased with; null when it changes none, or erases it.</summary>
    public string? CallId { get; init; }

    public required DateTime BegunUtc { get; init; }

    /// <summary>Status of the answer; null while it is being worked on.</summary>
    public int? Status { get; set; }

    public string? ContentType { get; set; }

    public byte[]? Body { get; set; }
}
