using CallQA.Yaml;

namespace CallQA.Scoring.Scorecards.Reading;

/// <summary>Reads under <c>auto-fail</c> which answers fail what.</summary>
internal sealed class AutoFailReader(ProblemList problems)
{
    public AutoFail? Read(Fields question, IReadOnlyList<ScorecardOption> options, string what)
    {
        if (question.Optional("auto-fail") is not { } node)
            return null;
        var fields = new Fields(node, $"{what}: 'auto-fail'", problems, "on", "fails");
        var values = fields.Values("on");
        foreach (var (entry, value) in values.Where(value => options.Count > 0 && options.All(option => option.Value != value.Value)))
            problems.Add(entry, $"{what} fails on '{value}', which is none of its options; name one of them.");
        foreach (var (entry, name) in fields.Values("fails"))
        {
            if (Keywords.Scopes.TryGetValue(name, out var scope))
                return new AutoFail([.. values.Select(value => value.Value)], scope);
            problems.Add(entry, $"{what} fails '{name}'; write section or evaluation.");
        }

        return null;
    }
}
