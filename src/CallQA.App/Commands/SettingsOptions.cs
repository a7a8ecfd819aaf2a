using System.CommandLine;
using CallQA.App.Settings;

namespace CallQA.App.Commands;

/// <summary>Options that override a setting in more than one command.</summary>
internal static class SettingsOptions
{
    public static Option<string?> Data() => new("--data") { Description = "folder of database, recordings and reports [default: callqa-data]" };

    /// <summary>The settings with the folder of that option.</summary>
    public static CallQASettings Read(string? data) => SettingsReader.Read(settings => settings with { DataDirectory = data ?? settings.DataDirectory });
}
