using CallQA.App.Settings;
using CallQA.Engines.Whisper;
using CallQA.Engines.Whisper.Downloads;
using Spectre.Console;

namespace CallQA.App.Commands.Models;

/// <summary>A pulled or added model as a command prints it.</summary>
internal sealed record InstalledLine(string Name, string Path, long Bytes, string Sha256, string? Source, bool AlreadyThere, bool CheckedAgainstPublishedHash, bool Default)
{
    public static InstalledLine Of(InstalledModel installed, bool makeDefault)
    {
        var entry = installed.Model.Entry;
        return new(entry.Name, installed.Model.Path, entry.Bytes, entry.Sha256, entry.Source, installed.AlreadyThere, installed.Pinned, makeDefault);
    }
}

/// <summary><c>callqa models pull</c>: one model after the other; the first that fails ends it.</summary>
internal sealed class ModelsPull(CallQASettings settings, OutputFormat format)
{
    public async Task<int> RunAsync(IReadOnlyList<string> names, bool makeDefault, CancellationToken cancellationToken)
    {
        if (makeDefault && names.Count > 1)
            throw new InputException(InputFault.Settings, $"Only one model can be the default, but {names.Count} are named; pull the others without --default.");
        foreach (var name in names)
            ModelName.Check(name);
        var done = new List<InstalledLine>();
        foreach (var name in names)
        {
            var line = InstalledLine.Of(await PullAsync(name, makeDefault, cancellationToken), makeDefault);
            if (format == OutputFormat.Table)
                Print(line);
            done.Add(line);
        }

        if (format == OutputFormat.Json)
            FormatOption.PrintJson(done);
        return ExitCode.Done;
    }

    private async Task<InstalledModel> PullAsync(string name, bool makeDefault, CancellationToken cancellationToken)
    {
        var folders = settings.SpeechFolders;
        var installer = new ModelInstaller(folders.Target, await ModelManifest.ReadAsync(folders.All, cancellationToken));
        return await Screen.ProgressAsync(
            progress => installer.PullAsync(
                name,
                settings.Downloads.ToOptions(),
                makeDefault,
                new DownloadBar(progress.AddTask(Markup.Escape(name)), name, TimeProvider.System),
                cancellationToken),
            tellsRest: true);
    }

    private static void Print(InstalledLine line)
    {
        Screen.Results.MarkupLineInterpolated(line.AlreadyThere
            ? (FormattableString)$"{line.Name} is there already and unaltered: {line.Path}"
            : $"{line.Name} ({DataSize.Of(line.Bytes)}) is at {line.Path}");
        if (!line.AlreadyThere)
        {
            Screen.Results.MarkupLineInterpolated(line.CheckedAgainstPublishedHash
                ? (FormattableString)$"Its hash is the published one; SHA-256 {line.Sha256}"
                : $"No hash of it is published: what came was trusted, and its SHA-256 {line.Sha256} is recorded for later checks.");
        }

        Screen.Results.MarkupLineInterpolated(line.Default
            ? (FormattableString)$"It is used wherever no model is named."
            : $"Use it with --model {line.Name}, or everywhere after: callqa models pull {line.Name} --default");
    }
}
