namespace CallQA.App.Storage;

/// <summary>A file, or a row of a list, that could not be taken in.</summary>
/// <param name="FileName">Name as it arrived, without folders.</param>
/// <param name="ContentHash">SHA-256, lower-case hexadecimal; null when it could not be read or is longer than 1 GiB.</param>
/// <param name="Fault">The kind of fault; <see cref="SetAsideCause.Failed"/> where taking it in failed until the attempts were used up.</param>
/// <param name="Reason">One sentence: what, where, what to do.</param>
/// <param name="QuarantinedAt">When.</param>
/// <param name="KeptAt">Where the file lies now; null when the entry is about a row.</param>
internal sealed record QuarantinedFile(
    string FileName,
    string? ContentHash,
    SetAsideCause Fault,
    string Reason,
    DateTimeOffset QuarantinedAt,
    string? KeptAt)
{
    /// <summary>One that was refused for its own fault.</summary>
    public QuarantinedFile(string fileName, string? contentHash, InputFault fault, string reason, DateTimeOffset quarantinedAt, string? keptAt)
        : this(fileName, contentHash, (SetAsideCause)fault, reason, quarantinedAt, keptAt)
    {
    }
}
