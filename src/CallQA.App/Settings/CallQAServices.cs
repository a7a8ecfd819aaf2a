using CallQA.App.Jobs;
using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Settings;

/// <summary>Puts store, pipeline and worker together. The same for the command line, the web host and the tests.</summary>
internal static class CallQAServices
{
    public static IServiceCollection AddCallQA(this IServiceCollection services, CallQASettings settings, CallEngines engines)
    {
        services.AddSingleton(settings);
        services.AddSingleton(engines);
        services.AddSingleton(TimeProvider.System);
        AddStorage(services, settings);
        services.AddSingleton(provider => new CallPipeline(
            new PipelineParts(
                provider.GetRequiredService<ICallStore>(),
                provider.GetRequiredService<IRecordingStore>(),
                new AudioReader(),
                engines.Transcriber,
                engines.Reader,
                new CallScorer(provider.GetRequiredService<TimeProvider>()),
                engines.Scorecard),
            new PipelineOptions { ChannelMap = settings.Channels, Language = settings.Language },
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CallWorker>();
        services.AddSingleton(new IntakeFolder(settings.IntakePath, settings.QuarantinePath));
        services.AddSingleton(new CallListOptions { Folder = settings.IntakePath, TimeZone = settings.Zone });
        services.AddSingleton<IntakeWorker>();
        services.AddSingleton<CoachingReports>();
        services.AddSingleton<NightlySteps>();
        return services;
    }

    private static void AddStorage(IServiceCollection services, CallQASettings settings)
    {
        var contexts = new CallQADbContextFactory(DatabaseLocation.Parse(settings.Database, settings.DataDirectory));
        services.AddSingleton(contexts);
        services.AddSingleton<IDbContextFactory<CallQADbContext>>(contexts);
        services.AddSingleton<DatabaseSetup>();
        services.AddSingleton<EfCallStore>();
        services.AddSingleton<ICallStore>(provider => provider.GetRequiredService<EfCallStore>());
        services.AddSingleton<CallProgress>();
        services.AddSingleton<IntakeLedger>();
        services.AddSingleton<QuarantineStore>();
        services.AddSingleton<ReportMonths>();
        services.AddSingleton(new RecordingFolder(settings.RecordingsPath));
        services.AddSingleton<IRecordingStore>(provider => provider.GetRequiredService<RecordingFolder>());
    }
}
