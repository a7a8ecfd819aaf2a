using CallQA.App.Identity;
using CallQA.App.Settings;
using CallQA.App.Web;
using Spectre.Console;

namespace CallQA.App.Commands.Demo;

/// <summary>The review workplace on the sample calls.</summary>
internal static class DemoSite
{
    /// <summary>Serves until it is stopped.</summary>
    public static async Task ServeAsync(CallQASettings settings, CallEngines engines, CancellationToken cancellationToken)
    {
        await using var app = WebHost.Build(settings, engines, HostRole.Web);
        var password = await app.Services.GetRequiredService<Accounts>().OpenDemonstrationAsync(cancellationToken);
        await app.StartAsync(cancellationToken);
        Screen.Results.MarkupLineInterpolated($"Workplace: {app.Urls.First()}  sign in as [bold]{Accounts.FirstAdmin}[/] with [bold]{password}[/]  (Ctrl+C ends it)");
        await app.WaitForShutdownAsync(cancellationToken);
    }
}
