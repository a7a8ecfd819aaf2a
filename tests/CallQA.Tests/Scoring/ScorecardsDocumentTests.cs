using System.Globalization;
using System.Runtime.CompilerServices;
using CallQA.Scoring.Criteria;

namespace CallQA.Tests.Scoring;

/// <summary>The table of rules in <c>docs/scorecards.md</c> says what the rules say.</summary>
public sealed class ScorecardsDocumentTests
{
    private static readonly string[] Lines = File.ReadAllLines(Document());

    [Fact]
    public void Document_HasARowForEveryRule_WithAnswersAndDefaults()
    {
        foreach (var rule in RuleCatalog.All)
        {
            var row = Lines.SingleOrDefault(line => line.StartsWith($"| `{rule.Name}` |", StringComparison.Ordinal));

            row.ShouldNotBeNull(rule.Name);
            row.ShouldContain($"| {string.Join(", ", rule.Outcomes)} |");
            row.EndsWith("*times* |", StringComparison.Ordinal).ShouldBe(rule.NeedsTimes, rule.Name);
            foreach (var parameter in rule.Parameters)
                row.ShouldContain(Described(parameter));
        }
    }

    private static string Described(RuleParameter parameter)
    {
        var unit = parameter.Unit is "s" or "words/min" ? $" {parameter.Unit}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"`{parameter.Name}`{unit} ({parameter.Default})");
    }

    private static string Document([CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "docs", "scorecards.md");
}
