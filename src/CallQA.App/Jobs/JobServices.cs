using CallQA.App.Search.Index;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Telemetry;
using CallQA.App.Webhooks;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;

namespace CallQA.App.Jobs;

/// <summary>The queue and, where wanted, the workers that serve it.</summary>
internal static class JobServices
{
    private static readonly TimeSpan QueuePoll = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SchedulePoll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BrokenLock = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan KeptInMemory = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Stop = TimeSpan.FromSeconds(8);

    // Signs of life come five times as often. A job that comes back must find the lease of its call at an end, or it is for nothing.
    private static readonly TimeSpan Invisibility = CallProgress.LeaseTime * 4 / 3;

    /// <summary>The queue: in memory beside SQLite, in the database beside PostgreSQL.</summary>
    public static IServiceCollection AddCallQAQueue(this IServiceCollection services, CallQASettings settings)
    {
        var location = DatabaseLocation.Parse(settings.Database, settings.DataDirectory);
        // Registered before Hangfire looks for its process-wide storage: a host keeps to its own.
        services.AddSingleton<JobStorage>(_ => location.Provider == DatabaseProvider.Sqlite
            ? new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = KeptInMemory })
            : new PostgreSqlStorage(new NpgsqlConnectionFactory(location.ConnectionString, PostgreSql()), PostgreSql()));
        services.AddSingleton<QueueLog>();
        services.AddHangfire((provider, configuration) =>
        {
            // Made after the loggers, and so disposed of before them.
            provider.GetRequiredService<QueueLog>();
            configuration.SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
                .UseSimpleAssemblyNameTypeSerializer()
                .UseRecommendedSerializerSettings()
                .UseStorage(provider.GetRequiredService<JobStorage>());
        });
        services.AddSingleton<QueueReach>();
        services.AddSingleton<JobQueue>();
        services.AddSingleton<SweepTurn>();
        services.AddSingleton<Sweep>();
        services.AddSingleton<CallControl>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<NightlyRun>(
            provider, provider.GetRequiredService<NightlySteps>().WithQueue(provider.GetRequiredService<Sweep>())));
        services.AddSingleton<CallJobs>();
        services.AddSingleton<IntakeJobs>();
        services.AddSingleton<ReportJobs>();
        services.AddSingleton<RecurringJobs>();
        return services;
    }

    /// <summary>The workers. Transcription has its own, so that hours of it do not hold up the rest.</summary>
    public static IServiceCollection AddCallQAWorkers(this IServiceCollection services, CallQASettings settings)
    {
        // Started in this order: the store is swept before the first job runs, and the intake folder is watched last.
        services.AddHostedService<WorkerStart>();
        services.AddHostedService<SearchCatchUp>();
        services.AddSingleton<WebhookSender>();
        services.AddHostedService<WebhookPump>();
        services.AddHostedService<StageFailurePump>();
        var pools = WorkerPools.Of(settings);
        foreach (var pool in pools) services.AddHangfireServer(options => Serve(options, pool));
        // What is begun is handed back within ten seconds, all pools at once.
        services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = Stop;
            host.ServicesStopConcurrently = true;
        });
        if (!pools.Any(pool => pool.Name == Queues.Intake)) return services;
        services.AddSingleton(new IntakePace(TimeSpan.FromSeconds(settings.IntakeStableSeconds), TimeSpan.FromSeconds(settings.IntakePollSeconds)));
        services.AddHostedService<IntakeWatch>();
        return services;
    }

    private static void Serve(BackgroundJobServerOptions options, WorkerPool pool)
    {
        options.ServerName = $"{Environment.MachineName}:{Environment.ProcessId}:{pool.Name}";
        options.Queues = pool.Queues;
        options.WorkerCount = pool.Workers;
        options.SchedulePollingInterval = SchedulePoll;
        options.ShutdownTimeout = Stop;
    }

    // A job of a killed worker comes back after the timeout; a living worker keeps moving it on.
    private static PostgreSqlStorageOptions PostgreSql() => new()
    {
        UseSlidingInvisibilityTimeout = true,
        InvisibilityTimeout = Invisibility,
        // The queue's locks are rows: one that a killed process left is broken after this time.
        DistributedLockTimeout = BrokenLock,
        QueuePollInterval = QueuePoll,
        PrepareSchemaIfNecessary = false,
    };
}
