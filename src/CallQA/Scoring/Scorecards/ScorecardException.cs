using CallQA.Yaml;

namespace CallQA.Scoring.Scorecards;

/// <summary>A scorecard that is not valid, with everything that is wrong with it.</summary>
/// <param name="sourceName">The file, as the user knows it.</param>
/// <param name="problems">At least one, ordered by place.</param>
public sealed class ScorecardException(
    string sourceName,
    IReadOnlyList<YamlProblem> problems)
    : InputException(InputFault.Scorecard, Describe(sourceName, problems))
{
    /// <summary>What is wrong, ordered by place.</summary>
    public IReadOnlyList<YamlProblem> Problems { get; } = problems;

    private static string Describe(string sourceName, IReadOnlyList<YamlProblem> problems) =>
        problems.Count == 1
            ? $"The scorecard {sourceName} is not valid, {problems[0]}"
            : $"The scorecard {sourceName} has {problems.Count} problems:{string.Concat(problems.Select(problem => $"\n  {problem}"))}";
}
