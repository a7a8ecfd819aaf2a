using System.CommandLine;
using CallQA.Recordings;
using CallQA.Scoring.Scorecards;
using CallQA.Scoring.Scorecards.Drafts;
using Spectre.Console;

namespace CallQA.App.Commands.Scorecards;

/// <summary><c>callqa scorecard new</c>: a scorecard to start from, under an identifier of its own.</summary>
internal static class NewScorecard
{
    private const string Description = """
        Write a scorecard to start from: a copy of a shipped one with its own identifier, version 1. A file that exists stays as it is.

        Example:
          callqa scorecard new billing-call
        """;

    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "identifier: lower-case letters, digits and hyphens" };
        var from = new Option<string>("--from") { Description = "shipped scorecard to start from", DefaultValueFactory = _ => "service-call" };
        var output = new Option<string?>("--output", "-o") { Description = "file to write [default: ID.yaml]" };
        var command = new Command("new", Description) { id, from, output };
        command.SetAction((parsed, cancellationToken) => WriteAsync(
            parsed.GetValue(id)!, parsed.GetValue(from)!, parsed.GetValue(output) ?? $"{parsed.GetValue(id)}.yaml", cancellationToken));
        return command;
    }

    private static async Task<int> WriteAsync(string id, string from, string path, CancellationToken cancellationToken)
    {
        var text = ScorecardHeading.With(StandardScorecards.Text(from), id, version: 1);
        if (ScorecardReader.Read(text, path).Id != id)
            throw new InputException(InputFault.Scorecard, $"'{id}' is not an identifier; use lower-case letters, digits and hyphens.");
        if (File.Exists(path))
            throw new InputException(InputFault.Settings, $"{path} exists already; name another file with --output.");
        await AtomicFile.CreateTextAsync(path, text, cancellationToken);
        Screen.Results.MarkupLineInterpolated($"{path} written; check it with callqa scorecard validate {path}.");
        return ExitCode.Done;
    }
}
