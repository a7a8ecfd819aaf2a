using CallQA.App.Web.Reports.Texts;
using CallQA.Coaching;

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

    /// <summary>What in a call needs a person, with the machine's confidence.</summary>
    public IEnumerable<(string What, double? Confidence)> Doubts(CallRow call)
    {
        var evaluation = call.Evaluation!;
        var scores = evaluation.Scores;
        var questions = Report.Form.Sections.SelectMany(section => section.Questions).ToDictionary(question => question.Id, question => question.Text);
        var doubts = new List<(string, double?)>();
        if (scores.Empathy.NeedsReview)
            doubts.Add((Texts.Of(Criterion.Empathy), scores.Empathy.Confidence));
        if (scores.Courtesy.NeedsReview)
            doubts.Add((Texts.Of(Criterion.Courtesy), scores.Courtesy.Confidence));
        if (scores.Resolution.NeedsReview)
            doubts.Add((Texts.Of(Criterion.Resolution), scores.Resolution.Confidence));
        doubts.AddRange(evaluation.Answers
            .Where(answer => answer.NeedsReview)
            .Select(answer => (questions.GetValueOrDefault(answer.Question, answer.Question), (double?)answer.Confidence)));
        return doubts.Count > 0 ? doubts : [(Texts.Unsure, null)];
    }
}
