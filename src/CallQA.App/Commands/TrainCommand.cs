using System.CommandLine;
using CallQA.App.Learning;
using CallQA.App.Models;
using CallQA.App.Settings;
using CallQA.Engines.Scoring.Training;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary><c>callqa train</c>: trains the scoring models on labelled calls.</summary>
internal static class TrainCommand
{
    private const string By = "command line";

    private const string Description = """
        Train the scoring models on labelled calls and measure them on the held-out part.

        The same calls and seed give the same model files. A model in the output folder is replaced, as a whole, only by one
        that is better on the held-out calls (paired bootstrap) and knows all of its languages. Every language needs 20 calls
        in the part test. registry.jsonl beside the folder records every training.

        Examples:
          callqa train
          callqa train --data my-calls --output my-models --language en
          callqa train --reviews
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
        var force = new Option<bool>("--force") { Description = "replace the model even if the new one is not better, cannot be compared or knows fewer languages" };
        var reviews = new Option<bool>("--reviews") { Description = "learn from the reviews in the data directory, too, as the nightly run does; the settings say from which, and where the models go" };
        var format = FormatOption.Create();
        var command = new Command("train", Description) { data, output, languages, seed, force, reviews, format };
        command.Validators.Add(result => OptionConflict.Refuse(result, reviews, [data, output, languages, seed, force]));
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(reviews) ? LearnAsync(parsed.GetValue(format), cancellationToken) : RunAsync(
            new TrainingOptions
            {
                CorpusDirectory = parsed.GetValue(data)!,
                OutputDirectory = parsed.GetValue(output)!,
                Languages = parsed.GetValue(languages)!,
                Seed = parsed.GetValue(seed),
                Force = parsed.GetValue(force),
            },
            parsed.GetValue(format),
            cancellationToken));
        return command;
    }

    private static async Task<int> LearnAsync(OutputFormat format, CancellationToken cancellationToken)
    {
        var settings = SettingsReader.Read();
        using var models = await LoadedModels.LoadAsync(settings.Engines, cancellationToken);
        await using var services = await CommandServices.OpenAsync(settings, models, cancellationToken);
        var learning = services.GetRequiredService<ReviewLearning>();
        var data = await learning.WriteAsync(cancellationToken);
        var result = await learning.TrainAsync(By, cancellationToken);
        if (format == OutputFormat.Json)
        {
            FormatOption.PrintJson(result);
            return ExitCode.Done;
        }

        QualityTables.Print(result.Report);
        Screen.Results.MarkupLineInterpolated($"Learnt from {Counted.Of(data.Train, "review")} ({data.Version}), compared on {Counted.Of(data.Fresh, "other")}.");
        Screen.Results.MarkupLineInterpolated(result.Verdict.Replaced
            ? (FormattableString)$"{result.Version} is in force: {result.Verdict.Why}."
            : $"{result.Verdict.Champion} stays in force: {result.Verdict.Why}.");
        return ExitCode.Done;
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
            $"Trained {result.Version} on {Counted.Of(result.Conversations, "conversation")}.");
        if (result.LeftOut > 0)
            Screen.Results.MarkupLineInterpolated($"Left out, as they are in other languages: {Counted.Of(result.LeftOut, "conversation")}.");
        Screen.Results.MarkupLineInterpolated(result.Verdict.Replaced
            ? (FormattableString)$"Written to {result.OutputDirectory}: {result.Verdict.Why}."
            : $"{result.OutputDirectory} keeps {result.Verdict.Champion}: {result.Verdict.Why}.");
        return ExitCode.Done;
    }
}
