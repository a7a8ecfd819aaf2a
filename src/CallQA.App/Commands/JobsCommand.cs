using System.CommandLine;
using System.Globalization;
using CallQA.App.Jobs;
using CallQA.App.Models;
using CallQA.App.Settings;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary><c>callqa jobs</c>: what recurs, and running it now.</summary>
internal static class JobsCommand
{
    private const string RunDescription = """
        Run the nightly jobs now, in this process: take in what lies in the intake folder, finish unfinished calls, write the coaching reports.

        Examples:
          callqa jobs run nightly
          callqa jobs run nightly --data /srv/callqa --format json
        """;

    public static Command Create() => new("jobs", "List the recurring jobs, or run them now.") { CreateList(), CreateRun() };

    private static Command CreateList()
    {
        var format = FormatOption.Create();
        var command = new Command("list", "List the recurring jobs with their times.") { format };
        command.SetAction(parsed => PrintList(SettingsReader.Read(), parsed.GetValue(format)));
        return command;
    }

    private static Command CreateRun()
    {
        var name = new Argument<string>("JOB") { Description = "nightly" };
        name.AcceptOnlyFromAmong(RecurringJobs.NightlyId);
        var data = SettingsOptions.Data();
        var format = FormatOption.Create();
        var command = new Command("run", RunDescription) { name, data, format };
        command.SetAction((parsed, cancellationToken) => RunNightlyAsync(
            SettingsReader.Read(settings => settings with { DataDirectory = parsed.GetValue(data) ?? settings.DataDirectory }),
            parsed.GetValue(format),
            cancellationToken));
        return command;
    }

    private static int PrintList(CallQASettings settings, OutputFormat format)
    {
        var jobs = RecurringJobs.Describe(settings);
        if (format == OutputFormat.Json)
        {
            FormatOption.PrintJson(jobs);
            return ExitCode.Done;
        }

        var table = new Table().AddColumns("job", "cron", "time zone", "what it does");
        foreach (var job in jobs) table.AddRow(job.Job, job.Cron, job.TimeZone, job.What);
        Screen.Results.Write(table);
        return ExitCode.Done;
    }

    private static async Task<int> RunNightlyAsync(CallQASettings settings, OutputFormat format, CancellationToken cancellationToken)
    {
        using var one = DataLock.Take(settings);
        using var models = await LoadedModels.LoadAsync(settings.Engines, cancellationToken);
        await using var services = await CommandServices.OpenAsync(settings, models, cancellationToken);
        var nightly = ActivatorUtilities.CreateInstance<NightlyRun>(services, services.GetRequiredService<NightlySteps>().Alone());
        var results = await nightly.RunAsync(cancellationToken);
        Print(results, format);
        return results.All(result => result.Error is null) ? ExitCode.Done : ExitCode.Unexpected;
    }

    private static void Print(IReadOnlyList<NightlyResult> results, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            FormatOption.PrintJson(results);
            return;
        }

        var table = new Table().AddColumns("step", "done", "time", "result");
        foreach (var result in results)
        {
            table.AddRow(
                result.Step,
                result.Count?.ToString(CultureInfo.InvariantCulture) ?? "–",
                string.Create(CultureInfo.InvariantCulture, $"{result.Duration.TotalSeconds:0.0} s"),
                Markup.Escape(result.Error ?? "ok"));
        }

        Screen.Results.Write(table);
    }
}
