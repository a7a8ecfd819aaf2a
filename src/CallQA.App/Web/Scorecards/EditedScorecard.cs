using CallQA.Scoring.Scorecards.Drafts;
using CallQA.Scoring.Scorecards;
using CallQA.Yaml;

namespace CallQA.App.Web.Scorecards;

/// <summary>What the editor holds, as YAML and, where that is valid, as a scorecard.</summary>
/// <param name="Source">The YAML.</param>
/// <param name="Draft">The fields of the form; null where the YAML itself is edited.</param>
/// <param name="Scorecard">Null while something is wrong.</param>
/// <param name="Problems">What is wrong, with the form's field where there is one.</param>
internal sealed record EditedScorecard(string Source, ScorecardDraft? Draft, Scorecard? Scorecard, IReadOnlyList<EditProblem> Problems)
{
    /// <summary>From the fields of the form.</summary>
    public static EditedScorecard Of(ScorecardDraft draft)
    {
        var written = ScorecardWriter.Write(draft);
        var (scorecard, problems) = Read(written.Text);
        return new(written.Text, draft, scorecard, [.. problems.Select(problem => new EditProblem(problem.Line, problem.Column, problem.Message, written.FieldOf(problem)))]);
    }

    /// <summary>From YAML as somebody wrote it.</summary>
    public static EditedScorecard Of(string source)
    {
        var (scorecard, problems) = Read(source);
        return new(source, null, scorecard, [.. problems.Select(problem => new EditProblem(problem.Line, problem.Column, problem.Message, null))]);
    }

    private static (Scorecard?, IReadOnlyList<YamlProblem>) Read(string source)
    {
        try
        {
            return (ScorecardReader.Read(source, "being written"), []);
        }
        catch (ScorecardException exception)
        {
            return (null, exception.Problems);
        }
    }
}

/// <summary>Something wrong with what the editor holds.</summary>
/// <param name="Line">Line of the YAML, from 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Field">The field of the form; null where the YAML is edited.</param>
internal sealed record EditProblem(int Line, int Column, string Message, string? Field);
