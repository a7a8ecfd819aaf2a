using System.CommandLine;
using Spectre.Console;

namespace CallQA.App.Commands.Doctor;

/// <summary><c>callqa doctor</c>: whether this machine can do the work, and what to do where not.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var data = SettingsOptions.Data();
        var format = FormatOption.Create();
        var command = new Command("doctor", "Check folders, disk, database, master key, clock, models and ffmpeg, and say what to do (exit code 10 when something is wrong).") { data, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var findings = await new Checkup(SettingsOptions.Read(parsed.GetValue(data)), TimeProvider.System).RunAsync(cancellationToken);
            if (parsed.GetValue(format) == OutputFormat.Json) FormatOption.PrintJson(findings);
            else Print(findings);
            return findings.All(finding => finding.Healthy) ? ExitCode.Done : ExitCode.SomeRefused;
        });
        return command;
    }

    private static void Print(IReadOnlyList<Finding> findings)
    {
        var table = new Table().AddColumns("", "what", "details").HideHeaders();
        foreach (var finding in findings)
            table.AddRow(finding.Healthy ? "[green]ok[/]" : "[red]no[/]", finding.What, Markup.Escape(finding.Details));
        Screen.Results.Write(table);
    }
}
