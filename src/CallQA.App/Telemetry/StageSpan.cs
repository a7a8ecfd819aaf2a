using System.Diagnostics;
using System.Diagnostics.Metrics;
using CallQA.App.Storage;

namespace CallQA.App.Telemetry;

/// <summary>
/// One stage at work on one call, as it is told to whoever collects traces and metrics: names, times and counts. A call is
/// known by its digest; neither what is said nor whose call it is leaves the process.
/// </summary>
internal sealed class StageSpan : IDisposable
{
    /// <summary>Name of the source and of the meter.</summary>
    public const string Name = "CallQA";

    /// <summary>The reason of failures that nobody foresaw.</summary>
    public const string Unknown = "failed";

    /// <summary>The stages that are told of.</summary>
    public static readonly IReadOnlyList<string> Stages = ["intake", "transcribe", "measure", "score"];

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Seconds = Meter.CreateHistogram<double>("callqa_stage_seconds", "s", "Time of a stage.");
    private static readonly Histogram<double> Factor = Meter.CreateHistogram<double>("callqa_real_time_factor", null, "Time of transcription through length of recording.");
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("callqa_stage_failures", null, "Attempts at a stage that failed, by reason.");

    private readonly string stage;
    private readonly StageFailures failures;
    private readonly TimeProvider clock;
    private readonly long begun;
    private readonly Activity? activity;

    public StageSpan(string stage, StageFailures failures, TimeProvider clock)
    {
        (this.stage, this.failures, this.clock, begun) = (stage, failures, clock, clock.GetTimestamp());
        activity = Source.StartActivity(stage);
    }

    /// <summary>A job that goes on with what another one began.</summary>
    /// <param name="job">Its name.</param>
    /// <param name="parent">The <c>traceparent</c> of the one that enqueued it; null for none.</param>
    public static Activity? BeginJob(string job, string? parent) =>
        ActivityContext.TryParse(parent, null, isRemote: true, out var context)
            ? Source.StartActivity(job, ActivityKind.Consumer, context)
            : Source.StartActivity(job, ActivityKind.Consumer);

    /// <summary>Which call it is.</summary>
    public void About(string callId) => activity?.SetTag("callqa.call", CallDigest.Of(callId));

    /// <summary>The stage is done.</summary>
    /// <param name="heard">Length of the recording, where it was listened to.</param>
    public void Done(TimeSpan? heard = null)
    {
        var elapsed = clock.GetElapsedTime(begun);
        Seconds.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("stage", stage));
        if (heard is { Ticks: > 0 } length) Factor.Record(elapsed / length);
        activity?.SetStatus(ActivityStatusCode.Ok);
    }

    /// <summary>The stage failed, or was stopped.</summary>
    public void Failed(Exception exception)
    {
        var reason = ReasonOf(exception);
        Failures.Add(1, new("stage", stage), new("reason", reason));
        failures.Add(stage, reason);
        activity?.SetStatus(ActivityStatusCode.Error, reason);
    }

    /// <summary>The kind of a failure, without anything of its message.</summary>
    public static string ReasonOf(Exception exception) => exception switch
    {
        OperationCanceledException => "stopped",
        _ when MachineTrouble.Is(exception) => "trouble",
        InputException input => input.Fault.ToString().ToLowerInvariant(),
        LeaseLostException => "lost",
        _ => Unknown,
    };

    public void Dispose() => activity?.Dispose();
}
