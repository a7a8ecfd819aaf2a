using CallQA.App.Models;
using CallQA.App.Settings;
using CallQA.App.Storage;

namespace CallQA.App.Commands;

/// <summary>Store, pipeline and worker for a command that runs calls without a web host.</summary>
internal static class CommandServices
{
    public static async Task<ServiceProvider> OpenAsync(CallQASettings settings, LoadedModels models, CancellationToken cancellationToken)
    {
        var engines = await CallEngines.WithAsync(models, settings.Scorecard, cancellationToken);
        var services = new ServiceCollection().AddLogging().AddCallQA(settings, engines).BuildServiceProvider();
        await services.GetRequiredService<DatabaseSetup>().MigrateAsync(cancellationToken);
        return services;
    }
}
