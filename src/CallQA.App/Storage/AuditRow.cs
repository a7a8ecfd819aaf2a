using System.ComponentModel.DataAnnotations.Schema;

namespace CallQA.App.Storage;

/// <summary>That something was done to a call. It holds digests only, so that it may outlive what it tells of.</summary>
internal sealed class AuditRow
{
    public long Id { get; init; }

    public required DateTime AtUtc { get; init; }

    public required string Action { get; init; }

    /// <summary>Who or what had it done: a command, a rule of retention.</summary>
    public required string By { get; init; }

    /// <summary>SHA-256 of the call's identifier.</summary>
    public required string CallDigest { get; init; }

    /// <summary>SHA-256 of the recording.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Whether files of the call are still to be removed.</summary>
    public bool FilesPending { get; set; }

    /// <summary>The entry is left out where there is one of the same since this moment; null for one that is always entered.</summary>
    [NotMapped]
    public DateTime? UnlessSince { get; init; }

    /// <summary>Number in the chain, from 1; null for entries from before there was one.</summary>
    public long? Sequence { get; set; }

    /// <summary>See <see cref="Identity.AuditChain"/>; null for entries from before there was a chain.</summary>
    public string? Hash { get; set; }
}
