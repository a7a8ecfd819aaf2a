using CallQA.App.Storage;
using CallQA.Recordings;

namespace CallQA.App;

/// <summary>
/// Every log message of the application: digests, counts, durations and <see cref="FailureTrace"/>s, never what is said or by whom. A call's identifier
/// may be its file's name, with a customer's number in it: a call is logged by its <see cref="CallDigest"/>.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Call {CallDigest} taken in, {Duration} long.")]
    public static partial void TakenIn(ILogger logger, string callDigest, TimeSpan duration);

    [LoggerMessage(2, LogLevel.Information, "List taken in: {Rows} rows understood, {Problems} refused.")]
    public static partial void ListTakenIn(ILogger logger, int rows, int problems);

    [LoggerMessage(3, LogLevel.Warning, "A file of the intake folder was quarantined: {Fault}.")]
    public static partial void FileQuarantined(ILogger logger, SetAsideCause fault);

    [LoggerMessage(4, LogLevel.Warning, "Call {CallDigest} quarantined after stage {Stage}: {Cause}.")]
    public static partial void CallQuarantined(ILogger logger, string callDigest, CallStage stage, SetAsideCause cause);

    [LoggerMessage(5, LogLevel.Error, "Call {CallDigest} failed after stage {Stage}, attempt {Attempt}: {Trace}")]
    public static partial void StageFailed(ILogger logger, string callDigest, CallStage stage, int attempt, string trace);

    [LoggerMessage(6, LogLevel.Information, "Sweep enqueued {Count} unfinished calls.")]
    public static partial void SweepEnqueued(ILogger logger, int count);

    [LoggerMessage(27, LogLevel.Error, "A file or object could not be taken in, attempt {Attempt}: {Trace}")]
    public static partial void IntakeAttemptFailed(ILogger logger, int attempt, string trace);

    [LoggerMessage(7, LogLevel.Error, "The intake folder could not be looked through: {Trace}")]
    public static partial void IntakeFailed(ILogger logger, string trace);

    [LoggerMessage(8, LogLevel.Information, "Nightly run done: {Steps} steps, {Failed} failed.")]
    public static partial void NightlyDone(ILogger logger, int steps, int failed);

    [LoggerMessage(9, LogLevel.Error, "Nightly step {Step} failed: {Trace}")]
    public static partial void NightlyStepFailed(ILogger logger, string step, string trace);

    [LoggerMessage(11, LogLevel.Warning, "The nightly run goes on, but could not tell so to the database: {Trace}")]
    public static partial void NightlySilent(ILogger logger, string trace);

    [LoggerMessage(26, LogLevel.Warning, "The nightly run was taken over by another process, because nothing was seen of it for too long; it ends here.")]
    public static partial void NightlyLost(ILogger logger);

    [LoggerMessage(12, LogLevel.Information, "{Rule} erased {Count} calls.")]
    public static partial void CallsErased(ILogger logger, string rule, int count);

    [LoggerMessage(13, LogLevel.Information, "Search: {Count} calls entered that were stored before.")]
    public static partial void SearchCaughtUp(ILogger logger, int count);

    [LoggerMessage(14, LogLevel.Error, "Search: calls stored before could not be entered: {Trace}")]
    public static partial void SearchCatchUpFailed(ILogger logger, string trace);

    [LoggerMessage(15, LogLevel.Error, "Copies of erased recordings could not be looked for, or recordings not be removed; this is tried again: {Trace}")]
    public static partial void CopiesFailed(ILogger logger, string trace);

    [LoggerMessage(19, LogLevel.Warning, "The figures of the calls could not be read at the start; the first dashboard reads them: {Trace}")]
    public static partial void FiguresNotRead(ILogger logger, string trace);

    [LoggerMessage(20, LogLevel.Warning, "Call {CallDigest} was no longer this worker's when the work after stage {Stage} came to its end; nothing was stored.")]
    public static partial void LeaseLost(ILogger logger, string callDigest, CallStage stage);

    [LoggerMessage(21, LogLevel.Warning, "A sign-in at the OpenID Connect provider failed: {Reason}")]
    public static partial void OpenIdFailed(ILogger logger, string? reason);

    [LoggerMessage(22, LogLevel.Information, "Calls are scored with the models {Version} from now on.")]
    public static partial void ScoringModelTaken(ILogger logger, string version);

    [LoggerMessage(23, LogLevel.Warning, "Messages of the webhook could not be sent: {Trace}")]
    public static partial void WebhookFailed(ILogger logger, string trace);

    [LoggerMessage(27, LogLevel.Warning, "The file {File} in the folder of the webhook is no message that can be read; it is passed over, and set aside with '.bad' behind its name where that may be done.")]
    public static partial void WebhookMessageUnusable(ILogger logger, string file);

    [LoggerMessage(24, LogLevel.Warning, "Recordings of the calls that are reviewed next could not be made ready for players; this is tried again: {Trace}")]
    public static partial void PlaybackNotReady(ILogger logger, string trace);

    [LoggerMessage(25, LogLevel.Information, "Call {CallDigest}: there is a remark on its vCon.")]
    public static partial void NotTakenOver(ILogger logger, string callDigest);

    [LoggerMessage(10, LogLevel.Information, "Removed {Count} half copies of an earlier process.")]
    public static partial void AbandonedRemoved(ILogger logger, int count);
}
