using CallQA.App.Settings;
using CallQA.App.Storage;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;

namespace CallQA.App.Jobs;

/// <summary>The queue and, where wanted, the workers that serve it.</summary>
internal static class JobServices
{
    private const int LightWorkers = 2;
    private static readonly TimeSpan QueuePoll = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SchedulePoll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Invisibility = TimeSpan.FromMinutes(5);

    /// <summary>The queue: in memory beside SQLite, in the database beside PostgreSQL.</summary>
    public static IServiceCollection AddCallQAQueue(this IServiceCollection services, CallQASettings settings)
    {
        var location = DatabaseLocation.Parse(settings.Database, settings.DataDirectory);
        // Registered before Hangfire looks for its process-wide storage: a host keeps to its own.
        services.AddSingleton<JobStorage>(_ => location.Provider == DatabaseProvider.Sqlite
            ? new InMemoryStorage()
            : new PostgreSqlStorage(new NpgsqlConnectionFactory(location.ConnectionString, PostgreSql()), PostgreSql()));
        services.AddHangfire((provider, configuration) => configuration
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UseStorage(provider.GetRequiredService<JobStorage>()));
        services.AddSingleton<JobQueue>();
        services.AddSingleton<Sweep>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<NightlyRun>(
            provider, provider.GetRequiredService<NightlySteps>().WithQueue(provider.GetRequiredService<Sweep>())));
        services.AddSingleton<CallJobs>();
        services.AddSingleton<IntakeJobs>();
        services.AddSingleton<RecurringJobs>();
        return services;
    }

    /// <summary>The workers. Transcription has its own, so that hours of it do not hold up the rest.</summary>
    public static IServiceCollection AddCallQAWorkers(this IServiceCollection services, CallQASettings settings)
    {
        // Started in this order: the store is swept before the first job runs, and the intake folder is watched last.
        services.AddHostedService<WorkerStart>();
        services.AddHangfireServer(options => Serve(options, JobQueue.Light, LightWorkers));
        services.AddHangfireServer(options => Serve(options, JobQueue.Transcription, settings.WorkerCount));
        services.AddSingleton(provider => new StableFiles(
            TimeSpan.FromSeconds(settings.IntakeStableSeconds), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<IntakeWatch>(
            provider, TimeSpan.FromSeconds(settings.IntakePollSeconds)));
        return services;
    }

    private static void Serve(BackgroundJobServerOptions options, string queue, int workers)
    {
        options.ServerName = $"{Environment.MachineName}:{Environment.ProcessId}:{queue}";
        options.Queues = [queue];
        options.WorkerCount = workers;
        options.SchedulePollingInterval = SchedulePoll;
    }

    // A job of a killed worker comes back after the timeout; a living worker keeps moving it on.
    private static PostgreSqlStorageOptions PostgreSql() => new()
    {
        UseSlidingInvisibilityTimeout = true,
        InvisibilityTimeout = Invisibility,
        QueuePollInterval = QueuePoll,
        PrepareSchemaIfNecessary = false,
    };
}
