using CallQA.Recordings;

namespace CallQA.App.Storage;

/// <summary>A call as the database holds it: the document beside the columns that are searched and sorted.</summary>
internal sealed class CallRow
{
    public required string Id { get; init; }

    public required string ContentHash { get; init; }

    public required string FileName { get; init; }

    public required long DurationTicks { get; init; }

    public required int SampleRate { get; init; }

    public required int ChannelCount { get; init; }

    /// <summary>The whole metadata as JSON; the three columns below repeat what queries need of it.</summary>
    public required string Metadata { get; set; }

    public string? AgentId { get; set; }

    public string? AgentName { get; set; }

    public DateTime? StartUtc { get; set; }

    public CallStage Stage { get; set; }

    public DateTime TakenInUtc { get; init; }

    public string? Quarantine { get; set; }

    /// <summary>Attempts at the present stage that have begun and not ended well, kills of the process included.</summary>
    public int Attempts { get; set; }

    public long? CurrentTranscriptId { get; set; }

    public TranscriptRow? CurrentTranscript { get; set; }

    /// <summary>Counted up with every change: two processes changing one call notice each other.</summary>
    public int Version { get; set; }
}
