using CallQA.Recordings;

namespace CallQA.App.Storage;

/// <summary>A call as the database holds it: the document beside the columns that are searched and sorted.</summary>
internal sealed class CallRow
{
    public required string Id { get; init; }

    /// <summary>By which the log, traces and the audit log name it; see <see cref="CallDigest"/>.</summary>
    public string Digest { get; init; } = "";

    public required string ContentHash { get; init; }

    public required string FileName { get; init; }

    public required long DurationTicks { get; init; }

    public required int SampleRate { get; init; }

    public required int ChannelCount { get; init; }

    /// <summary>The whole metadata as JSON; the columns below repeat what queries need of it.</summary>
    public required string Metadata { get; set; }

    public string? AgentId { get; set; }

    public string? AgentName { get; set; }

    public string? Queue { get; set; }

    /// <summary>The customer's name, which redaction alone reads: it stands in no document, list, message or export.</summary>
    public string? CustomerName { get; set; }

    /// <summary>Identifier of the profile of the source the recording came from.</summary>
    public string? Source { get; set; }

    public DateTime? StartUtc { get; set; }

    /// <summary>The start, or the intake where that is unknown: what lists are sorted and periods are cut by.</summary>
    public DateTime ListedUtc { get; set; }

    public CallStage Stage { get; set; }

    /// <summary>Whether the machine's latest evaluation of the current transcript asks for a person; kept here for the list of such calls.</summary>
    public bool NeedsReview { get; set; }

    public DateTime TakenInUtc { get; init; }

    /// <summary>When somebody last asked for work on the call, or let it go on; null while it waits since it was taken in.</summary>
    public DateTime? WaitingSinceUtc { get; set; }

    public string? Quarantine { get; set; }

    public SetAsideCause? QuarantineCause { get; set; }

    /// <summary>Kinds of the exceptions and where they came from, for the operator; no messages.</summary>
    public string? QuarantineTrace { get; set; }

    public DateTime? QuarantinedUtc { get; set; }

    /// <summary>Higher goes first; 0 is ordinary.</summary>
    public int Priority { get; set; }

    /// <summary>Speech model an operator asked for; null for the one of the settings.</summary>
    public string? SpeechModel { get; set; }

    /// <summary>Why the call must not be erased; null when it may.</summary>
    public string? LegalHold { get; set; }

    /// <summary>Whether the call may be learnt from; null where the rule of its telephone queue counts.</summary>
    public bool? TrainingConsent { get; set; }

    /// <summary>SHA-256 of the silenced recording that has taken the original's place, or is about to; null while the original is kept.</summary>
    public string? SilencedHash { get; set; }

    /// <summary>Digest of the stretches that are silent in it.</summary>
    public string? SilencedSpans { get; set; }

    /// <summary>Whether something may still be heard that must not be: the original, or what was found since it was silenced.</summary>
    public bool SilencingPending { get; set; }

    /// <summary>Attempts at the present stage that have begun and not ended well, kills of the process included.</summary>
    public int Attempts { get; set; }

    /// <summary>The worker at the present stage; null when nobody is.</summary>
    public string? Worker { get; set; }

    public DateTime? BegunUtc { get; set; }

    public int WorkerCores { get; set; }

    /// <summary>Until then the call is the worker's alone; a living one keeps moving it on.</summary>
    public DateTime? LeasedUntilUtc { get; set; }

    public long? CurrentTranscriptId { get; set; }

    public TranscriptRow? CurrentTranscript { get; set; }

    /// <summary>Counted up with every change: two processes changing one call notice each other.</summary>
    public int Version { get; set; }

    /// <summary>Nobody works on the call any more.</summary>
    public void Free()
    {
        Worker = null;
        BegunUtc = null;
        LeasedUntilUtc = null;
    }
}
