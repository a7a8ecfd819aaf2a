using CallQA.App.Settings;
using CallQA.Engines.Whisper;
using CallQA.Engines.Whisper.Downloads;
using Spectre.Console;

namespace CallQA.App.Commands.Models;

/// <summary>What to add, and how.</summary>
internal sealed record AddedModel(string Path, string? Name, string? Language, bool Link, bool MakeDefault);

/// <summary><c>callqa models add</c>.</summary>
internal static class ModelsAdd
{
    public static async Task<int> RunAsync(CallQASettings settings, AddedModel added, OutputFormat format, CancellationToken cancellationToken)
    {
        if (added.Language is { } language)
            SpeechRules.Language("--language", language, automatic: false);
        var folders = settings.SpeechFolders;
        var installer = new ModelInstaller(folders.Target, await ModelManifest.ReadAsync(folders.All, cancellationToken));
        var line = InstalledLine.Of(
            await installer.AddAsync(added.Path, added.Name, added.Language, added.Link, added.MakeDefault, cancellationToken), added.MakeDefault);
        if (format == OutputFormat.Json)
        {
            FormatOption.PrintJson(line);
            return ExitCode.Done;
        }

        Screen.Results.MarkupLineInterpolated($"{line.Name} ({DataSize.Of(line.Bytes)}) is at {line.Path}");
        Screen.Results.MarkupLineInterpolated($"Its SHA-256 {line.Sha256} is recorded.");
        Screen.Results.MarkupLineInterpolated(line.Default
            ? (FormattableString)$"It is used wherever no model is named."
            : $"Use it with --model {line.Name}.");
        return ExitCode.Done;
    }
}
