using CallQA.Scoring.Criteria;
using CallQA.Scoring.Scorecards;

namespace CallQA.Tests.Scoring.Criteria;

/// <summary>Asks a rule with its defaults, or with some parameters set.</summary>
internal static class Judging
{
    public static Verdict Of(Criterion rule, Dialogue dialogue, params (string Name, double Value)[] numbers) =>
        Of(rule, dialogue, new Dictionary<string, IReadOnlyList<string>>(), numbers);

    public static Verdict Of(
        Criterion rule,
        Dialogue dialogue,
        Dictionary<string, IReadOnlyList<string>> phrases,
        params (string Name, double Value)[] numbers)
    {
        var all = rule.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Default);
        foreach (var (name, value) in numbers)
            all[name] = value;
        var verdict = rule.Judge(dialogue.Facts(), new RuleParameters(all, phrases));
        if (verdict.Choice is not null)
            rule.Outcomes.ShouldContain(verdict.Choice);
        if (verdict.Choice is Verdict.PartlyChoice or Verdict.NoChoice)
            verdict.Turns.ShouldNotBeEmpty("what costs points has to be shown");
        return verdict;
    }
}
