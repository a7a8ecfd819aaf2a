using System.Globalization;
using CallQA.Coaching;
using CallQA.Coaching.Sessions;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.App.Web.Reports.Texts;

/// <summary>Every word of a report, once a language: what one language has and the other lacks does not compile.</summary>
public abstract class ReportTexts
{
    public static ReportTexts In(string language) =>
        language.StartsWith("de", StringComparison.OrdinalIgnoreCase) ? new GermanTexts() : new EnglishTexts();

    public abstract string Language { get; }
    public abstract string DecimalSeparator { get; }
    public abstract string PercentSign { get; }
    public abstract string Date(DateOnly day);
    public abstract string Days(DateOnly first, DateOnly last);

    /// <summary>A period in words: its month, its week with days, or its days.</summary>
    public string Of(ReportPeriod period) => period.Kind switch
    {
        PeriodKind.Month => Month(period.From),
        PeriodKind.Week => Week(ReportWeek.Of(period.From).Name[^2..], Days(period.From, period.LastDay)),
        _ => Days(period.From, period.LastDay),
    };

    public abstract string WeekLabel(ReportWeek week);

    public abstract string Report { get; }
    public abstract string Everyone { get; }
    public abstract string SkipToContent { get; }
    public abstract string Counts(CallCounts counts);
    public abstract string BackToTeam { get; }
    public abstract string AllPeriods { get; }
    public abstract string Workplace { get; }
    public abstract string Listen { get; }
    public abstract string ListenTo(string callId, string? time);
    public abstract string OtherFormats { get; }
    public abstract string Contents { get; }

    public abstract string CautionTitle { get; }
    public abstract string MachineScores(int evaluated, int byHuman);
    public abstract string FewCalls(int evaluated, int minimum);
    public abstract string NothingEvaluated { get; }

    public abstract string AtAGlance { get; }
    public abstract string Overall { get; }
    public abstract string Of(Criterion criterion);
    public abstract string Of(ReportMeasure measure);
    public abstract string Of(Resolution resolution);
    public abstract string Of(Speaker speaker);
    public abstract string Of(CallState state);
    public abstract string Of(ReportMetric metric);
    public abstract string ResolvedShare { get; }
    public abstract string TurnedShare { get; }
    public abstract string TurnAround { get; }
    public abstract string Turned { get; }
    public abstract string NotTurned { get; }
    public abstract string BeganCalm(int n);
    public abstract string MoodUnknown(int n);
    public abstract string OutOfFive { get; }
    public abstract string Calls(int n);
    public abstract string Interval(string low, string high);
    public abstract string NotEnoughYet { get; }
    public abstract string NoValue { get; }
    public abstract string Others(string value, int n);
    public abstract string OthersShort { get; }
    public abstract string OfThoseNeedReview(int n);
    public abstract string Unscored(int n);
    public abstract string ScaleDescription(string label, string value, string? interval, string? others, string? target);
    public abstract string CountsDescription(string label, IEnumerable<(string Label, int Count)> counts);

    public abstract string Goals { get; }
    public abstract string GoalFromTo(string from, string to, string by, string since);
    public abstract string GoalNow(string value, int calls);
    public abstract string Of(GoalVerdict verdict);

    public abstract string Examples { get; }
    public abstract string ExamplesIntro { get; }
    public abstract string NoExamples { get; }
    public abstract string Of(ExampleKind kind);
    public abstract string Why(ExampleCall example, Func<Criterion, string> score);
    public abstract string NoQuote { get; }
    public abstract string ReasonsTitle { get; }

    public abstract string Strengths { get; }
    public abstract string Weaknesses { get; }
    public abstract string NoStrengths(int minimum, string target, bool enough);
    public abstract string NoWeaknesses(int minimum, string target, bool enough);
    public abstract string Finding(Finding finding, string gap, string target);
    public abstract string Points(string value, int n, string? others, int othersN);
    public abstract string PointsUnit { get; }
    public abstract string Unanswered { get; }

    public abstract string Trend { get; }
    public abstract string TrendIntro(int calls, int weekCalls);
    public abstract string Verdict(Trend trend, string perWeek, string low, string high);
    public abstract string NewLevel(string week, string before, int nBefore, string after, int nAfter);
    public abstract string TrendDescription(string label, IEnumerable<(string Week, string Value, int N)> weeks);

    public abstract string Quotes { get; }
    public abstract string QuotesIntro { get; }
    public abstract string RaisedScore { get; }
    public abstract string LoweredScore { get; }
    public abstract string NoQuotes { get; }
    public abstract string NoTime { get; }

    public abstract string Questions { get; }
    public abstract string QuestionsIntro(string target, bool compared);
    public abstract string Question { get; }
    public abstract string Result { get; }
    public abstract string DifferenceShort { get; }
    public abstract string Of(Standing standing);
    public abstract string QuestionRemarks(QuestionSummary question);

    public abstract string Agents { get; }
    public abstract string AgentsIntro { get; }
    public abstract string Agent { get; }
    public abstract string NeedReview { get; }

    public abstract string Metrics { get; }
    public abstract string MetricsIntro { get; }
    public abstract string Metric { get; }
    public abstract string Mean { get; }

    public abstract string ReviewTitle { get; }
    public abstract string ReviewIntro { get; }

    /// <summary>That a person has reviewed a call, with the result given; null where there is none.</summary>
    public abstract string Reviewed(string? overall);
    public abstract string PressingCalls(int listed, int all);
    public abstract string NothingToReview { get; }
    public abstract string WhatToLookAt { get; }
    public abstract string Confidence(string percent);
    public abstract string Unsure { get; }

    public abstract string AllCalls { get; }
    public abstract string ListedCalls(int listed, int all);
    public abstract string Call { get; }
    public abstract string Begun { get; }
    public abstract string Length { get; }
    public abstract string State { get; }

    public abstract string HowToRead { get; }
    public abstract IReadOnlyList<(string Term, string Meaning)> Notes(CoachingReportOptions options, string target, ReportScope scope);
    public abstract string Versions(string scorecard, IReadOnlyList<string> models, string timeZone);
    public abstract string IndexTitle { get; }
    public abstract string IndexIntro { get; }

    protected abstract string Month(DateOnly first);
    protected abstract string Week(string number, string days);

    protected static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
