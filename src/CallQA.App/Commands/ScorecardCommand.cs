using System.CommandLine;
using CallQA.App.Commands.Scorecards;
using CallQA.App.Settings;
using CallQA.Scoring.Scorecards;
using Spectre.Console;

namespace CallQA.App.Commands;

/// <summary><c>callqa scorecard</c>: the forms that calls are scored with.</summary>
internal static class ScorecardCommand
{
    private const string Description = """
        Show, write, check and try scorecards: versioned forms in YAML with rule, model and manual questions.

        Examples:
          callqa scorecard show service-call
          callqa scorecard show service-call --language de
          callqa scorecard new my-form
          callqa scorecard validate my-form.yaml
          callqa scorecard preview my-form.yaml --call pbx-17
        """;

    public static Command Create() => new("scorecard", Description) { Show(), List(), NewScorecard.Create(), Validate(), PreviewScorecard.Create() };

    private static Command Show()
    {
        var name = new Argument<string>("SCORECARD") { Description = "name of a shipped scorecard, or a YAML file" };
        var language = new Option<string>("--language") { Description = "en or de", DefaultValueFactory = _ => "en" };
        var format = FormatOption.Create();
        var command = new Command("show", "Print a scorecard with its sections, questions, points and conditions.") { name, language, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var scorecard = await ScorecardFile.FindAsync(parsed.GetValue(name)!, cancellationToken);
            if (parsed.GetValue(format) == OutputFormat.Json)
            {
                FormatOption.PrintJson(scorecard);
                return ExitCode.Done;
            }

            foreach (var line in ScorecardText.Render(scorecard, parsed.GetValue(language)!))
            {
                Console.Out.WriteLine(line);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Print the names of the shipped scorecards.");
        command.SetAction(_ => StandardScorecards.List().ToList().ForEach(Console.Out.WriteLine));
        return command;
    }

    private static Command Validate()
    {
        var file = new Argument<string>("FILE") { Description = "a scorecard in YAML" };
        var command = new Command("validate", "Check a scorecard; every problem is told with line and column.") { file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var scorecard = await ScorecardFile.ReadAsync(parsed.GetValue(file)!, cancellationToken);
            Screen.Results.MarkupLineInterpolated($"{scorecard.Reference} is valid: {Counted.Of(scorecard.Questions.Count(), "question")}.");
            return ExitCode.Done;
        });
        return command;
    }
}
