using System.Globalization;
using CallQA.Coaching;
using CallQA.Scoring;

namespace CallQA.App.Web.Reports;

/// <summary>The report as two flat tables: one row a call, and one row a question.</summary>
internal static class ReportCsv
{
    public static string Calls(CoachingReport report)
    {
        var questions = report.Form.Sections.SelectMany(section => section.Questions).Select(question => question.Id).ToList();
        var table = new CsvTable();
        table.Add(
        [
            "call_id", "begun", "duration_s", "agent_id", "agent_name", "team", "state", "empathy", "courtesy", "resolution", "overall",
            "empathy_confidence", "courtesy_confidence", "resolution_confidence", "needs_review", "evaluator", "scorecard", "model", "began_upset", "turned_round", "reviewed", "reviewed_overall",
            .. questions.Select(question => $"q_{question}"),
        ]);
        foreach (var call in report.Calls)
            table.Add([.. Cells(call), .. questions.Select(question => Share(call.Evaluation, question))]);
        return table.ToString();
    }

    public static string Questions(CoachingReport report)
    {
        var table = new CsvTable();
        table.Add(
        [
            "section_id", "section", "question_id", "question", "share", "n", "low", "high", "others_share", "others_n", "difference",
            "difference_low", "difference_high", "standing", "against_target", "not_applicable", "left_to_person", "need_review", "auto_fails",
        ]);
        foreach (var section in report.Sections)
        {
            foreach (var question in section.Questions)
                table.Add(Cells(section.Section, question));
        }

        return table.ToString();
    }

    private static IEnumerable<object?> Cells(CallRow call)
    {
        var scores = call.Evaluation?.Scores;
        return
        [
            call.CallId, call.Begun.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture), call.Duration.TotalSeconds,
            call.AgentId, call.AgentName, call.Team, Word(call.State),
            scores?.Empathy.Score, scores?.Courtesy.Score, scores?.Resolution.Score is { } resolution ? Word(resolution) : null,
            call.Evaluation?.Overall, scores?.Empathy.Confidence, scores?.Courtesy.Confidence, scores?.Resolution.Confidence,
            Word(call.Evaluation is null ? (bool?)null : call.State == CallState.NeedsReview),
            call.Evaluation is { } evaluation ? Word(evaluation.Evaluator) : null, call.Evaluation?.Scorecard, call.Evaluation?.Model,
            Word(call.Evaluation?.CustomerMood?.BeganUpset), Word(call.Evaluation?.CustomerMood?.TurnedRound),
            Word(call.Evaluation is null ? (bool?)null : call.IsReviewed), call.Review?.Overall,
        ];
    }

    private static object? Share(Evaluation? evaluation, string question) =>
        evaluation?.Answers.FirstOrDefault(answer => answer.Question == question) is { Points: { } points, MaxPoints: > 0 } answer
            ? points / answer.MaxPoints
            : null;

    private static object?[] Cells(FormSection section, QuestionSummary question)
    {
        var (own, others, difference) = (question.Share.Own, question.Share.Others, question.Share.Difference);
        return
        [
            section.Id, section.Title, question.Question.Id, question.Question.Text, own.Mean, own.N, own.Interval?.Low, own.Interval?.High,
            others.Mean, others.N, difference?.Value, difference?.Interval?.Low, difference?.Interval?.High,
            Word(question.Standing), Word(question.AgainstTarget),
            question.NotApplicable, question.LeftToPerson, question.NeedReview, question.AutoFails,
        ];
    }

    private static string? Word(bool? value) => value switch { true => "true", false => "false", null => null };

    private static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
