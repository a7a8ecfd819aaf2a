using CallQA.Yaml;
using YamlDotNet.RepresentationModel;

namespace CallQA.Scoring.Scorecards.Reading;

/// <summary>Reads the options of a question and holds them against what may answer it.</summary>
internal sealed class OptionReader(LocalTexts texts, ProblemList problems)
{
    public IReadOnlyList<ScorecardOption> Read(Fields fields, QuestionSource? source, string what)
    {
        var nodes = fields.Items("options");
        var options = nodes.Select(node => Option(node, what)).ToList();
        if (nodes.Count == 0 || options.Contains(null))
            return [];

        CheckValues(nodes, options!, ScorecardSources.AnswersOf(source), what, fields.Optional("options")!);
        CheckOrder(nodes, options!, what);
        return options!;
    }

    private ScorecardOption? Option(YamlNode node, string question)
    {
        var what = $"{question}: an option";
        var fields = new Fields(node, what, problems, "value", "points", "label");
        var value = fields.Id("value");
        var points = fields.Number("points", 0, 1_000_000);
        var label = texts.Required(fields, "label", what);
        return value is null || points is null || label is null ? null : new ScorecardOption(value, points.Value, label);
    }

    private void CheckValues(
        IReadOnlyList<YamlNode> nodes,
        List<ScorecardOption> options,
        IReadOnlyList<string>? expected,
        string what,
        YamlNode list)
    {
        var seen = new HashSet<string>();
        foreach (var (node, option) in nodes.Zip(options))
        {
            if (!seen.Add(option.Value))
                problems.Add(node, $"{what} has the option '{option.Value}' twice; remove one.");
            else if (expected?.Contains(option.Value) == false)
                problems.Add(node, $"{what} is never answered '{option.Value}'; its options are {string.Join(", ", expected)}.");
        }

        foreach (var missing in expected?.Except(seen) ?? [])
            problems.Add(list, $"{what} lacks the option '{missing}', which can be the answer; add it.");
    }

    private void CheckOrder(IReadOnlyList<YamlNode> nodes, List<ScorecardOption> options, string what)
    {
        for (var at = 1; at < options.Count; at++)
        {
            var (better, worse) = (options[at - 1], options[at]);
            if (worse.Points <= better.Points)
                continue;
            problems.Add(
                nodes[at],
                FormattableString.Invariant($"{what} gives '{worse.Value}' {worse.Points} points, more than the {better.Points} of ")
                + $"'{better.Value}' before it; list the best option first.");
        }

        if (options.All(option => option.Points <= 0))
            problems.Add(nodes[0], $"{what} gives no points for any option; give the best one more than 0.");
    }
}
