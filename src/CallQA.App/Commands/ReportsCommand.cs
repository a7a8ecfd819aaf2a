using System.CommandLine;
using CallQA.App.Mail;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary><c>callqa reports</c>: writes reports and sends them.</summary>
internal static class ReportsCommand
{
    private const string Description = """
        Send the written coaching report of a period by e-mail, as the nightly run does once a month is over.

        Examples:
          callqa reports send 2026-11
          callqa reports write 2026-W47 && callqa reports send 2026-W47 --to lead@centre.example
        """;

    public static Command Create() => new("reports", "Write and send coaching reports.") { WriteReports.Create(), CreateSend() };

    private static Command CreateSend()
    {
        var period = new Argument<string>("PERIOD") { Description = "a written period: a month, a week, a day, or first and last day" };
        var to = new Option<string[]>("--to") { Description = "addresses [default: Mail:To of the settings]", AllowMultipleArgumentsPerToken = true };
        var data = SettingsOptions.Data();
        var command = new Command("send", Description) { period, to, data };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = SettingsOptions.Read(parsed.GetValue(data));
            var recipients = parsed.GetValue(to) is { Length: > 0 } named ? named : settings.Mail.Recipients;
            await new ReportMail(settings).SendAsync(parsed.GetValue(period)!, recipients, cancellationToken);
            Screen.Results.MarkupLineInterpolated($"Sent to {string.Join(", ", recipients)}.");
            return ExitCode.Done;
        });
        return command;
    }
}
