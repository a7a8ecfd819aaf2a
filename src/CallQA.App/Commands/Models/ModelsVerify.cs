using CallQA.App.Settings;
using CallQA.Engines.Whisper;
using CallQA.Engines.Whisper.Downloads;
using Spectre.Console;

namespace CallQA.App.Commands.Models;

/// <summary><c>callqa models verify</c>.</summary>
internal static class ModelsVerify
{
    public static async Task<int> RunAsync(
        CallQASettings settings, IReadOnlyList<string> names, OutputFormat format, CancellationToken cancellationToken)
    {
        var manifest = await ModelManifest.ReadAsync(settings.SpeechFolders.All, cancellationToken);
        var checks = new List<ModelCheck>();
        foreach (var model in names.Count == 0 ? manifest.Models : [.. names.Select(name => Find(manifest, name))])
            checks.Add(await ModelVerification.CheckAsync(model, cancellationToken));
        if (format == OutputFormat.Json)
            FormatOption.PrintJson(checks);
        else
            Print(checks);
        return checks.Any(check => check.State == ModelState.Altered) ? (int)DownloadFault.WrongContent
            : checks.Any(check => check.State == ModelState.Missing) ? (int)DownloadFault.NotThere
            : ExitCode.Done;
    }

    private static ListedModel Find(ModelManifest manifest, string name) => manifest.Find(name) ?? throw new UnusableModelException(
        OfficialModels.Find(name) is null
            ? $"There is no model '{name}'; run 'callqa models list' to see what there is."
            : $"The model '{name}' is not installed; run 'callqa models pull {name}' to get it.");

    private static void Print(IReadOnlyList<ModelCheck> checks)
    {
        var table = new Table().AddColumns("model", "state", "path");
        foreach (var check in checks)
            table.AddRow(Markup.Escape(check.Name), check.State.ToString().ToLowerInvariant(), Markup.Escape(check.Path));
        Screen.Results.Write(table);
        foreach (var check in checks.Where(check => check.Detail is not null))
            Screen.Fail(check.State == ModelState.Altered && check.Detail!.EndsWith('.') ? check.Detail : $"{check.Path} {check.Detail}; pull or add the model again.");
    }
}
