using System.CommandLine;
using CallQA.App.Storage;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary><c>callqa retention</c>: erases now what the settings let expire, or only lists it.</summary>
internal static class RetentionCommand
{
    private const string Description = """
        Erase the calls that have been kept as long as the settings Retention:Days, Retention:Queues and Retention:Sources say. Calls on legal hold stay.

        The nightly jobs do the same. Examples:
          callqa retention --dry-run
          callqa retention --dry-run --format json
        """;

    public static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "only list what would be erased" };
        var data = SettingsOptions.Data();
        var format = FormatOption.Create();
        var command = new Command("retention", Description) { dryRun, data, format };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(data), parsed.GetValue(dryRun), parsed.GetValue(format), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? data, bool dryRun, OutputFormat format, CancellationToken cancellationToken)
    {
        await using var services = await CommandServices.OpenExistingStoreAsync(SettingsOptions.Read(data), cancellationToken);
        var erasure = services.GetRequiredService<CallErasure>();
        var due = await erasure.DueAsync(cancellationToken);
        Print(due, format);
        if (dryRun) return ExitCode.Done;
        foreach (var call in due) await erasure.EraseAsync(call.CallId, "command line", cancellationToken);
        return ExitCode.Done;
    }

    private static void Print(IReadOnlyList<ErasableCall> due, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            FormatOption.PrintJson(due);
            return;
        }

        var table = new Table().AddColumns("call", "queue", "source", "begun (UTC)");
        foreach (var call in due) table.AddRow(Markup.Escape(call.CallId), Markup.Escape(call.Queue ?? "–"), Markup.Escape(call.Source ?? "–"), NightTable.Moment(call.Begun));
        Screen.Results.Write(table);
    }
}
