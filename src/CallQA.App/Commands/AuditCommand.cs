using System.CommandLine;
using CallQA.App.Identity;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary><c>callqa audit</c>: whether the audit log is what was written into it.</summary>
internal static class AuditCommand
{
    private const string Description = """
        Check the chain of the audit log: each entry's hash covers the entry before it.

        Ends with 0 when the chain is whole and with 20 when it is broken. Examples:
          callqa audit verify
          callqa audit verify --format json
        """;

    public static Command Create()
    {
        var data = SettingsOptions.Data();
        var format = FormatOption.Create();
        var verify = new Command("verify", "Read the log through and name the first broken entry.") { data, format };
        verify.SetAction((parsed, cancellationToken) => VerifyAsync(parsed.GetValue(data), parsed.GetValue(format), cancellationToken));
        return new Command("audit", Description) { verify };
    }

    private static async Task<int> VerifyAsync(string? data, OutputFormat format, CancellationToken cancellationToken)
    {
        await using var services = await CommandServices.OpenExistingStoreAsync(SettingsOptions.Read(data), cancellationToken);
        var report = await services.GetRequiredService<AuditVerification>().RunAsync(cancellationToken);
        if (format == OutputFormat.Json) FormatOption.PrintJson(report);
        else Print(report);
        return report.First is null ? ExitCode.Done : ExitCode.AuditBroken;
    }

    private static void Print(AuditReport report)
    {
        Screen.Results.MarkupLineInterpolated($"Entries whose hashes are right: {report.Chained}");
        if (report.Earlier > 0) Screen.Results.MarkupLineInterpolated($"Entries without a hash:         {report.Earlier}");
        if (report.LastHash is { } hash) Screen.Results.MarkupLineInterpolated($"Hash of the last right entry:   {hash}");
        if (report.First is { } broken) Screen.Fail(Sentence(broken));
    }

    private static string Sentence(BrokenEntry broken) => broken.Break switch
    {
        AuditBreak.Missing => FormattableString.Invariant($"The audit log is broken at entry {broken.Number}{Of(broken)}: entries before it are missing; compare with a backup."),
        AuditBreak.Unchained => FormattableString.Invariant($"The audit log holds an entry{Of(broken)} that was put in past its chain; compare with a backup."),
        _ => FormattableString.Invariant($"The audit log is broken at entry {broken.Number}{Of(broken)}: it is not what was written; compare with a backup."),
    };

    private static string Of(BrokenEntry broken) => broken.At is { } at ? FormattableString.Invariant($" of {at:u}") : " (its time cannot be read)";
}
