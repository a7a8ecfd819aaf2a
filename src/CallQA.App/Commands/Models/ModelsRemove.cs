using CallQA.App.Settings;
using CallQA.Engines.Whisper;
using CallQA.Engines.Whisper.Downloads;
using Spectre.Console;

namespace CallQA.App.Commands.Models;

/// <summary><c>callqa models remove</c>: one model after the other; the first that is refused ends it.</summary>
internal static class ModelsRemove
{
    public static async Task<int> RunAsync(CallQASettings settings, IReadOnlyList<string> names, OutputFormat format, CancellationToken cancellationToken)
    {
        var done = new List<RemovedModel>();
        foreach (var name in names)
        {
            var folders = settings.SpeechFolders;
            var installer = new ModelInstaller(folders.Target, await ModelManifest.ReadAsync(folders.All, cancellationToken));
            var removed = await installer.RemoveAsync(name, cancellationToken);
            if (format == OutputFormat.Table)
                Print(removed);
            done.Add(removed);
        }

        if (format == OutputFormat.Json)
            FormatOption.PrintJson(done);
        return ExitCode.Done;
    }

    private static void Print(RemovedModel removed) => Screen.Results.MarkupLineInterpolated(removed.FileDeleted
        ? (FormattableString)$"{removed.Name} is removed: {removed.Path}"
        : $"{removed.Name} is off the list; its file stays at {removed.Path}");
}
