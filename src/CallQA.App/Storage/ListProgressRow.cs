namespace CallQA.App.Storage;

/// <summary>How far a call list has been taken in, so that a restarted process goes on there.</summary>
internal sealed class ListProgressRow
{
    /// <summary>Relative to the intake folder, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>Length in bytes of the list that was read; another one is read from its start.</summary>
    public long Length { get; set; }

    public DateTime ChangedUtc { get; set; }

    /// <summary>The last line that is done.</summary>
    public int Line { get; set; }
}
