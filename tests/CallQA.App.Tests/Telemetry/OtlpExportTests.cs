using System.Globalization;
using CallQA.App.Storage;
using CallQA.App.Telemetry;
using CallQA.App.Tests.Reliability;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.App.Tests.Telemetry;

public sealed class OtlpExportTests
{
    // Only so that a hanging program does not hang the test.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly string[] Spans = ["intake", "transcribe", "measure", "score", "job TakeInAsync", "job TranscribeAsync", "job ScoreAsync"];
    private static readonly string[] Metrics = ["callqa_calls", "callqa_stage_seconds", "callqa_real_time_factor", "callqa_oldest_waiting_seconds"];

    [Fact]
    public void AddOtlpExport_AddsNothing_WhenNoCollectorIsNamed()
    {
        var services = new ServiceCollection();
        services.AddOtlpExport(new ConfigurationBuilder().Build());
        services.ShouldBeEmpty();
    }

    [Fact]
    public async Task Serve_SendsOneTraceACall_AndNothingOfIt()
    {
        await using var collector = await Collector.StartAsync();
        using var load = new Workload(1);
        load.HandIn(1);
        File.Delete(Path.Combine(load.Intake, "list-0.csv"));
        using var served = WorkerProcess.Start(load, database: null, "serve", new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            // What a busy machine does not take in time is not sent again.
            ["OTEL_EXPORTER_OTLP_TIMEOUT"] = Patience.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
            ["OTEL_BSP_EXPORT_TIMEOUT"] = Patience.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
        });
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (Missing(collector) is { } missing)
        {
            watch.Elapsed.ShouldBeLessThan(Patience, $"the collector was not sent '{missing}'");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }

        await served.StopAsync();

        var (traces, metrics) = (collector.Sent("/v1/traces"), collector.Sent("/v1/metrics"));
        traces.ShouldContain(CallDigest.Of("call-0000"));
        collector.TraceOf("intake").Length.ShouldBe(16);
        foreach (var span in new[] { "job TakeInAsync", "transcribe", "measure", "score" }) collector.TraceOf(span).ShouldBe(collector.TraceOf("intake"));
        foreach (var personal in new[] { "call-0000", "Anna", "order" })
        {
            traces.ShouldNotContain(personal);
            metrics.ShouldNotContain(personal);
        }
    }

    private static string? Missing(Collector collector) =>
        Array.Find(Spans, span => collector.TraceOf(span).Length == 0)
        ?? Array.Find(Metrics, metric => !collector.Sent("/v1/metrics").Contains(metric, StringComparison.Ordinal));
}
