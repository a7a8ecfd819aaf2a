using System.Globalization;
using CallQA.App.Web.Reports.Texts;
using CallQA.Coaching;

namespace CallQA.App.Web.Reports;

/// <summary>Numbers and times as a reader of the report's language writes them, whatever the machine's settings.</summary>
public sealed class ReportFormat(ReportTexts texts)
{
    private const string Minus = "\u2212";
    private readonly NumberFormatInfo numbers = new() { NumberDecimalSeparator = texts.DecimalSeparator, NegativeSign = Minus };

    public string Number(double value, int decimals = 1)
    {
        var rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString(string.Create(CultureInfo.InvariantCulture, $"F{decimals}"), numbers);
    }

    /// <summary>0–100 as percent.</summary>
    public string Percent(double value) => Number(value, 0) + texts.PercentSign;

    /// <summary>0–1 as percent.</summary>
    public string Share(double value) => Percent(100 * value);

    public string Of(ReportMeasure measure, double value) => measure switch
    {
        ReportMeasure.Overall => Percent(value),
        ReportMeasure.Resolution or ReportMeasure.TurnedRound => Share(value),
        _ => Number(value),
    };

    /// <summary>A difference with its sign, in percentage points or in scores.</summary>
    public string Change(ReportMeasure measure, double value) => measure switch
    {
        ReportMeasure.Overall => Signed(value, 1),
        ReportMeasure.Resolution or ReportMeasure.TurnedRound => Signed(100 * value, 1),
        _ => Signed(value, 2),
    };

    public string ChangeWithUnit(ReportMeasure measure, double value) =>
        measure is ReportMeasure.Overall or ReportMeasure.Resolution or ReportMeasure.TurnedRound ? $"{Change(measure, value)}\u00A0{texts.PointsUnit}" : Change(measure, value);

    public string Points(double shareDifference) => Signed(100 * shareDifference, 0);

    public string Interval(ReportMeasure measure, Interval interval) =>
        texts.Interval(Of(measure, interval.Low).Replace(texts.PercentSign, "", StringComparison.Ordinal), Of(measure, interval.High));

    /// <summary>m:ss, h:mm:ss from an hour on. Fractions are cut off: a player asked for 1:07 must not miss the word at 1:07.9.</summary>
    public static string Clock(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes:00}:{time.Seconds:00}");

    public string Moment(DateTimeOffset moment) =>
        $"{texts.Date(DateOnly.FromDateTime(moment.DateTime))}, {moment.ToString("HH:mm", CultureInfo.InvariantCulture)}";

    public string Metric(ReportMetric metric, double value) => metric switch
    {
        ReportMetric.Duration => Clock(TimeSpan.FromSeconds(Math.Round(value))),
        ReportMetric.TalkRatio or ReportMetric.SilenceShare => Share(value),
        ReportMetric.WordsPerMinute => Number(value, 0),
        ReportMetric.Interruptions or ReportMetric.Holds => Number(value),
        _ => Number(value) + "\u00A0s",
    };

    private string Signed(double value, int decimals)
    {
        var text = Number(value, decimals);
        return text.StartsWith(Minus, StringComparison.Ordinal) || Math.Round(value, decimals, MidpointRounding.AwayFromZero) == 0 ? text : "+" + text;
    }
}
