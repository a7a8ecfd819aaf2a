using System.Text.Json;
using System.Text.Json.Serialization;
using CallQA.Coaching;
using CallQA.Coaching.Sessions;
using CallQA.Scoring;

namespace CallQA.App.Web.Reports;

/// <summary>The report as JSON; the fields are documented in <c>docs/reports.md</c>.</summary>
internal static class ReportJson
{
    private const string Schema = "callqa-coaching-report/1";

    private static readonly JsonSerializerOptions Options = new(CallQAJson.Indented) { Converters = { new RoundedConverter() }, NewLine = "\n" };

    /// <summary>Writes the document to a stream as UTF-8, bit by bit.</summary>
    public static async Task WriteAsync(CoachingReport report, Stream stream, CancellationToken cancellationToken)
    {
        await JsonSerializer.SerializeAsync(stream, Document(report), Options, cancellationToken);
        await stream.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    private static object Document(CoachingReport report) => new
    {
        Schema,
        report.Form.Language,
        report.Subject,
        Period = new { report.Period.Name, report.Period.From, report.Period.LastDay, TimeZone = report.Period.TimeZone.Id },
        report.Form.Scorecard,
        report.Models,
        Thresholds = report.Options,
        report.Counts,
        report.Overall,
        report.Empathy,
        report.Courtesy,
        report.Resolution,
        report.TurnAround,
        report.Trends,
        Sections = report.Sections.Select(Section),
        Strengths = report.Strengths.Select(Finding),
        Weaknesses = report.Weaknesses.Select(Finding),
        report.Quotes,
        report.Metrics,
        Examples = report.Examples.Select(Example),
        report.Agents,
        Goals = report.Goals.Count == 0 ? null : report.Goals.Select(Goal),
        Calls = report.Calls.Select(Call),
    };

    private static object Section(SectionSummary section) => new
    {
        section.Section.Id,
        section.Section.Title,
        section.Percent,
        Questions = section.Questions.Select(question => new
        {
            question.Question.Id,
            question.Question.Text,
            question.Share,
            question.NotApplicable,
            question.LeftToPerson,
            question.NeedReview,
            question.AutoFails,
            question.Standing,
            question.AgainstTarget,
        }),
    };

    private static object Goal(ReportGoal goal) => new
    {
        Agent = goal.AgentId,
        Focus = goal.Goal.Focus.Key,
        goal.Goal.From,
        goal.Goal.To,
        goal.Goal.By,
        goal.Since,
        goal.Progress.Now,
        goal.Progress.Change,
        goal.Progress.Verdict,
    };

    private static object Finding(Finding finding) => new
    {
        Question = finding.Question.Question.Id,
        finding.Against,
        finding.Gap,
        finding.IsClear,
        finding.Quote,
    };

    private static object Example(ExampleCall example) => new
    {
        example.Kind,
        example.Reason,
        example.Call.CallId,
        example.Among,
        example.Better,
        example.Weaker,
        example.Quotes,
    };

    private static object Call(CallRow call) => new
    {
        call.CallId,
        call.Begun,
        call.Duration,
        call.AgentId,
        call.AgentName,
        call.Team,
        call.State,
        call.Quarantine,
        call.Evaluation?.Evaluator,
        call.Evaluation?.Overall,
        Reviewed = call.Evaluation is null ? (bool?)null : call.IsReviewed,
        ReviewedOverall = call.Review?.Overall,
        Empathy = Score(call.Evaluation?.Scores.Empathy),
        Courtesy = Score(call.Evaluation?.Scores.Courtesy),
        Resolution = Score(call.Evaluation?.Scores.Resolution),
        CustomerMood = call.Evaluation?.CustomerMood,
        call.Evaluation?.CustomerMood?.BeganUpset,
        call.Evaluation?.CustomerMood?.TurnedRound,
        Answers = call.Evaluation?.Answers.Select(answer => new
        {
            answer.Question,
            answer.Choice,
            answer.Points,
            answer.MaxPoints,
            answer.Applicable,
            answer.NeedsReview,
            answer.AutoFail,
        }),
    };

    private static object? Score<T>(CriterionScore<T>? score)
        where T : struct => score is null ? null : new { score.Score, score.Confidence, score.Reason, score.NeedsReview };

    // Four decimals: more than the scores hold, and no digits that depend on the processor.
    private sealed class RoundedConverter : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(Math.Round(value, 4));
    }
}
