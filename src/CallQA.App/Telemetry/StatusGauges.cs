using System.Diagnostics.Metrics;
using CallQA.App.Jobs;

namespace CallQA.App.Telemetry;

/// <summary>What <c>/metrics</c> tells of the whole store, under the same names, for a collector that is sent to. Asked every half minute.</summary>
internal sealed class StatusGauges : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly StatusReader reader;
    private readonly TimeProvider clock;
    private volatile SystemStatus? status;

    public StatusGauges(StatusReader reader, TimeProvider clock, IMeterFactory meters)
    {
        (this.reader, this.clock) = (reader, clock);
        var meter = meters.Create(StageSpan.Name);
        Each(meter, "callqa_calls", "Calls by state.", "state", now => now.Calls);
        Each(meter, "callqa_calls_set_aside", "Calls set aside by reason.", "reason", now => now.SetAside);
        One(meter, "callqa_refused_files", "Files and rows of lists that were refused.", now => now.RefusedFiles);
        One(meter, "callqa_calls_at_work", "Calls being worked on.", now => now.AtWork);
        One(meter, "callqa_oldest_waiting_seconds", "Age of the call that waits longest; 0 when none waits.", now => now.OldestWaiting?.TotalSeconds ?? 0);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                status = await reader.ReadAsync(stoppingToken);
            }
#pragma warning disable CA1031 // Whatever is wrong, gauges must not end the host: they are silent until it is over.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                status = null;
            }

            await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    private void One(Meter meter, string name, string what, Func<SystemStatus, double> value) =>
        meter.CreateObservableGauge(name, () => status is { } now ? [new Measurement<double>(value(now))] : Array.Empty<Measurement<double>>(), null, what);

    private void Each(Meter meter, string name, string what, string label, Func<SystemStatus, IReadOnlyDictionary<string, int>> values) =>
        meter.CreateObservableGauge(
            name,
            () => status is { } now ? values(now).Select(entry => new Measurement<double>(entry.Value, new KeyValuePair<string, object?>(label, entry.Key))) : [],
            null, what);
}
