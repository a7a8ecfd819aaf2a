using System.CommandLine;
using CallQA.App.Redaction;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary><c>callqa redact</c>: takes personal data out of calls that are stored already.</summary>
internal static class RedactCommand
{
    private const string Description = """
        Take personal data out of the calls that are stored already, by the settings Redaction:Kinds and Redaction:Originals: out of transcripts, search,
        evaluations, reviews, corrections and comments. With Originals set to destroy, silenced recordings take the place of the originals, here and where that is left to do.

        Examples:
          callqa redact --dry-run
          callqa redact
        """;

    public static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "only tell what would be taken out" };
        var data = SettingsOptions.Data();
        var format = FormatOption.Create();
        var command = new Command("redact", Description) { dryRun, data, format };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(data), parsed.GetValue(dryRun), parsed.GetValue(format), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? data, bool dryRun, OutputFormat format, CancellationToken cancellationToken)
    {
        var settings = SettingsOptions.Read(data);
        if (!settings.Redaction.Options.Enabled)
        {
            throw new InputException(
                InputFault.Settings, $"The setting CallQA:Redaction:Kinds is '{settings.Redaction.Kinds}', so there is nothing to take out; write payment, all or single kinds.");
        }

        await using var services = await CommandServices.OpenExistingStoreAsync(settings, cancellationToken);
        var calls = new List<RedactedCall>();
        await foreach (var call in services.GetRequiredService<StoredCallRedaction>().RunAsync(dryRun, "command line", cancellationToken)) calls.Add(call);
        Print(calls, format);
        if (dryRun) return ExitCode.Done;
        var destroyed = await services.GetRequiredService<SilencedRecordings>().SilenceAllAsync(cancellationToken);
        if (format == OutputFormat.Table && destroyed > 0) Console.Out.WriteLine($"{destroyed} original recordings were destroyed; silenced ones are in their place.");
        return ExitCode.Done;
    }

    private static void Print(List<RedactedCall> calls, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            FormatOption.PrintJson(calls);
            return;
        }

        if (calls.Count == 0)
        {
            Console.Out.WriteLine("Nothing was found that is not taken out already.");
            return;
        }

        var table = new Table().AddColumns("call", "taken out", "texts about it");
        foreach (var call in calls)
            table.AddRow(Markup.Escape(call.CallId), string.Join(", ", call.Found.OrderBy(kind => kind.Key).Select(kind => $"{kind.Value} {kind.Key}")), $"{call.Texts}");
        Screen.Results.Write(table);
    }
}
