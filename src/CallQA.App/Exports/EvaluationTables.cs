using CallQA.App.Web;

namespace CallQA.App.Exports;

/// <summary>
/// Evaluations as tables for other programs: a row an evaluation, and a row an answer. Columns are only ever added, at the end. What was said in a call and remarks of people are
/// not in them.
/// </summary>
internal static class EvaluationTables
{
    /// <summary>The first line of the table of evaluations.</summary>
    public static string EvaluationHeader { get; } = CsvTable.Line(
    [
        "evaluation_id", "call_id", "evaluator", "kind", "scorecard", "scorecard_version", "model", "reviewer", "evaluated_at", "is_current", "call_start", "agent_id", "agent_name", "team", "queue",
        "campaign", "direction", "language", "disposition", "duration_s", "empathy", "courtesy", "resolution", "overall", "needs_review", "auto_fail", "blind", "changed_answers", "began_upset", "turned_round",
    ]);

    /// <summary>The first line of the table of answers.</summary>
    public static string AnswerHeader { get; } = CsvTable.Line(
    [
        "evaluation_id", "call_id", "evaluator", "scorecard", "scorecard_version", "evaluated_at", "question_id", "applicable", "choice", "points", "max_points", "confidence", "needs_review",
        "auto_fail", "machine_choice", "changed",
    ]);

    /// <summary>An evaluation's row.</summary>
    public static string EvaluationRow(ExportedEvaluation entry)
    {
        var (scorecard, version) = Form(entry);
        var about = entry.Call.Metadata;
        return CsvTable.Line(
        [
            entry.Id, entry.Call.Id, entry.Evaluator, entry.Kind, scorecard, version, entry.Model, entry.Reviewer, entry.At, entry.Current, about.StartTime, about.AgentId, about.AgentName, about.Team, about.Queue,
            about.Campaign, about.Direction, about.Language, about.Disposition, entry.Call.Duration.TotalSeconds, entry.Empathy, entry.Courtesy, entry.Resolution, entry.Overall, entry.NeedsReview, entry.AutoFail,
            entry.Blind, entry.Changed, entry.Mood?.BeganUpset, entry.Mood?.TurnedRound,
        ]);
    }

    /// <summary>The rows of an evaluation's answers.</summary>
    public static string AnswerRows(ExportedEvaluation entry)
    {
        var (scorecard, version) = Form(entry);
        return string.Concat(entry.Answers.Select(answer => CsvTable.Line(
        [
            entry.Id, entry.Call.Id, entry.Evaluator, scorecard, version, entry.At, answer.Question, answer.Applicable, answer.Choice, answer.Points, answer.MaxPoints, answer.Confidence, answer.NeedsReview,
            answer.AutoFail, answer.MachineChoice, answer.Changed,
        ])));
    }

    private static (string Scorecard, string Version) Form(ExportedEvaluation entry) => entry.Scorecard.Split('@') is [var scorecard, var version] ? (scorecard, version) : (entry.Scorecard, "");
}
