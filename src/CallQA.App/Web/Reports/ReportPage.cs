using CallQA.App.Web.Reports.Texts;
using CallQA.Coaching;
using CallQA.Scoring;

namespace CallQA.App.Web.Reports;

/// <summary>What every part of a page needs: the report, its words and the way to other pages.</summary>
public sealed class ReportPage
{
    /// <summary>Calls that a page lists: one of a whole centre would not open with a hundred thousand. All are in the table beside it.</summary>
    public const int MostListed = 1000;

    /// <summary>Calls to be reviewed that a page lists: more are worked through in the workplace or the table, not on paper.</summary>
    public const int MostWaiting = 10;

    private readonly Dictionary<string, int> rows;

    public ReportPage(CoachingReport report, ReportFileNames files)
    {
        Report = report;
        Files = files;
        Texts = ReportTexts.In(report.Form.Language);
        Format = new ReportFormat(Texts);
        rows = report.Calls.Select((call, index) => (call.CallId, index)).ToDictionary(row => row.CallId, row => row.index + 1);
        Waiting = MostPressing(report);
        Listed = report.Calls.Count <= MostListed ? report.Calls : Latest(report, [.. LinkedCalls(report), .. Waiting.Select(call => call.CallId)]);
    }

    public CoachingReport Report { get; }

    public ReportFileNames Files { get; }

    /// <summary>The calls in the page's list, by start: all, or the latest and those the page leads to.</summary>
    public IReadOnlyList<CallRow> Listed { get; }

    /// <summary>The calls that most need a person, the most pressing first.</summary>
    public IReadOnlyList<CallRow> Waiting { get; }

    public ReportTexts Texts { get; }

    public ReportFormat Format { get; }

    public string Title => Report.Subject.Scope == ReportScope.Everyone ? Texts.Everyone : Report.Subject.Name ?? Report.Subject.Id!;

    public string Days => Texts.Days(Report.Period.From, Report.Period.LastDay);

    public string Target => Format.Percent(Report.Options.TargetPercent);

    public bool IsCompared => Report.Calls.Count > 0 && Report.Overall.Others.N > 0;

    /// <summary>Identifier of the call's row in the list of calls.</summary>
    public string Anchor(string callId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"call-{rows[callId]}");

    /// <summary>The page of a call in the workplace, at the moment of a passage; null where no site serves this page.</summary>
    public string? ListenAddress(string callId, Evidence? passage = null) => !Files.AreServed ? null : passage switch
    {
        null => PageFormat.CallAddress(callId),
        { Start: { } start } => $"{PageFormat.CallAddress(callId)}?t={PageFormat.Seconds(start)}#turn-{passage.Turn}",
        _ => $"{PageFormat.CallAddress(callId)}#turn-{passage.Turn}",
    };

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

    // As in the queue: first what an answer fails, then what the machine knew least about; of equals the latest.
    private static List<CallRow> MostPressing(CoachingReport report) =>
    [
        .. report.NeedingReview
            .OrderByDescending(call => call.Evaluation!.Answers.Any(answer => answer.AutoFail))
            .ThenByDescending(call => NumberOfDoubts(call.Evaluation!))
            .ThenByDescending(call => call.Begun).ThenBy(call => call.CallId, StringComparer.Ordinal)
            .Take(MostWaiting),
    ];

    private static int NumberOfDoubts(Evaluation evaluation) =>
        new[] { evaluation.Scores.Empathy.NeedsReview, evaluation.Scores.Courtesy.NeedsReview, evaluation.Scores.Resolution.NeedsReview }.Count(doubtful => doubtful)
        + evaluation.Answers.Count(answer => answer.NeedsReview);

    private static List<CallRow> Latest(CoachingReport report, HashSet<string> linked)
    {
        var first = report.Calls.Count - MostListed;
        return [.. report.Calls.Where((call, index) => index >= first || linked.Contains(call.CallId))];
    }

    private static IEnumerable<string> LinkedCalls(CoachingReport report) => report.Examples.SelectMany(example => example.Quotes.Select(quote => quote.CallId).Append(example.Call.CallId))
        .Concat(report.Quotes.SelectMany(criterion => criterion.For.Concat(criterion.Against)).Select(quote => quote.CallId))
        .Concat(report.Strengths.Concat(report.Weaknesses).Select(finding => finding.Quote?.CallId).OfType<string>());
}
