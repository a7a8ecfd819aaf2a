using CallQA.App.Coaching.Sessions;
using CallQA.App.Jobs;
using CallQA.App.Models;
using CallQA.App.Scorecards;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Storage.Encryption;

namespace CallQA.App.Commands;

/// <summary>Store, pipeline and worker for a command that runs without a web host.</summary>
internal static class CommandServices
{
    public static async Task<ServiceProvider> OpenAsync(CallQASettings settings, LoadedModels models, CancellationToken cancellationToken)
    {
        var engines = await CallEngines.WithAsync(models, settings.Scorecard, cancellationToken);
        var services = await OpenAsync(new ServiceCollection().AddLogging().AddCallQA(settings, engines), cancellationToken);
        await services.GetRequiredService<RecordingKeys>().EnsureUsableAsync(cancellationToken);
        await services.GetRequiredService<ScorecardStore>().InForceAsync(cancellationToken);
        return services;
    }

    /// <summary>The store alone: nothing is loaded, no call is worked on.</summary>
    public static Task<ServiceProvider> OpenStoreAsync(CallQASettings settings, CancellationToken cancellationToken) =>
        OpenAsync(new ServiceCollection().AddLogging().AddCallQAStorage(settings).AddSingleton<CallControl>(), cancellationToken);

    /// <summary>The store, where it must be there already: of a misspelt folder nobody is to hear that all is well, nor that all recordings are without calls.</summary>
    /// <exception cref="InputException">There is no database (<see cref="InputFault.Unreadable"/>).</exception>
    public static Task<ServiceProvider> OpenExistingStoreAsync(CallQASettings settings, CancellationToken cancellationToken)
    {
        RefuseMissing(settings);
        return OpenStoreAsync(settings, cancellationToken);
    }

    /// <summary>The store with what writes reports of it: no model is loaded.</summary>
    /// <exception cref="InputException">There is no database (<see cref="InputFault.Unreadable"/>).</exception>
    public static async Task<ServiceProvider> OpenReportsAsync(CallQASettings settings, CancellationToken cancellationToken)
    {
        RefuseMissing(settings);
        var scorecard = await CallEngines.ScorecardAsync(settings.Scorecard, cancellationToken);
        return await OpenAsync(
            new ServiceCollection().AddLogging().AddCallQAStorage(settings).AddSingleton(scorecard).AddSingleton<ScorecardStore>().AddSingleton<ReportGoals>().AddSingleton<CoachingReports>(),
            cancellationToken);
    }

    private static void RefuseMissing(CallQASettings settings)
    {
        var database = DatabaseLocation.Parse(settings.Database, settings.DataDirectory);
        if (database.Provider == DatabaseProvider.Sqlite && !File.Exists(database.SqliteFile))
            throw new InputException(InputFault.Unreadable, $"There is no database '{database.SqliteFile}'; check --data, CallQA:DataDirectory and ConnectionStrings:CallQA.");
    }

    private static async Task<ServiceProvider> OpenAsync(IServiceCollection collection, CancellationToken cancellationToken)
    {
        var services = collection.BuildServiceProvider();
        await services.GetRequiredService<DatabaseSetup>().MigrateAsync(cancellationToken);
        return services;
    }
}
