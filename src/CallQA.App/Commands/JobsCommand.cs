using System.CommandLine;
using System.Globalization;
using CallQA.App.Jobs;
using CallQA.App.Models;
using CallQA.App.Settings;
using CallQA.App.Storage;
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

    public static Command Create() => new("jobs", "List the recurring jobs and the nights run, or run the night now.")
    {
        CreateList(),
        CreateHistory(),
        CreateRun(),
    };

    private static Command CreateList()
    {
        var format = FormatOption.Create();
        var data = SettingsOptions.Data();
        var command = new Command("list", "List the recurring jobs with their times.") { data, format };
        command.SetAction(parsed => PrintList(SettingsOptions.Read(parsed.GetValue(data)), parsed.GetValue(format)));
        return command;
    }

    private static Command CreateHistory()
    {
        var most = new Option<int>("--last") { Description = "how many nights", DefaultValueFactory = _ => 10 };
        var data = SettingsOptions.Data();
        var format = FormatOption.Create();
        var command = new Command("history", "List the nights that were run, with what each found and did.") { most, data, format };
        command.SetAction((parsed, cancellationToken) => PrintHistoryAsync(
            SettingsOptions.Read(parsed.GetValue(data)), parsed.GetValue(most), parsed.GetValue(format), cancellationToken));
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
            SettingsOptions.Read(parsed.GetValue(data)),
            parsed.GetValue(format),
            cancellationToken));
        return command;
    }

    private static int PrintList(CallQASettings settings, OutputFormat format)
    {
        var jobs = RecurringJobs.Describe(settings, TimeProvider.System.GetUtcNow());
        if (format == OutputFormat.Json)
        {
            FormatOption.PrintJson(jobs);
            return ExitCode.Done;
        }

        var table = new Table().AddColumns("job", "cron", "time zone", "next (UTC)", "what it does");
        foreach (var job in jobs) table.AddRow(job.Job, job.Cron, job.TimeZone, NightTable.Moment(job.Next), job.What);
        Screen.Results.Write(table);
        return ExitCode.Done;
    }

    private static async Task<int> RunNightlyAsync(CallQASettings settings, OutputFormat format, CancellationToken cancellationToken)
    {
        using var one = DataLock.Take(settings);
        using var models = await LoadedModels.LoadAsync(settings.Engines, cancellationToken);
        await using var services = await CommandServices.OpenAsync(settings, models, cancellationToken);
        var nightly = ActivatorUtilities.CreateInstance<NightlyRun>(services, services.GetRequiredService<NightlySteps>().Alone());
        var now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        var report = await services.GetRequiredService<NightlyTurn>().RunAsync(now, nightly, cancellationToken)
            ?? throw new InputException(InputFault.Settings, "The nightly jobs are running in another process; wait until they are done, or look at `callqa jobs history`.");
        Print(report, format);
        return report.Succeeded ? ExitCode.Done : ExitCode.Unexpected;
    }

    private static async Task<int> PrintHistoryAsync(CallQASettings settings, int most, OutputFormat format, CancellationToken cancellationToken)
    {
        await using var services = await CommandServices.OpenStoreAsync(settings, cancellationToken);
        var nights = (await services.GetRequiredService<NightlyLedger>().ListAsync(most, cancellationToken)).ConvertAll(Night.Of);
        if (format == OutputFormat.Json) FormatOption.PrintJson(nights);
        else Screen.Results.Write(NightTable.Of(nights));
        return ExitCode.Done;
    }

    private static void Print(NightlyReport report, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            FormatOption.PrintJson(report);
            return;
        }

        var table = new Table().AddColumns("step", "done", "time", "result");
        foreach (var result in report.Steps)
        {
            table.AddRow(
                result.Step,
                result.Count?.ToString(CultureInfo.InvariantCulture) ?? "–",
                string.Create(CultureInfo.InvariantCulture, $"{result.Duration.TotalSeconds:0.0} s"),
                Markup.Escape(NightWords.Of(result)));
        }

        Screen.Results.Write(table);
    }
}
