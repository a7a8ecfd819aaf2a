using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CallQA.App.Telemetry;

/// <summary>A nightly run or one of its steps, as it is told to whoever collects traces and metrics: names, times and counts.</summary>
internal sealed class NightlySpan : IDisposable
{
    private static readonly ActivitySource Source = new(StageSpan.Name);
    private static readonly Meter Meter = new(StageSpan.Name);
    private static readonly Histogram<double> Seconds = Meter.CreateHistogram<double>("callqa_nightly_step_seconds", "s", "Time of a step of the nightly run.");
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("callqa_nightly_step_failures", null, "Steps of the nightly run that failed.");

    private readonly Activity? activity;

    private NightlySpan(string name) => activity = Source.StartActivity(name);

    /// <summary>The run, which the steps lie below.</summary>
    /// <param name="due">The time it is for.</param>
    public static NightlySpan OfRun(DateTimeOffset due)
    {
        var span = new NightlySpan("night");
        span.activity?.SetTag("callqa.due", due.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        return span;
    }

    /// <summary>One step.</summary>
    /// <param name="step">Its name.</param>
    public static NightlySpan OfStep(string step) => new($"night {step}");

    /// <summary>The run has ended.</summary>
    /// <param name="failed">How many of its steps failed.</param>
    public void Ended(int failed) => activity?.SetStatus(failed == 0 ? ActivityStatusCode.Ok : ActivityStatusCode.Error).SetTag("callqa.failed", failed);

    /// <summary>The step has ended.</summary>
    /// <param name="result">What it did.</param>
    /// <param name="failure">Why it failed; null when it did not.</param>
    public void Ended(Jobs.NightlyResult result, Exception? failure)
    {
        Seconds.Record(result.Duration.TotalSeconds, new KeyValuePair<string, object?>("step", result.Step));
        activity?.SetTag("callqa.count", result.Count);
        if (failure is null)
        {
            activity?.SetStatus(ActivityStatusCode.Ok);
            return;
        }

        Failures.Add(1, new KeyValuePair<string, object?>("step", result.Step));
        activity?.SetStatus(ActivityStatusCode.Error, StageSpan.ReasonOf(failure));
    }

    public void Dispose() => activity?.Dispose();
}
