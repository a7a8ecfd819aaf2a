using System.CommandLine;
using CallQA.App.Commands.Sources;
using CallQA.Recordings.Sources;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary><c>callqa sources</c>: how the telephone systems that calls come from write what they know.</summary>
internal static class SourcesCommand
{
    private const string Description = """
        Check and try the profiles of the telephone systems that recordings come from: one YAML file each in the folder
        'sources' of the data directory, with the forms of file names, columns, dates, time zone and channels.

        Examples:
          callqa sources list
          callqa sources presets
          callqa sources check pbx.yaml
          callqa sources preview export.csv --source pbx.yaml
          callqa sources preview /srv/recordings --source pbx --format json
        """;

    public static Command Create() => new("sources", Description) { List(), Presets(), Check(), PreviewSource.Create() };

    private static Command List()
    {
        var data = SettingsOptions.Data();
        var format = FormatOption.Create();
        var command = new Command("list", "Print the profiles of the data directory.") { data, format };
        command.SetAction(parsed =>
        {
            var settings = SettingsOptions.Read(parsed.GetValue(data));
            var profiles = SourceProfiles.Load(settings.SourcesPath, settings.Zone).All;
            if (parsed.GetValue(format) == OutputFormat.Json)
            {
                FormatOption.PrintJson(profiles.Select(Row));
                return ExitCode.Done;
            }

            if (profiles.Count == 0)
            {
                Console.Out.WriteLine($"There is no profile in {settings.SourcesPath}.");
                return ExitCode.Done;
            }

            var table = new Table().AddColumns("source", "folder", "time zone", "names", "columns");
            foreach (var row in profiles.Select(Row))
                table.AddRow(Markup.Escape(row.Source), Markup.Escape(row.Folder), Markup.Escape(row.TimeZone), $"{row.NameForms}", $"{row.Columns}");
            AnsiConsole.Write(table);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Presets()
    {
        var format = FormatOption.Create();
        var command = new Command("presets", "Print the forms of file names that are known, each with an example.") { format };
        command.SetAction(parsed =>
        {
            var presets = FileNamePresets.All.Values.Select(preset => new PresetRow(preset.Name, preset.Example, [.. preset.Patterns.Select(pattern => pattern.Text)])).ToList();
            if (parsed.GetValue(format) == OutputFormat.Json)
            {
                FormatOption.PrintJson(presets);
                return ExitCode.Done;
            }

            foreach (var preset in presets)
                Console.Out.WriteLine($"{preset.Name,-22}{preset.Example}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Check()
    {
        var file = new Argument<string>("FILE") { Description = "a profile in YAML" };
        var command = new Command("check", "Check a profile; every problem is told with line and column.") { file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var profile = await SourceFile.ReadAsync(parsed.GetValue(file)!, cancellationToken);
            Console.Out.WriteLine($"The profile of the source '{profile.Id}' is valid.");
            return ExitCode.Done;
        });
        return command;
    }

    private static SourceRow Row(SourceProfile profile) =>
        new(profile.Id, profile.Folder, profile.TimeZone?.Id ?? "", profile.FileNames.Count, profile.Columns.Count);

    private sealed record SourceRow(string Source, string Folder, string TimeZone, int NameForms, int Columns);

    private sealed record PresetRow(string Name, string Example, IReadOnlyList<string> Patterns);
}
