using CallQA.App.Storage;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Identity;

/// <summary>An entry of the audit log.</summary>
/// <param name="At">When.</param>
/// <param name="Action">What was done.</param>
/// <param name="By">Who did it.</param>
/// <param name="CallId">To which call; null when it was to none, or the call has been erased.</param>
internal sealed record AuditEntry(DateTimeOffset At, string Action, string By, string? CallId);

/// <summary>Who did what: listening, exporting, evaluating, signing in. Entries are added and never changed.</summary>
internal sealed class AuditTrail(IDbContextFactory<CallQADbContext> contexts, TimeProvider clock)
{
    public const string Listened = "listened";
    public const string OriginalHeard = "original-heard";
    public const string OriginalRead = "original-read";
    public const string OriginalDestroyed = "original-destroyed";
    public const string Redacted = "redacted";
    public const string Exported = "exported";
    public const string TakenOver = "taken-over";
    public const string Evaluated = "evaluated";
    public const string Corrected = "corrected";
    public const string Acknowledged = "acknowledged";
    public const string Disputed = "disputed";
    public const string DisputeDecided = "dispute-decided";
    public const string RolledBack = "rolled-back";
    public const string CalibrationOpened = "calibration-opened";
    public const string CalibrationScored = "calibration-scored";
    public const string CalibrationClosed = "calibration-closed";
    public const string ConsensusRecorded = "consensus-recorded";
    public const string ScorecardSaved = "scorecard-saved";
    public const string ScorecardInForce = "scorecard-in-force";
    public const string CoachingPlanned = "coaching-planned";
    public const string CoachingHeld = "coaching-held";
    public const string CoachingAcknowledged = "coaching-acknowledged";
    public const string CoachingClosed = "coaching-closed";
    public const string CoachingCancelled = "coaching-cancelled";
    public const string CoachingNoted = "coaching-noted";
    public const string CoachingCommented = "coaching-commented";
    public const string CoachingChanged = "coaching-changed";
    public const string ExampleJudged = "example-judged";
    public const string SamplingChanged = "sampling-changed";
    public const string SampleDrawn = "sample-drawn";
    public const string QueueAssigned = "queue-assigned";
    public const string QueueShared = "queue-shared";
    public const string CallReplaced = "call-replaced";
    public const string ClipCut = "clip-cut";
    public const string ClipRemoved = "clip-removed";
    public const string PlaylistChanged = "playlist-changed";
    public const string PlaylistShared = "playlist-shared";
    public const string ShareRevoked = "share-revoked";
    public const string ModelPromoted = "model-promoted";
    public const string ModelRolledBack = "model-rolled-back";
    public const string DriftAlarm = "drift-alarm";
    public const string SignedIn = "signed-in";
    public const string AccountChanged = "account-changed";
    public const string KeyChanged = "key-changed";

    // A player asks for one recording many times: what follows within this time is the same listening.
    private static readonly TimeSpan OneListening = TimeSpan.FromMinutes(10);

    private readonly UnitOfWork work = new(contexts);

    /// <summary>Adds an entry about a call.</summary>
    public Task AddAsync(string action, string by, Call call, CancellationToken cancellationToken) => work.CommitAsync(
        context => Task.FromResult(context.Audit.Add(Row(action, by, call)).Entity), cancellationToken);

    /// <summary>Adds an entry about no call.</summary>
    public Task AddAsync(string action, string by, CancellationToken cancellationToken) => work.CommitAsync(
        context => Task.FromResult(context.Audit.Add(Row(action, by, call: null)).Entity), cancellationToken);

    /// <summary>Adds an entry about listening, unless it goes on from what was entered minutes ago.</summary>
    public Task AddListeningAsync(string by, Call call, CancellationToken cancellationToken) => AddOnceAsync(Listened, by, call, cancellationToken);

    /// <summary>The same about listening to an original.</summary>
    public Task AddOriginalListeningAsync(string by, Call call, CancellationToken cancellationToken) => AddOnceAsync(OriginalHeard, by, call, cancellationToken);

    /// <summary>Entries, the latest first.</summary>
    /// <param name="callId">Only those about this call; null for all.</param>
    /// <param name="skip">Entries to pass over.</param>
    /// <param name="most">Entries to return at most.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public Task<List<AuditEntry>> ListAsync(string? callId, int skip, int most, CancellationToken cancellationToken)
    {
        var digest = string.IsNullOrWhiteSpace(callId) ? null : CallDigest.Of(callId.Trim());
        return work.ReadAsync(
            context => context.Audit.Where(row => digest == null || row.CallDigest == digest)
                .OrderByDescending(row => row.Id).Skip(skip).Take(most)
                .Select(row => new AuditEntry(
                    new DateTimeOffset(row.AtUtc), row.Action, row.By,
                    context.Calls.Where(call => call.ContentHash == row.ContentHash).Select(call => call.Id).FirstOrDefault()))
                .ToListAsync(cancellationToken),
            cancellationToken);
    }

    private Task<AuditRow?> AddOnceAsync(string action, string by, Call call, CancellationToken cancellationToken)
    {
        var row = Row(action, by, call, OneListening);
        return work.CommitAsync(
            async context => await AuditChain.IsKnownAsync(context, row, cancellationToken) ? null : context.Audit.Add(row).Entity, cancellationToken);
    }

    private AuditRow Row(string action, string by, Call? call, TimeSpan? once = null) => new()
    {
        AtUtc = CallMapping.Utc(clock.GetUtcNow()),
        UnlessSince = CallMapping.Utc(clock.GetUtcNow()) - once,
        Action = action,
        By = by,
        CallDigest = call is null ? "" : CallDigest.Of(call.Id),
        ContentHash = call?.ContentHash ?? "",
    };
}
