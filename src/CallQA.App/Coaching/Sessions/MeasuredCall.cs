using CallQA.App.Scorecards;
using CallQA.App.Search.Index;
using CallQA.Coaching;
using CallQA.Coaching.Sessions;
using CallQA.Scoring;
using CallQA.Scoring.Scorecards;

namespace CallQA.App.Coaching.Sessions;

/// <summary>A scored call with the scorecard it was scored with; null where that cannot be read any more.</summary>
/// <param name="Row">Its figures.</param>
/// <param name="Form">The scorecard.</param>
internal sealed record MeasuredCall(CallFigureRow Row, Scorecard? Form)
{
    /// <summary>Scored calls with their scorecards.</summary>
    public static async Task<List<MeasuredCall>> OfAsync(List<CallFigureRow> rows, ScorecardStore scorecards, CancellationToken cancellationToken)
    {
        var forms = new Dictionary<string, Scorecard?>(StringComparer.Ordinal);
        foreach (var reference in rows.Select(row => row.Scorecard!).Distinct()) forms.Add(reference, await scorecards.FindAsync(reference, cancellationToken));
        return rows.ConvertAll(row => new MeasuredCall(row, forms[row.Scorecard!]));
    }

    /// <summary>The call's value on the scale of a focus; null where it has none.</summary>
    public double? ValueOf(CoachingFocus focus) => focus.Measure switch
    {
        ReportMeasure.Overall => Row.Overall,
        ReportMeasure.Empathy => Row.Empathy,
        ReportMeasure.Courtesy => Row.Courtesy,
        ReportMeasure.Resolution => Row.Resolution is { } resolution ? resolution == Resolution.Resolved ? 100 : 0 : null,
        ReportMeasure.TurnedRound => Row.TurnedRound is { } turned ? turned ? 100 : 0 : null,
        _ => AnswerTo(focus.Question!),
    };

    private double? AnswerTo(string question)
    {
        var place = Form?.Questions.ToList().FindIndex(one => one.Id == question) ?? -1;
        return place >= 0 && place < Row.Answers?.Length ? 100 * ResultCode.ShareOf(Row.Answers[place]) : null;
    }
}
