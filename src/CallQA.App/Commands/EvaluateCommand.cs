using System.CommandLine;
using CallQA.App.Models;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Quality;
using CallQA.Engines.Scoring.Training;
using CallQA.Recordings;

namespace CallQA.App.Commands;

/// <summary><c>callqa evaluate</c>: measures the scoring models on calls they never saw.</summary>
internal static class EvaluateCommand
{
    private const string Description = """
        Measure the scoring models on the held-out part of labelled calls, next to always giving the commonest score and
        to counting keywords. Files of conversations from elsewhere are measured by origin.

        Examples:
          callqa evaluate
          callqa evaluate --data my-calls.jsonl --format json
          callqa evaluate --origins other-peoples-conversations
          callqa evaluate --cross-validate --plot reliability.svg
          callqa evaluate --cross-validate --data my-calls --language de
        """;

    private sealed record Request(string Data, string Model, CorpusPart Part, string? Origins, bool CrossValidate, string[] Languages, string? Plot, OutputFormat Format);

    public static Command Create()
    {
        var data = new Option<string>("--data")
        {
            Description = "folder with split.json and calls/, or a JSON Lines file of labelled calls",
            DefaultValueFactory = _ => ScoringFolders.Corpus,
        };
        var model = new Option<string>("--model")
        {
            Description = "folder of the scoring models",
            DefaultValueFactory = _ => ScoringFolders.Models,
        };
        var part = new Option<CorpusPart>("--part")
        {
            Description = "part of the split to score",
            DefaultValueFactory = _ => CorpusPart.Test,
        };
        var origins = new Option<string?>("--origins") { Description = "folder of JSON Lines files, each measured as an origin of its own" };
        var crossValidate = new Option<bool>("--cross-validate")
        {
            Description = "train without each sitting of calls in turn and score it, instead of using the model",
        };
        var languages = new Option<string[]>("--language")
        {
            Description = "languages to cross-validate; may be repeated",
            DefaultValueFactory = _ => ["en", "de"],
            AllowMultipleArgumentsPerToken = true,
        };
        var plot = new Option<string?>("--plot") { Description = "SVG file to draw stated confidence against agreement into" };
        var format = FormatOption.Create();
        var command = new Command("evaluate", Description) { data, model, part, origins, crossValidate, languages, plot, format };
        command.Validators.Add(result => OptionConflict.Refuse(result, crossValidate, [model, part, origins]));
        command.Validators.Add(result => OptionConflict.RefuseWithout(result, languages, crossValidate));
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new(
                parsed.GetValue(data)!,
                parsed.GetValue(model)!,
                parsed.GetValue(part),
                parsed.GetValue(origins),
                parsed.GetValue(crossValidate),
                parsed.GetValue(languages)!,
                parsed.GetValue(plot),
                parsed.GetValue(format)),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Request request, CancellationToken cancellationToken)
    {
        var report = request.CrossValidate
            ? await Screen.ProgressAsync(progress => CrossValidation.EvaluateAsync(
                request.Data, request.Languages, seed: 1, new StageProgress(progress.AddTask("cross-validation")), cancellationToken))
            : await MeasureAsync(request, cancellationToken);
        if (request.Plot is not null)
            await AtomicFile.WriteTextAsync(request.Plot, ReliabilityPlot.Draw(report), cancellationToken);
        if (request.Format == OutputFormat.Json)
        {
            FormatOption.PrintJson(report);
        }
        else
        {
            QualityTables.Print(report);
        }

        return ExitCode.Done;
    }

    private static async Task<EvaluationReport> MeasureAsync(Request request, CancellationToken cancellationToken)
    {
        using var model = await ScoringModel.LoadAsync(request.Model, cancellationToken);
        var evaluator = new ModelEvaluator(model);
        var report = await evaluator.EvaluateAsync(request.Data, request.Part, cancellationToken);
        foreach (var file in FilesIn(request.Origins))
        {
            var one = await evaluator.EvaluateAsync(file, request.Part, cancellationToken);
            report = report with { Origins = [.. report.Origins, .. one.Origins], LeftOut = report.LeftOut + one.LeftOut };
        }

        return report;
    }

    private static IEnumerable<string> FilesIn(string? folder)
    {
        if (folder is null)
            return [];
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal)
            : throw new InputException(InputFault.Settings, $"There is no folder {folder}; name one that holds JSON Lines files.");
    }
}
