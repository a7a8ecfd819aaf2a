using CallQA.Recordings;

namespace CallQA.App.Storage;

/// <summary>One stage of one call, done: committed together with its result.</summary>
internal sealed class StageRunRow
{
    public long Id { get; init; }

    public required string CallId { get; init; }

    /// <summary>The stage that was reached.</summary>
    public required CallStage Stage { get; init; }

    public required string Worker { get; init; }

    public required int Cores { get; init; }

    public required DateTime BegunUtc { get; init; }

    public required DateTime EndedUtc { get; init; }

    /// <summary>Length of the recording, for the real-time factor.</summary>
    public required long AudioTicks { get; init; }

    public required long ElapsedTicks { get; init; }
}
