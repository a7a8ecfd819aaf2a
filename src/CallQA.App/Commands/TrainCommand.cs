using System.CommandLine;
using CallQA.App.Models;
using CallQA.Engines.Scoring.Training;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary><c>callqa train</c>: trains the scoring models on labelled calls.</summary>
internal static class TrainCommand
{
    private const string Description = """
        Train the scoring models on labelled calls and measure them on the held-out part.

        The same calls and seed give the same model files. The output folder is replaced as a whole, or left as it was.

        Examples:
          callqa train
          callqa train --data my-calls --output my-models --language en
        """;

    public static Command Create()
    {
        var data = new Option<string>("--data")
        {
            Description = "folder with split.json, calls/, exchanges/ and endings/",
            DefaultValueFactory = _ => ScoringFolders.Corpus,
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = "folder of the trained models",
            DefaultValueFactory = _ => ScoringFolders.Models,
        };
        var languages = new Option<string[]>("--language")
        {
            Description = "languages to train; may be repeated",
            DefaultValueFactory = _ => ["en", "de"],
            AllowMultipleArgumentsPerToken = true,
        };
        var seed = new Option<int>("--seed") { Description = "seed of everything random", DefaultValueFactory = _ => 1 };
        var format = FormatOption.Create();
        var command = new Command("train", Description) { data, output, languages, seed, format };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new TrainingOptions
            {
                CorpusDirectory = parsed.GetValue(data)!,
                OutputDirectory = parsed.GetValue(output)!,
                Languages = parsed.GetValue(languages)!,
                Seed = parsed.GetValue(seed),
            },
            parsed.GetValue(format),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(TrainingOptions options, OutputFormat format, CancellationToken cancellationToken)
    {
        var result = await Screen.ProgressAsync(progress =>
        {
            var bar = progress.AddTask("training");
            return new ModelTrainer(TimeProvider.System).TrainAsync(options, new StageProgress(bar), cancellationToken);
        });
        if (format == OutputFormat.Json)
        {
            FormatOption.PrintJson(result);
            return ExitCode.Done;
        }

        QualityTables.Print(result.Report);
        Screen.Results.MarkupLineInterpolated(
            $"Trained {result.Version} on {result.Conversations} conversations; written to {result.OutputDirectory}.");
        return ExitCode.Done;
    }

    private sealed class StageProgress(ProgressTask bar) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            bar.Description = Markup.Escape(value.Stage);
            bar.Value = value.Share * bar.MaxValue;
        }
    }
}
