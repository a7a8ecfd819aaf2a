using CallQA.App.Web.Reports.Texts;
using CallQA.Coaching;
using CallQA.Scoring;

namespace CallQA.App.Web.Reports;

/// <summary>What every part of a page needs: the report, its words and the way to other pages.</summary>
public sealed class ReportPage
{
    private readonly Dictionary<string, int> rows;

    public ReportPage(CoachingReport report, ReportFileNames files)
    {
        Report = report;
        Files = files;
        Texts = ReportTexts.In(report.Form.Language);
        Format = new ReportFormat(Texts);
        rows = report.Calls.Select((call, index) => (call.CallId, index)).ToDictionary(row => row.CallId, row => row.index + 1);
    }

    public CoachingReport Report { get; }

    public ReportFileNames Files { get; }

    public ReportTexts Texts { get; }

    public ReportFormat Format { get; }

    public string Title => Report.Subject.Scope == ReportScope.Everyone ? Texts.Everyone : Report.Subject.Name ?? Report.Subject.Id!;

    public string Days => Texts.Days(Report.Period.From, Report.Period.LastDay);

    public string Target => Format.Percent(Report.Options.TargetPercent);

    public bool IsCompared => Report.Calls.Count > 0 && Report.Overall.Others.N > 0;

    /// <summary>Identifier of the call's row in the list of calls.</summary>
    public string Anchor(string callId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"call-{rows[callId]}");

    public CallRow Call(string callId) => Report.Calls[rows[callId] - 1];

    public string Score(CallRow call, Criterion criterion) => (criterion, call.Evaluation?.Scores) switch
    {
        (Criterion.Empathy, { Empathy.Score: { } score }) => $"{score}\u00A0{Texts.OutOfFive}",
        (Criterion.Courtesy, { Courtesy.Score: { } score }) => $"{score}\u00A0{Texts.OutOfFive}",
        (Criterion.Resolution, { Resolution.Score: { } score }) => Texts.Of(score),
        _ => "–",
    };

    public string Overall(CallRow call) => call.Evaluation?.Overall is { } overall ? Format.Percent(overall) : "–";

    public static string Reason(CallRow call, Criterion criterion) => criterion switch
    {
        Criterion.Empathy => call.Evaluation!.Scores.Empathy.Reason,
        Criterion.Courtesy => call.Evaluation!.Scores.Courtesy.Reason,
        _ => call.Evaluation!.Scores.Resolution.Reason,
    };

    /// <summary>What in a call needs a person, and how unsure the machine was.</summary>
    public IReadOnlyList<(string What, string Why)> Doubts(CallRow call)
    {
        var scores = call.Evaluation!.Scores;
        var questions = Report.Form.Sections.SelectMany(section => section.Questions).ToDictionary(question => question.Id, question => question.Text);
        List<(string, string)> doubts =
        [
            .. Doubt(Criterion.Empathy, scores.Empathy),
            .. Doubt(Criterion.Courtesy, scores.Courtesy),
            .. Doubt(Criterion.Resolution, scores.Resolution),
            .. call.Evaluation.Answers.Where(answer => answer.NeedsReview).Select(answer => (
                questions.GetValueOrDefault(answer.Question, answer.Question),
                answer.Choice is null ? Texts.Unanswered : Texts.Confidence(Format.Share(answer.Confidence)))),
        ];
        return doubts.Count > 0 ? doubts : [(Texts.Unsure, "")];
    }

    private IEnumerable<(string What, string Why)> Doubt<T>(Criterion criterion, CriterionScore<T> score)
        where T : struct =>
        score.NeedsReview
            ? [(Texts.Of(criterion), score.Score is null ? Texts.Unanswered : Texts.Confidence(Format.Share(score.Confidence)))]
            : [];
}
