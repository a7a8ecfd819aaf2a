using System.CommandLine;

namespace CallQA.App.Commands;

/// <summary>Options that override a setting in more than one command.</summary>
internal static class SettingsOptions
{
    public static Option<string?> Data() => new("--data") { Description = "folder of database, recordings and reports [default: callqa-data]" };
}
