using System.CommandLine;
using CallQA.App.Models;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Quality;

namespace CallQA.App.Commands;

/// <summary><c>callqa evaluate</c>: measures the scoring models on calls they never saw.</summary>
internal static class EvaluateCommand
{
    private const string Description = """
        Measure the scoring models on the held-out part of labelled calls, next to always giving the commonest score and
        to counting keywords.

        Examples:
          callqa evaluate
          callqa evaluate --data my-calls --part validation --format json
        """;

    public static Command Create()
    {
        var data = new Option<string>("--data")
        {
            Description = "folder with split.json and calls/",
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
        var format = FormatOption.Create();
        var command = new Command("evaluate", Description) { data, model, part, format };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(data)!, parsed.GetValue(model)!, parsed.GetValue(part), parsed.GetValue(format), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string data, string folder, CorpusPart part, OutputFormat format, CancellationToken cancellationToken)
    {
        using var model = await ScoringModel.LoadAsync(folder, cancellationToken);
        var report = await new ModelEvaluator(model).EvaluateAsync(data, part, cancellationToken);
        if (format == OutputFormat.Json)
        {
            FormatOption.PrintJson(report);
        }
        else
        {
            QualityTables.Print(report);
        }

        return ExitCode.Done;
    }
}
