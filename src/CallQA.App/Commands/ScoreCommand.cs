using System.CommandLine;
using CallQA.App.Learning;
using CallQA.Measurement;
using CallQA.Scoring;
using CallQA.Transcription;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary><c>callqa score</c>: scores transcripts that come from anywhere.</summary>
internal static class ScoreCommand
{
    private const string Description = """
        Score transcripts: one call a file, a JSON array, or JSON Lines.

        Format: {"id","language","turns":[{"speaker":"agent|customer","text","start"?,"end"?}]}, times in seconds.

        Examples:
          callqa score call.json --format json
          callqa score calls.jsonl more/*.json
        """;

    public static Command Create()
    {
        var files = new Argument<string[]>("TRANSCRIPT") { Description = "transcript files", Arity = ArgumentArity.OneOrMore };
        var models = new Option<string?>("--model") { Description = "folder of the scoring models [default: those in force in the data directory]" };
        var data = SettingsOptions.Data();
        var language = new Option<string?>("--language") { Description = "language of transcripts that state none: en or de" };
        var format = FormatOption.Create();
        var command = new Command("score", Description) { files, models, data, language, format };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(files)!,
            parsed.GetValue(models) is { } folder ? new PromotedModels(folder, null) : PromotedModels.Of(SettingsOptions.Read(parsed.GetValue(data))),
            parsed.GetValue(language),
            parsed.GetValue(format),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string[] files, PromotedModels models, string? language, OutputFormat format, CancellationToken cancellationToken)
    {
        using var reader = await LiveReader.LoadAsync(models, cancellationToken);
        var scored = new List<ScoredTranscript>();
        var faults = new List<InputException>();
        foreach (var file in files)
        {
            try
            {
                scored.AddRange(await ScoreAsync(reader, file, language, faults, cancellationToken));
            }
            catch (InputException exception)
            {
                faults.Add(exception);
            }
        }

        if (scored.Count > 0 || faults.Count == 0) Print(scored, format);
        faults.ForEach(fault => Screen.Fail(fault.Message));
        return faults.Count == 0 ? ExitCode.Done
            : files.Length == 1 && scored.Count == 0 ? (int)faults[0].Fault
            : ExitCode.SomeRefused;
    }

    private static async Task<List<ScoredTranscript>> ScoreAsync(
        LiveReader reader, string file, string? language, List<InputException> faults, CancellationToken cancellationToken)
    {
        var scored = new List<ScoredTranscript>();
        var read = await TranscriptReader.ReadEachAsync(file, cancellationToken, language);
        faults.AddRange(read.Refused);
        foreach (var transcript in read.Transcripts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var reading = reader.Read(transcript, ConversationMeter.Measure(transcript));
            scored.Add(new ScoredTranscript(transcript.Id, transcript.Language, reading.Scores, CustomerMood.Of(transcript, reading), reading.Model));
        }

        return scored;
    }

    private static void Print(List<ScoredTranscript> scored, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            FormatOption.PrintJson(scored);
            return;
        }

        var table = new Table().AddColumns("call", "empathy", "courtesy", "resolution", "why");
        foreach (var call in scored)
        {
            table.AddRow(
                Markup.Escape(call.Id),
                ScoreText.Of(call.Scores.Empathy),
                ScoreText.Of(call.Scores.Courtesy),
                ScoreText.Of(call.Scores.Resolution),
                Markup.Escape(string.Join(' ', call.Scores.Empathy.Reason, call.Scores.Courtesy.Reason, call.Scores.Resolution.Reason)));
        }

        Screen.Results.Write(table);
        Screen.Results.MarkupLine(ScoreText.Legend);
    }

    private sealed record ScoredTranscript(string Id, string Language, CallScores Scores, CustomerMood CustomerMood, string Model);
}
