using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CallQA.App.Telemetry;

/// <summary>
/// Sends traces and metrics to a collector by OTLP. Nothing is sent, and nothing of it is loaded, unless the standard
/// variables of OpenTelemetry name one.
/// </summary>
internal static class OtlpExport
{
    private const string ServiceName = "OTEL_SERVICE_NAME";

    private static readonly string[] Endpoints = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    public static IServiceCollection AddOtlpExport(this IServiceCollection services, IConfiguration configuration)
    {
        if (!Array.Exists(Endpoints, name => !string.IsNullOrEmpty(configuration[name]))) return services;
        services.AddHostedService<StatusGauges>();
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(configuration[ServiceName] ?? "callqa", serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}"))
            .WithTracing(traces => traces.AddSource(StageSpan.Name).AddOtlpExporter())
            .WithMetrics(metrics => metrics.AddMeter(StageSpan.Name).AddOtlpExporter());
        return services;
    }
}
