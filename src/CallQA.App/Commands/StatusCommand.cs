using System.CommandLine;
using System.Globalization;
using CallQA.App.Jobs;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary><c>callqa status</c>: how things stand, from the store alone, whether or not a worker runs.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var data = SettingsOptions.Data();
        var format = FormatOption.Create();
        var command = new Command("status", "Tell how many calls are done, waiting and set aside, and how fast the work goes.") { data, format };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(data), parsed.GetValue(format), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? data, OutputFormat format, CancellationToken cancellationToken)
    {
        await using var services = await CommandServices.OpenExistingStoreAsync(SettingsOptions.Read(data), cancellationToken);
        var status = await services.GetRequiredService<StatusReader>().ReadAsync(cancellationToken);
        if (format == OutputFormat.Json) FormatOption.PrintJson(status);
        else Screen.Results.Write(Table(status));
        return ExitCode.Done;
    }

    private static Table Table(SystemStatus status)
    {
        var table = new Table().AddColumns("what", "how many", "more").HideHeaders();
        foreach (var (state, calls) in status.Calls) table.AddRow(Words(state), Number(calls), "");
        foreach (var (cause, calls) in status.SetAside) table.AddRow("  " + cause, Number(calls), $"callqa calls retry --reason {cause}");
        table.AddRow("refused files", Number(status.RefusedFiles), "");
        table.AddRow("being worked on", Number(status.AtWork), "");
        table.AddRow("longest wait", "", status.OldestWaiting is { } wait ? Waited(wait) : "nothing waits");
        foreach (var stage in status.Stages)
            table.AddRow($"{stage.Stage}, last 24 h", Number(stage.Calls), string.Create(CultureInfo.InvariantCulture, $"{stage.Mean.TotalSeconds:0.00} s each") + Factor(stage));
        if (status.DriftAlarms.Count > 0) table.AddRow("drift alarms", Number(status.DriftAlarms.Count), string.Join(", ", status.DriftAlarms));
        table.AddRow("last nightly run", "", NightTable.Moment(status.LastNight));
        return table;
    }

    private static string Factor(StagePace stage) =>
        stage.RealTimeFactor is { } factor ? string.Create(CultureInfo.InvariantCulture, $", real-time factor {factor:0.000}") : "";

    private static string Waited(TimeSpan wait) =>
        wait.TotalDays >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{wait.Days} d {wait.Hours} h")
        : wait.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{wait.Hours} h {wait.Minutes} min")
        : wait.TotalMinutes >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{wait.Minutes} min {wait.Seconds} s")
        : string.Create(CultureInfo.InvariantCulture, $"{wait.Seconds} s");

    private static string Words(string state) => state switch
    {
        "takenIn" => "taken in",
        "setAside" => "set aside",
        _ => state,
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
