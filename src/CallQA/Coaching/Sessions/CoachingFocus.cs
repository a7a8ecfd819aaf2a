using CallQA.Scoring.Scorecards;

namespace CallQA.Coaching.Sessions;

/// <summary>The scale that a focus is measured on, as people read it.</summary>
/// <param name="Least">Its lower end.</param>
/// <param name="Greatest">Its upper end.</param>
/// <param name="IsPercent">Whether values are shown with a per cent sign.</param>
public sealed record FocusScale(double Least, double Greatest, bool IsPercent);

/// <summary>
/// What coaching works on: one of the measures, or one question of the scorecard. A question and a measure may have the same
/// identifier, so that the key says which of both is meant.
/// </summary>
/// <param name="Measure">The measure; null when it is a question.</param>
/// <param name="Question">Stable identifier of the question; null when it is a measure.</param>
public sealed record CoachingFocus(ReportMeasure? Measure, string? Question)
{
    private const string MeasurePrefix = "measure:";
    private const string QuestionPrefix = "question:";

    /// <summary>The text it is stored and named by: <c>measure:empathy</c>, <c>question:greeting</c>.</summary>
    public string Key => Measure is { } measure ? MeasurePrefix + NameOf(measure) : QuestionPrefix + Question;

    /// <summary>The scale of its values; shares and questions are in per cent.</summary>
    public FocusScale Scale => Measure switch
    {
        ReportMeasure.Empathy or ReportMeasure.Courtesy => new(1, 5, IsPercent: false),
        ReportMeasure.Overall => new(0, 100, IsPercent: false),
        _ => new(0, 100, IsPercent: true),
    };

    /// <summary>All that a scorecard offers: the measures, then its questions.</summary>
    /// <param name="scorecard">The scorecard.</param>
    public static IReadOnlyList<CoachingFocus> Of(Scorecard scorecard) =>
    [
        .. Enum.GetValues<ReportMeasure>().Select(measure => new CoachingFocus(measure, null)),
        .. scorecard.Questions.Select(question => new CoachingFocus(null, question.Id)),
    ];

    /// <summary>Reads a key.</summary>
    /// <param name="key">For example <c>question:greeting</c>.</param>
    /// <returns>The focus, or null when the text is no key.</returns>
    public static CoachingFocus? Parse(string key)
    {
        if (key.StartsWith(QuestionPrefix, StringComparison.Ordinal) && key.Length > QuestionPrefix.Length)
            return new(null, key[QuestionPrefix.Length..]);
        foreach (var measure in Enum.GetValues<ReportMeasure>())
            if (key == MeasurePrefix + NameOf(measure)) return new(measure, null);
        return null;
    }

    /// <summary>The mean of single values, with the interval that fits what is measured.</summary>
    /// <param name="values">On the scale of the focus, one a call.</param>
    public Average Mean(IEnumerable<double> values)
    {
        var minimum = new CoachingReportOptions().MinimumCalls;
        // Results are shown in whole numbers: even equal ones are not known better than that.
        if (!Scale.IsPercent) return Estimate.Mean(Moments.Of(values), minimum, Scale.Least, Scale.Greatest, Estimate.RoundingVariance);
        var share = Estimate.Share(Moments.Of(values.Select(value => value / Scale.Greatest)), minimum);
        return new(share.N, Scale.Greatest * share.Mean, share.Interval is { } interval ? new(Scale.Greatest * interval.Low, Scale.Greatest * interval.High) : null);
    }

    private static string NameOf(ReportMeasure measure) => measure switch
    {
        ReportMeasure.Overall => "overall",
        ReportMeasure.Empathy => "empathy",
        ReportMeasure.Courtesy => "courtesy",
        ReportMeasure.Resolution => "resolution",
        _ => "turned-round",
    };
}
