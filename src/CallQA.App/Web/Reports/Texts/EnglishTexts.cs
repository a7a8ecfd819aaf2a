using System.Globalization;
using CallQA.Coaching;
using CallQA.Coaching.Sessions;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.App.Web.Reports.Texts;

public sealed class EnglishTexts : ReportTexts
{
    public override string Language => "en";
    public override string DecimalSeparator => ".";
    public override string PercentSign => "%";
    public override string Date(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
    public override string Days(DateOnly first, DateOnly last) => (first, last) switch
    {
        _ when first == last => Date(first),
        _ when (first.Year, first.Month) == (last.Year, last.Month) => $"{first.Day}–{last.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}",
        _ => $"{Date(first)} – {Date(last)}",
    };
    protected override string Month(DateOnly first) => first.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
    protected override string Week(string number, string days) => $"Week {number}, {days}";
    public override string WeekLabel(ReportWeek week) => $"W{week.Name[^2..]}";

    public override string Report => "Coaching report";
    public override string Everyone => "All agents";
    public override string SkipToContent => "Skip to the report";
    public override string BackToTeam => "Team report";
    public override string AllPeriods => "All periods";
    public override string Workplace => "To the workplace";
    public override string Listen => "Listen";
    public override string ListenTo(string callId, string? time) => time is null ? $"Listen to {callId}" : $"Listen to {callId} at {time}";
    public override string OtherFormats => "The same as data:";
    public override string Contents => "Contents";

    public override string Counts(CallCounts counts)
    {
        var parts = new List<string> { $"{counts.Evaluated} evaluated" };
        if (counts.Waiting > 0)
            parts.Add($"{counts.Waiting} waiting");
        if (counts.Quarantined > 0)
            parts.Add($"{counts.Quarantined} set aside");
        var review = counts.NeedReview == 0 ? "None needs review." : $"{counts.NeedReview} of the evaluated {Verb(counts.NeedReview)} review.";
        return $"{Calls(counts.Total)}: {string.Join(", ", parts)}. {review}";

        static string Verb(int n) => n == 1 ? "needs" : "need";
    }

    public override string Goals => "Goals of coaching";
    public override string GoalFromTo(string from, string to, string by, string since) => $"from {from} to {to} by {by}, coached since {since}.";
    public override string GoalNow(string value, int calls) => $"At the end of the period {value} ({Calls(calls)}):";
    public override string Of(GoalVerdict verdict) => verdict switch
    {
        GoalVerdict.ClearlyReached => "the goal is reached.",
        GoalVerdict.Reached => "at the goal, but chance may still explain it.",
        GoalVerdict.ClearlyBetter => "clearly better than before.",
        GoalVerdict.ClearlyWorse => "clearly worse than before.",
        GoalVerdict.NoClearChange => "no change beyond chance.",
        GoalVerdict.NotComparable => "too few calls before to say more.",
        _ => "not enough calls yet.",
    };

    public override string CautionTitle => "Before you act on a number";

    public override string MachineScores(int evaluated, int byHuman) => byHuman switch
    {
        0 => "All scores here come from a machine. Listen to the passages first; a score is a reason to listen, not a verdict.",
        _ => $"All scores here come from a machine. People have reviewed {byHuman} of {evaluated} calls; their result stands beside the machine’s in the list of calls. Listen to the passages first; a score is a reason to listen, not a verdict.",
    };

    public override string FewCalls(int evaluated, int minimum) =>
        $"Only {Calls(evaluated)} evaluated. Below {minimum} there are no intervals, comparisons, strengths or weaknesses: hear the calls rather than read the averages.";

    public override string NothingEvaluated => "No call of this period has been evaluated yet.";

    public override string AtAGlance => "At a glance";
    public override string Overall => "Overall";
    public override string Of(Criterion criterion) => criterion.ToString();
    public override string Of(ReportMeasure measure) => measure switch
    {
        ReportMeasure.Resolution => ResolvedShare,
        ReportMeasure.TurnedRound => TurnedShare,
        _ => measure.ToString(),
    };
    public override string Of(Resolution resolution) => resolution.ToString().ToLowerInvariant();
    public override string Of(Speaker speaker) => speaker == Speaker.Unknown ? "Speaker" : speaker.ToString();

    public override string Of(CallState state) => state switch
    {
        CallState.Evaluated => "evaluated",
        CallState.NeedsReview => "needs review",
        CallState.Waiting => "waiting",
        _ => "set aside",
    };

    public override string Of(ReportMetric metric) => metric switch
    {
        ReportMetric.Duration => "Length of the call",
        ReportMetric.TalkRatio => "Agent’s share of the talking",
        ReportMetric.WordsPerMinute => "Agent’s words per minute",
        ReportMetric.FirstResponse => "Time to the agent’s first word",
        ReportMetric.ResponseLatency => "Pause before the agent answers",
        ReportMetric.LongestMonologue => "Agent’s longest stretch alone",
        ReportMetric.Interruptions => "Interruptions by the agent, per call",
        ReportMetric.SilenceShare => "Share of silence, holds included",
        ReportMetric.DeadAir => "Unannounced long silence, per call",
        ReportMetric.Holds => "Announced holds, per call",
        ReportMetric.HoldTime => "Announced hold time, per call",
        _ => "Both speaking, per call",
    };

    public override string ResolvedShare => "Resolved";
    public override string TurnedShare => "Turned round";
    public override string TurnAround => "Upset customers turned round";
    public override string Turned => "turned round";
    public override string NotTurned => "not turned";
    public override string BeganCalm(int n) => n == 1 ? "1 call did not begin upset" : $"{Number(n)} calls did not begin upset";
    public override string MoodUnknown(int n) => n == 1 ? "Of 1 call it is not known" : $"Of {Number(n)} calls it is not known";
    public override string OutOfFive => "of 5";
    public override string Calls(int n) => n == 1 ? "1 call" : $"{Number(n)} calls";
    public override string Interval(string low, string high) => $"95% interval {low}–{high}";
    public override string NotEnoughYet => "not enough calls yet for an interval";
    public override string NoValue => "no value yet";
    public override string Others(string value, int n) => $"Others in the team {value} (n = {n})";
    public override string OthersShort => "Others";
    public override string OfThoseNeedReview(int n) => n == 1 ? "1 of these scores needs review" : $"{n} of these scores need review";
    public override string Unscored(int n) => n == 1 ? "1 call could not be scored" : $"{n} calls could not be scored";

    public override string ScaleDescription(string label, string value, string? interval, string? others, string? target) =>
        string.Join(", ", new[] { $"{label}: {value}", interval, others is null ? null : $"others {others}", target is null ? null : $"target {target}" }.OfType<string>());

    public override string CountsDescription(string label, IEnumerable<(string Label, int Count)> counts) =>
        $"{label}, number of calls: {string.Join(", ", counts.Select(count => $"{count.Label}: {count.Count}"))}";

    public override string Examples => "Calls to hear";
    public override string ExamplesIntro => "Different calls, chosen by their scores. Calls that need review are passed over where three others are left.";
    public override string NoExamples => "No call has an overall result yet.";

    public override string Of(ExampleKind kind) => kind switch
    {
        ExampleKind.Repeat => "To repeat",
        ExampleKind.Improve => "To improve",
        _ => "To compare",
    };

    public override string Why(ExampleCall example, Func<Criterion, string> score) => example.Reason switch
    {
        ExampleReason.Highest => example.Among == 1 ? "The only call to choose from." : $"None of the {example.Among} calls compared has a higher overall result.",
        ExampleReason.Lowest => example.Among == 1 ? "The only other call." : $"None of the {example.Among} remaining calls has a lower overall result.",
        ExampleReason.WidestGap =>
            $"Of the remaining calls the criteria lie furthest apart here: {Of(example.Better!.Value).ToLowerInvariant()} {score(example.Better.Value)}, "
            + $"{Of(example.Weaker!.Value).ToLowerInvariant()} {score(example.Weaker.Value)}.",
        _ => "The criteria are alike in all remaining calls; this one has the strongest passages in both directions.",
    };

    public override string NoQuote => "The evaluation quotes no passage for this.";
    public override string ReasonsTitle => "Why these scores";

    public override string Strengths => "Strengths";
    public override string Weaknesses => "What to work on";
    public override string NoStrengths(int minimum, string target, bool enough) => enough
        ? $"None to name: no question with {minimum} answered calls reaches {target} of the points and lies above what it is compared with."
        : $"Not enough calls yet: it takes {minimum} answered calls to name one.";

    public override string NoWeaknesses(int minimum, string target, bool enough) => enough
        ? $"None to name: no question with {minimum} answered calls lies below {target} of the points."
        : $"Not enough calls yet: it takes {minimum} answered calls to name one.";

    public override string Finding(Finding finding, string gap, string target)
    {
        var reference = finding.Against == FindingReference.Others ? "the others" : $"the target of {target}";
        var side = finding.Gap > 0 ? "above" : "below";
        return finding.IsClear ? $"clearly {side} {reference} ({gap})" : $"{side} {reference} ({gap}), but that may be chance";
    }

    public override string Points(string value, int n, string? others, int othersN) =>
        $"{value} of the points (n = {n})" + (others is null ? "" : $" · others {others} (n = {othersN})");
    public override string PointsUnit => "points";
    public override string Unanswered => "not answered yet";

    public override string Trend => "Week by week";
    public override string TrendIntro(int calls, int weekCalls) =>
        $"A trend is named only from {calls} calls on, with {weekCalls} or more in at least two weeks. Hollow points: fewer than {weekCalls} calls.";

    public override string Verdict(Trend trend, string perWeek, string low, string high) => trend.Verdict switch
    {
        TrendVerdict.NotEnoughCalls => "Not enough calls yet for a trend.",
        TrendVerdict.NoClearChange => $"No clear change ({perWeek} a week, 95% interval {low} to {high}).",
        TrendVerdict.Rising => $"Rising: {perWeek} a week (95% interval {low} to {high}).",
        _ => $"Falling: {perWeek} a week (95% interval {low} to {high}).",
    };

    public override string NewLevel(string week, string before, int nBefore, string after, int nAfter) =>
        $"At another level since {week}: {before} before (n = {nBefore}), {after} since (n = {nAfter}).";

    public override string TrendDescription(string label, IEnumerable<(string Week, string Value, int N)> weeks) =>
        $"{label} by week: {string.Join("; ", weeks.Select(week => $"{week.Week} {week.Value} (n = {week.N})"))}";

    public override string Quotes => "What moved the scores";
    public override string QuotesIntro => "The strongest passages, at most one a call on either side.";
    public override string RaisedScore => "Raised the score";
    public override string LoweredScore => "Lowered the score";
    public override string NoQuotes => "No passage.";
    public override string NoTime => "no time";

    public override string Questions => "Question by question";
    public override string QuestionsIntro(string target, bool compared) => compared
        ? $"Share of the points reached. Bar: result; thin line: 95% interval; diamond: the others; dotted line: target of {target}."
        : $"Share of the points reached. Bar: result; thin line: 95% interval; dotted line: target of {target}.";
    public override string Question => "Question";
    public override string Result => "Result";
    public override string DifferenceShort => "Difference, points";

    public override string Of(Standing standing) => standing switch
    {
        Standing.ClearlyAbove => "clearly above",
        Standing.ClearlyBelow => "clearly below",
        Standing.Above or Standing.Below => "may be chance",
        Standing.Level => "the same",
        _ => "not enough calls",
    };

    public override string QuestionRemarks(QuestionSummary question)
    {
        var remarks = new List<string>();
        if (question.NotApplicable > 0)
            remarks.Add($"{question.NotApplicable} × not applicable");
        if (question.LeftToPerson > 0)
            remarks.Add($"{question.LeftToPerson} × unanswered");
        if (question.NeedReview > 0)
            remarks.Add($"{question.NeedReview} × needs review");
        if (question.AutoFails > 0)
            remarks.Add($"{question.AutoFails} × failed the evaluation or its section");
        return string.Join(", ", remarks);
    }

    public override string Agents => "Agents";
    public override string AgentsIntro => "By name, not by rank: differences within the intervals mean nothing.";
    public override string Agent => "Agent";
    public override string NeedReview => "Need review";

    public override string Metrics => "How the conversation ran";
    public override string MetricsIntro => "Means over the evaluated calls with times. There is no right value: they say where to listen.";
    public override string Metric => "Metric";
    public override string Mean => "Mean";

    public override string ReviewTitle => "Calls that need review";
    public override string ReviewIntro => "Here the machine was unsure or found no evidence. Nobody has reviewed them yet. The machine’s scores are in the numbers above, also after a review.";
    public override string Reviewed(string? overall) => overall is null ? "reviewed" : $"reviewed: {overall}";
    public override string PressingCalls(int listed, int all) => $"The {listed} most pressing of {Number(all)}: first those that an answer fails, then those with most doubts. All of them are in the table, where needs_review is true:";
    public override string NothingToReview => "None in this period.";
    public override string WhatToLookAt => "What to look at";
    public override string Confidence(string percent) => $"confidence {percent}";
    public override string Unsure => "evaluation as a whole";

    public override string AllCalls => "All calls behind the numbers";
    public override string ListedCalls(int listed, int all) => $"The latest, and those this page leads to: {listed} of {all}. All of them are in the table (CSV) and the data (JSON).";
    public override string Call => "Call";
    public override string Begun => "Begun";
    public override string Length => "Length";
    public override string State => "State";

    public override string HowToRead => "How to read this report";

    public override IReadOnlyList<(string Term, string Meaning)> Notes(CoachingReportOptions options, string target, ReportScope scope) =>
    [
        ("n", "Number of calls behind a number. Calls that could not be scored, and questions that did not apply, are not in it."),
        ("95% interval", $"Where the true mean probably lies if these calls are a fair sample. Given from {options.MinimumCalls} calls on."),
        ("Others", scope == ReportScope.Agent
            ? "The other agents of the team in the same period, without this agent’s calls."
            : "The calls of the other teams in the same period; none in the report on all agents."),
        ("Clearly above or below", "The 95% interval of the difference leaves out 0. About one in twenty such findings is chance all the same."),
        ("Target", $"{target} of a question’s points. A strength reaches it, a weakness misses it."),
        ("Turned round", "Calls in which the customer began upset, in a quarter of the first half, and ended in a good mood, told by the customer’s words. Calls scored before this was kept are not in it."),
        ("Needs review", "The machine’s confidence was low, or it found no passage to prove the score, and nobody has reviewed the call yet."),
    ];

    public override string Versions(string scorecard, IReadOnlyList<string> models, string timeZone) =>
        $"Scorecard {scorecard}. Models: {(models.Count == 0 ? "none" : string.Join(", ", models))}. Days and times: {timeZone}.";

    public override string IndexTitle => "Coaching reports";
    public override string IndexIntro => "All periods, the latest first.";
}
