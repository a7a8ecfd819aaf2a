using System.Globalization;
using System.Text;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Jobs;
using CallQA.App.Storage;
using CallQA.App.Telemetry;
using CallQA.App.Web.Api;

namespace CallQA.App.Web;

/// <summary>
/// <c>/metrics</c> in the text form of Prometheus. The numbers come from the store, so that any process tells of all of them,
/// and none is lost with a process.
/// </summary>
internal static class Metrics
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static void MapMetrics(this WebApplication app) => app.MapGet("/metrics", async (StatusReader status, StageFailures failures, CancellationToken token) =>
        Results.Text(Write(await status.ReadAsync(token), await failures.ListAsync(token)), ContentType)).RequireAuthorization(Access.Oversee).WithMetadata(new RequiredScope(ApiScope.Metrics));

    /// <summary>A status, and the attempts that failed, as lines.</summary>
    public static string Write(SystemStatus status, IReadOnlyList<StageFailureRow> failures)
    {
        var text = new StringBuilder();
        Begin(text, "callqa_calls", "gauge", "Calls by state.");
        foreach (var (state, calls) in status.Calls) Line(text, "callqa_calls", calls, ("state", state));
        Begin(text, "callqa_calls_set_aside", "gauge", "Calls set aside by reason.");
        foreach (var (reason, calls) in status.SetAside) Line(text, "callqa_calls_set_aside", calls, ("reason", reason));
        Begin(text, "callqa_refused_files", "gauge", "Files and rows of lists that were refused.");
        Line(text, "callqa_refused_files", status.RefusedFiles);
        Begin(text, "callqa_calls_at_work", "gauge", "Calls being worked on.");
        Line(text, "callqa_calls_at_work", status.AtWork);
        Begin(text, "callqa_oldest_waiting_seconds", "gauge", "Age of the call that waits longest; 0 when none waits.");
        Line(text, "callqa_oldest_waiting_seconds", status.OldestWaiting?.TotalSeconds ?? 0);
        Begin(text, "callqa_stage_runs_day", "gauge", "Stages done in the last 24 hours.");
        foreach (var stage in status.Stages) Line(text, "callqa_stage_runs_day", stage.Calls, ("stage", stage.Stage));
        Begin(text, "callqa_stage_seconds_mean_day", "gauge", "Mean time of a stage in the last 24 hours.");
        foreach (var stage in status.Stages) Line(text, "callqa_stage_seconds_mean_day", stage.Mean.TotalSeconds, ("stage", stage.Stage));
        Begin(text, "callqa_stage_failures_total", "counter", "Attempts at a stage that failed, by reason, since the database was made.");
        foreach (var failure in FromTheStart(failures)) Line(text, "callqa_stage_failures_total", failure.Attempts, ("stage", failure.Stage), ("reason", failure.Reason));
        Begin(text, "callqa_real_time_factor_day", "gauge", "Time of transcription through length of recording in the last 24 hours.");
        foreach (var stage in status.Stages)
            if (stage.RealTimeFactor is { } factor) Line(text, "callqa_real_time_factor_day", factor);
        Begin(text, "callqa_last_nightly_run_timestamp_seconds", "gauge", "When the last nightly run ended; 0 when none has.");
        Line(text, "callqa_last_nightly_run_timestamp_seconds", status.LastNight?.ToUnixTimeSeconds() ?? 0);
        Begin(text, "callqa_drift_alarms", "gauge", "Inputs, scores and agreement that have drifted.");
        Line(text, "callqa_drift_alarms", status.DriftAlarms.Count);
        return text.ToString();
    }

    // A series that begins with its first failure would never be seen to rise to it.
    private static IEnumerable<StageFailureRow> FromTheStart(IReadOnlyList<StageFailureRow> failures) => StageSpan.Stages
        .Where(stage => !failures.Any(failure => failure.Stage == stage && failure.Reason == StageSpan.Unknown))
        .Select(stage => new StageFailureRow { Stage = stage, Reason = StageSpan.Unknown, Attempts = 0 })
        .Concat(failures)
        .OrderBy(failure => failure.Stage, StringComparer.Ordinal).ThenBy(failure => failure.Reason, StringComparer.Ordinal);

    private static void Begin(StringBuilder text, string name, string kind, string help) =>
        text.Append("# HELP ").Append(name).Append(' ').Append(help).Append("\n# TYPE ").Append(name).Append(' ').Append(kind).Append('\n');

    private static void Line(StringBuilder text, string name, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        text.Append(name);
        for (var label = 0; label < labels.Length; label++)
            text.Append(label == 0 ? '{' : ',').Append(labels[label].Name).Append("=\"").Append(labels[label].Value).Append('"');
        if (labels.Length > 0) text.Append('}');
        text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }
}
