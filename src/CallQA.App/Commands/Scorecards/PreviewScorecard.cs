using System.CommandLine;
using CallQA.App.Learning;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Measurement;
using CallQA.Scoring;
using CallQA.Scoring.Scorecards;
using CallQA.Transcription;

namespace CallQA.App.Commands.Scorecards;

/// <summary><c>callqa scorecard preview</c>: what a scorecard makes of calls there are already. Nothing is stored.</summary>
internal static class PreviewScorecard
{
    private const string Description = """
        Fill in a scorecard for past calls of the store or for transcript files, to see what it makes of them. Nothing is stored.

        Examples:
          callqa scorecard preview my-form.yaml --call pbx-17
          callqa scorecard preview my-form.yaml --transcript call.json --language de
        """;

    private sealed record Request(
        string Scorecard, IReadOnlyList<string> Calls, IReadOnlyList<string> Transcripts, string Language, string? Data, OutputFormat Format);

    public static Command Create()
    {
        var name = new Argument<string>("SCORECARD") { Description = "name of a shipped scorecard, or a YAML file" };
        var calls = new Option<string[]>("--call") { Description = "identifiers of calls in the store", AllowMultipleArgumentsPerToken = true };
        var transcripts = new Option<string[]>("--transcript") { Description = "transcript files, as for callqa score", AllowMultipleArgumentsPerToken = true };
        var language = new Option<string>("--language") { Description = "language of the questions: en or de", DefaultValueFactory = _ => "en" };
        var data = SettingsOptions.Data();
        var format = FormatOption.Create();
        var command = new Command("preview", Description) { name, calls, transcripts, language, data, format };
        command.Validators.Add(result =>
        {
            if (result.GetValue(calls) is not { Length: > 0 } && result.GetValue(transcripts) is not { Length: > 0 })
                result.AddError("Name a call with --call, or a transcript with --transcript.");
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new(
                parsed.GetValue(name)!,
                parsed.GetValue(calls) ?? [],
                parsed.GetValue(transcripts) ?? [],
                parsed.GetValue(language)!,
                parsed.GetValue(data),
                parsed.GetValue(format)),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Request request, CancellationToken cancellationToken)
    {
        var scorecard = await ScorecardFile.FindAsync(request.Scorecard, cancellationToken);
        if (!scorecard.Languages.Contains(request.Language))
        {
            throw new InputException(
                InputFault.Scorecard, $"The scorecard {scorecard.Reference} is not written in '{request.Language}'; choose {string.Join(" or ", scorecard.Languages)}.");
        }

        var transcripts = await TranscriptsAsync(request, cancellationToken);
        using var reader = await LiveReader.LoadAsync(PromotedModels.Of(SettingsOptions.Read(request.Data)), cancellationToken);
        var scorer = new CallScorer(TimeProvider.System);
        var evaluations = transcripts.ConvertAll(transcript => Evaluate(reader, scorer, transcript, scorecard));
        Print(scorecard, evaluations, request);
        return ExitCode.Done;
    }

    private static Evaluation Evaluate(LiveReader reader, CallScorer scorer, Transcript transcript, Scorecard scorecard)
    {
        var metrics = ConversationMeter.Measure(transcript);
        return scorer.Score(transcript.Id, transcript, metrics, reader.Read(transcript, metrics), scorecard);
    }

    private static async Task<List<Transcript>> TranscriptsAsync(Request request, CancellationToken cancellationToken)
    {
        var transcripts = new List<Transcript>();
        foreach (var file in request.Transcripts)
            transcripts.AddRange(await TranscriptReader.ReadAsync(file, cancellationToken));
        if (request.Calls.Count == 0)
            return transcripts;
        await using var services = await CommandServices.OpenStoreAsync(SettingsOptions.Read(request.Data), cancellationToken);
        var store = services.GetRequiredService<EfCallStore>();
        foreach (var call in request.Calls)
        {
            transcripts.Add(await store.CurrentTranscriptAsync(call, cancellationToken) ?? throw new InputException(
                InputFault.Transcript, $"The call '{call}' has no transcript in the store; check the identifier on the pages."));
        }

        return transcripts;
    }

    private static void Print(Scorecard scorecard, List<Evaluation> evaluations, Request request)
    {
        if (request.Format == OutputFormat.Json)
        {
            FormatOption.PrintJson(evaluations);
            return;
        }

        foreach (var evaluation in evaluations)
        {
            foreach (var line in EvaluationText.Render(scorecard, evaluation, request.Language))
                Console.Out.WriteLine(line);
            Console.Out.WriteLine();
        }

        Console.Out.WriteLine("? a person has to look · ! fails its section or the whole · – does not apply or is left to a person");
    }
}
