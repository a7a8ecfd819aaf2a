using System.Globalization;
using CallQA.App.Settings;
using CallQA.Engines.Whisper;
using CallQA.Engines.Whisper.Downloads;
using Spectre.Console;

namespace CallQA.App.Commands.Models;

/// <summary>A line of <c>callqa models list</c>.</summary>
internal sealed record ModelLine(
    string Name,
    long Bytes,
    string? Language,
    int? Languages,
    int? MelBins,
    string? Quantization,
    bool Installed,
    bool Default,
    double? WordErrorRate = null,
    string? Path = null,
    string? Sha256 = null,
    string? Source = null,
    string? Problem = null);

/// <summary><c>callqa models list</c>.</summary>
internal static class ModelsList
{
    public static async Task<int> RunAsync(CallQASettings settings, bool installedOnly, OutputFormat format, CancellationToken cancellationToken)
    {
        var manifest = await ModelManifest.ReadAsync(settings.SpeechFolders.All, cancellationToken);
        var lines = Lines(manifest, installedOnly);
        if (format == OutputFormat.Json)
            FormatOption.PrintJson(lines);
        else
            Print(lines);
        return ExitCode.Done;
    }

    private static List<ModelLine> Lines(ModelManifest manifest, bool installedOnly)
    {
        var installed = manifest.Models.Select(model => Of(model, model == manifest.Default)).ToList();
        var others = OfficialModels.All.Where(official => manifest.Find(official.Name) is null).Select(Of);
        return installedOnly ? installed : [.. installed, .. others];
    }

    private static ModelLine Of(ListedModel model, bool isDefault)
    {
        var entry = model.Entry;
        var rate = entry.WordErrorRate?.TryGetValue("total", out var total) == true ? total : (double?)null;
        var line = new ModelLine(entry.Name, entry.Bytes, entry.Language, null, null, null, true, isDefault, rate, model.Path, entry.Sha256, entry.Source);
        try
        {
            var header = ModelFile.Read(model.Path);
            return line with { Languages = header.Languages, MelBins = header.MelBins, Quantization = header.Quantization };
        }
        catch (UnusableModelException unusable)
        {
            return line with { Problem = unusable.Message };
        }
    }

    private static ModelLine Of(OfficialModel model) => new(
        model.Name, model.Bytes, model.EnglishOnly ? "en" : null, model.Languages, model.MelBins, model.Quantization, false, false, Sha256: model.Sha256);

    private static void Print(IReadOnlyList<ModelLine> lines)
    {
        var table = new Table { Border = TableBorder.Horizontal }.AddColumns("model", "size", "languages", "mel", "type", "installed", "WER");
        foreach (var line in lines)
        {
            table.AddRow(
                Markup.Escape(line.Default ? $"{line.Name} (default)" : line.Name),
                DataSize.Of(line.Bytes),
                line.Language ?? line.Languages?.ToString(CultureInfo.InvariantCulture) ?? "?",
                line.MelBins?.ToString(CultureInfo.InvariantCulture) ?? "?",
                line.Quantization ?? "?",
                line.Problem is not null ? "unusable" : line.Installed ? "yes" : "no",
                line.WordErrorRate?.ToString("0.0 %", CultureInfo.InvariantCulture) ?? "–");
        }

        Screen.Results.Write(table);
        foreach (var line in lines.Where(line => line.Installed))
            Screen.Results.MarkupLineInterpolated($"{line.Name}: {line.Path}");
        foreach (var problem in lines.Select(line => line.Problem).OfType<string>())
            Screen.Fail(problem);
        if (lines.Any(line => !line.Installed))
            Screen.Results.MarkupLine("Get one with: callqa models pull NAME");
    }
}
