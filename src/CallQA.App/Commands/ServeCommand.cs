using System.CommandLine;
using CallQA.App.Identity;
using CallQA.App.Jobs;
using CallQA.App.Models;
using CallQA.App.Scorecards;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Storage.Encryption;
using CallQA.App.Web;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary><c>callqa serve</c>: web pages and worker; <c>callqa web</c> and <c>callqa worker</c> for each in a process of its own.</summary>
internal static class ServeCommand
{
    private const string Description = """
        Serve the pages, watch the intake folder, run the jobs and the nightly work.

        Everything else is set in appsettings.json beside the executable or by CALLQA__NAME in the environment.

        Examples:
          callqa serve
          callqa serve --data /srv/callqa --intake /srv/recordings --urls http://127.0.0.1:8080
          callqa worker --queues transcription,scoring=4 --concurrency 2 --urls http://127.0.0.1:5081
        """;

    public static Command Create() => Create("serve", Description, HostRole.Web | HostRole.Worker);

    /// <summary>Pages only: for several processes over one PostgreSQL database.</summary>
    public static Command CreateWeb() => Create("web", "Serve the pages only; workers run in other processes (PostgreSQL).", HostRole.Web);

    /// <summary>Worker only.</summary>
    public static Command CreateWorker() => Create("worker", "Watch the intake folder and run the jobs, without pages (PostgreSQL).", HostRole.Worker);

    private static Command Create(string name, string description, HostRole role)
    {
        var urls = new Option<string?>("--urls")
        {
            Description = role.HasFlag(HostRole.Web)
                ? "addresses to serve on, separated by semicolons [default: http://127.0.0.1:5080]"
                : "addresses of /health/live, /health/ready and /metrics, separated by semicolons [default: none]",
        };
        var data = SettingsOptions.Data();
        var intake = new Option<string?>("--intake") { Description = "folder to watch for recordings [default: intake in the data directory]" };
        var command = new Command(name, description) { data, intake, urls };
        var queues = new Option<string?>("--queues") { Description = $"queues to serve, each with or without =NUMBER of workers [default: {WorkerPools.Default}]" };
        var concurrency = new Option<int?>("--concurrency") { Description = "calls transcribed at the same time [default: as many as cores and memory allow]" };
        if (role.HasFlag(HostRole.Worker))
        {
            command.Add(queues);
            command.Add(concurrency);
        }

        command.SetAction((parsed, cancellationToken) => RunAsync(
            SettingsReader.Read(settings => settings with
            {
                DataDirectory = parsed.GetValue(data) ?? settings.DataDirectory,
                IntakeFolder = parsed.GetValue(intake) ?? settings.IntakeFolder,
                Queues = role.HasFlag(HostRole.Worker) ? parsed.GetValue(queues) ?? settings.Queues : settings.Queues,
                WorkerCount = role.HasFlag(HostRole.Worker) ? parsed.GetValue(concurrency) ?? settings.WorkerCount : settings.WorkerCount,
                Urls = role.HasFlag(HostRole.Web) ? parsed.GetValue(urls) ?? settings.Urls : settings.Urls,
                WorkerUrls = role == HostRole.Worker ? parsed.GetValue(urls) ?? settings.WorkerUrls : settings.WorkerUrls,
            }),
            role,
            cancellationToken));
        return command;
    }

    // Shown here and nowhere else: what is stored is a hash.
    private static async Task OpenAsync(Accounts accounts, CancellationToken cancellationToken)
    {
        if (await accounts.AddFirstAsync(cancellationToken) is not { } password) return;
        Screen.Results.MarkupLineInterpolated($"First start: sign in as [bold]{Accounts.FirstAdmin}[/] with the one-time password [bold]{password}[/]");
    }

    private static async Task<int> RunAsync(CallQASettings settings, HostRole role, CancellationToken cancellationToken)
    {
        if (settings.UrlsOf(role) is { } urls) PortCheck.EnsureFree(urls);
        using var one = role.HasFlag(HostRole.Worker) ? DataLock.Take(settings) : null;
        using var models = await LoadedModels.LoadAsync(settings.Engines, cancellationToken);
        var engines = await CallEngines.WithAsync(models, settings.Scorecard, cancellationToken);
        await using var app = WebHost.Build(settings, engines, role);
        app.Services.GetRequiredService<QueueReach>().IsAlone =
            !role.HasFlag(HostRole.Worker) && DatabaseLocation.Parse(settings.Database, settings.DataDirectory).Provider == DatabaseProvider.Sqlite;
        await app.Services.GetRequiredService<DatabaseSetup>().MigratePatientlyAsync(cancellationToken);
        await app.Services.GetRequiredService<RecordingKeys>().EnsureUsableAsync(cancellationToken);
        await app.Services.GetRequiredService<ScorecardStore>().InForceAsync(cancellationToken);
        if (role.HasFlag(HostRole.Web)) await OpenAsync(app.Services.GetRequiredService<Accounts>(), cancellationToken);
        try
        {
            await app.RunAsync(cancellationToken);
            return ExitCode.Done;
        }
        catch (IOException exception) when (exception.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new InputException(
                InputFault.Settings, $"One of the addresses {settings.UrlsOf(role)} is in use by another program; choose another with --urls.", exception);
        }
    }
}
