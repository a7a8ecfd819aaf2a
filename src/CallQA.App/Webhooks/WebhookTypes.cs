namespace CallQA.App.Webhooks;

/// <summary>What a program can be told of.</summary>
internal static class WebhookTypes
{
    public const string ReportsWritten = "reports.written";

    public const string ModelsPromoted = "models.promoted";

    public const string ModelsRolledBack = "models.rolled-back";

    public const string DriftAlarm = "drift.alarm";

    public const string CallScored = "call.scored";

    public const string CallSetAside = "call.set-aside";

    public const string ReviewSubmitted = "review.submitted";

    public const string NightFailed = "night.failed";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [CallScored, CallSetAside, ReviewSubmitted, NightFailed, ReportsWritten, ModelsPromoted, ModelsRolledBack, DriftAlarm];
}
