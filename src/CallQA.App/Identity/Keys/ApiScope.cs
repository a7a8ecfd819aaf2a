using System.Collections.Frozen;

namespace CallQA.App.Identity.Keys;

/// <summary>What a key may be used for. Its account's role limits it further.</summary>
internal static class ApiScope
{
    /// <summary>Calls, transcripts, scores, reviews, the queue, the scorecard.</summary>
    public const string Read = "calls:read";

    /// <summary>Recordings and their waveforms.</summary>
    public const string Listen = "audio:read";

    /// <summary>Reviews, corrections, comments, what becomes of the queue.</summary>
    public const string Review = "reviews:write";

    /// <summary>Saving scorecards and putting them in force.</summary>
    public const string WriteScorecards = "scorecards:write";

    /// <summary>Coaching sessions, playbooks, progress on goals.</summary>
    public const string ReadCoaching = "coaching:read";

    /// <summary>What coaches and agents do with coaching sessions.</summary>
    public const string WriteCoaching = "coaching:write";

    /// <summary>Status, nights, and what operators do with calls: retry, cancel, hold, erase.</summary>
    public const string Operate = "operate";

    /// <summary>The numbers of <c>/metrics</c>, and nothing else.</summary>
    public const string Metrics = "metrics:read";

    /// <summary>Accounts, keys, audit log.</summary>
    public const string Administer = "accounts";

    public static FrozenSet<string> All { get; } = [Read, Listen, Review, ReadCoaching, WriteCoaching, WriteScorecards, Operate, Metrics, Administer];
}
