using System.Globalization;
using CallQA.Coaching;
using CallQA.Coaching.Sessions;
using CallQA.Scoring.Scorecards;
using Microsoft.Extensions.Localization;

namespace CallQA.App.Web.Coaching;

/// <summary>What coaching works on, and its figures, as the pages show them.</summary>
/// <param name="scorecard">Whose questions are worded.</param>
/// <param name="texts">The pages' texts.</param>
public sealed class FocusWords(Scorecard scorecard, IStringLocalizer texts)
{
    public string Name(CoachingFocus focus) => focus.Measure is { } measure
        ? texts[$"Focus.{measure}"]
        : scorecard.Question(focus.Question!)?.Text.In(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? focus.Question!;

    /// <summary>A mean with its interval and the number of calls behind it.</summary>
    public string Figure(CoachingFocus focus, Average value) => value.N == 0 ? texts["Focus.NoCalls"] : texts["Focus.Figure", Mean(focus, value), value.N];

    /// <summary>A mean with its interval.</summary>
    public static string Mean(CoachingFocus focus, Average value) => value.Mean is not { } mean ? "–" : value.Interval is { } interval
        ? $"{Value(focus, mean)} ({Bare(focus, interval.Low)}–{Value(focus, interval.High)})"
        : Value(focus, mean);

    public static string Value(CoachingFocus focus, double value) => Bare(focus, value) + (focus.Scale.IsPercent ? " %" : "");

    private static string Bare(CoachingFocus focus, double value) => value.ToString(focus.Scale.Greatest > 5 ? "0" : "0.0", CultureInfo.CurrentCulture);
}
