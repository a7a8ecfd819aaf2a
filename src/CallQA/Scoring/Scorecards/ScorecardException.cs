namespace CallQA.Scoring.Scorecards;

/// <summary>A scorecard that is not valid, with everything that is wrong with it.</summary>
/// <param name="sourceName">The file, as the user knows it.</param>
/// <param name="problems">At least one, ordered by place.</param>
/// <param name="innerException">The parser's own complaint, or null.</param>
public sealed class ScorecardException(
    string sourceName,
    IReadOnlyList<ScorecardProblem> problems,
    Exception? innerException = null)
    : InputException(InputFault.Scorecard, Describe(sourceName, problems), innerException)
{
    /// <summary>What is wrong, ordered by place.</summary>
    public IReadOnlyList<ScorecardProblem> Problems { get; } = problems;

    private static string Describe(string sourceName, IReadOnlyList<ScorecardProblem> problems) =>
        problems.Count == 1
            ? $"The scorecard {sourceName} is not valid, {problems[0]}"
            : $"The scorecard {sourceName} has {problems.Count} problems:{string.Concat(problems.Select(problem => $"\n  {problem}"))}";
}

/// <summary>One thing wrong with a scorecard.</summary>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Column">Column in the line, from 1.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record ScorecardProblem(int Line, int Column, string Message)
{
    /// <summary>The place and the message.</summary>
    public override string ToString() => FormattableString.Invariant($"line {Line}, column {Column}: {Message}");
}
