using CallQA.Scoring.Criteria;

namespace CallQA.Scoring.Scorecards;

/// <summary>Writes a scorecard as plain text for people.</summary>
public static class ScorecardText
{
    private const int Width = 100;

    /// <summary>Renders the form.</summary>
    /// <param name="scorecard">The form.</param>
    /// <param name="language">One of its languages, ISO 639-1.</param>
    /// <returns>Lines of at most 100 characters, without line ends; no trailing blanks.</returns>
    /// <exception cref="InputException">The scorecard is not written in the language.</exception>
    public static IReadOnlyList<string> Render(Scorecard scorecard, string language)
    {
        if (!scorecard.Languages.Contains(language))
        {
            throw new InputException(
                InputFault.Scorecard,
                $"The scorecard {scorecard.Reference} is not written in '{language}'; choose {string.Join(" or ", scorecard.Languages)}.");
        }

        var words = ScorecardWords.In(language);
        var total = scorecard.Sections.Sum(section => section.Weight);
        return
        [
            $"{scorecard.Title.In(language)} ({scorecard.Reference})",
            .. scorecard.Sections.SelectMany(section => Section(section, total, language, words)),
        ];
    }

    private static IEnumerable<string> Section(ScorecardSection section, double total, string language, ScorecardWords words) =>
    [
        "",
        $"{section.Title.In(language)} [{section.Id}] · {words.Number(100 * section.Weight / total)} %",
        .. section.Questions.SelectMany(question => Question(question, language, words)),
    ];

    private static List<string> Question(ScorecardQuestion question, string language, ScorecardWords words)
    {
        var options = question.Options.Select(option => $"{option.Label.In(language)} {words.Number(option.Points)}");
        List<string> lines =
        [
            .. Wrap($"{question.Text.In(language)} [{question.Id}]", "  ", "    "),
            .. Wrap($"{Source(question.Source, words)} · {string.Join(" | ", options)}", "    ", "      "),
        ];
        var conditions = string.Join($" {words.And} ", question.Conditions.Select(words.Condition));
        if (conditions.Length > 0)
            lines.AddRange(Wrap($"{words.When} {conditions}", "    ", "      "));
        if (question.AutoFail is { } fail)
            lines.AddRange(Wrap(words.Fails(question, fail, language), "    ", "      "));
        if (question.CommentOn.Count > 0)
            lines.AddRange(Wrap(words.Comments(question, language), "    ", "      "));
        if (question.Required)
            lines.Add($"    {words.Required}");
        if (question.Help is { } help)
            lines.AddRange(Wrap(help.In(language), "    ", "    "));
        return lines;
    }

    private static string Source(QuestionSource source, ScorecardWords words) => source switch
    {
        RuleSource rule => $"{words.Rule} {rule.Rule}{Limits(rule, words)}",
        ModelSource model => $"{words.Model} {model.Criterion.ToString().ToLowerInvariant()}",
        _ => words.Person,
    };

    private static string Limits(RuleSource rule, ScorecardWords words)
    {
        var limits = RuleCatalog.Get(rule.Rule).Parameters
            .Select(limit => $"{limit.Name} {words.Number(rule.Parameters.Numbers[limit.Name])}{words.Unit(limit.Unit)}")
            .ToList();
        return limits.Count == 0 ? "" : $" ({string.Join(", ", limits)})";
    }

    private static IEnumerable<string> Wrap(string text, string first, string next)
    {
        var line = first;
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length > Width && line.Trim().Length > 0)
            {
                yield return line.TrimEnd();
                line = next;
            }

            line += $"{word} ";
        }

        yield return line.TrimEnd();
    }
}
