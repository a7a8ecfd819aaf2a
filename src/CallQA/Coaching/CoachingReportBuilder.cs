using CallQA.Measurement;

namespace CallQA.Coaching;

/// <summary>Makes coaching reports. The same calls give the same report, in whatever order they come.</summary>
/// <param name="form">The scorecard's order and wording.</param>
/// <param name="options">Thresholds.</param>
public sealed class CoachingReportBuilder(ReportForm form, CoachingReportOptions? options = null)
{
    private readonly CoachingReportOptions options = options ?? new CoachingReportOptions();

    /// <summary>
    /// One report for everyone, one a team where there are several teams, one an agent: in this order, by name.
    /// Calls without an agent count for everyone and for their team only.
    /// </summary>
    /// <param name="calls">Any calls; those outside the period are left out.</param>
    /// <param name="period">The days covered.</param>
    public IReadOnlyList<CoachingReport> BuildAll(IReadOnlyList<EvaluatedCall> calls, ReportPeriod period)
    {
        var inside = calls.Where(call => period.Contains(CallTime.Of(call.Call))).ToList();
        var agents = Subjects.Agents(inside.Select(call => call.Call));
        var teams = Subjects.Teams(inside.Select(call => call.Call));
        return
        [
            Build(inside, ReportSubject.Everyone, period, inside),
            .. teams.Count > 1 ? teams.Select(team => Build(inside, team, period, inside)) : [],
            .. agents.Select(agent => Build(inside, agent, period, Subjects.Peers(agent, inside))),
        ];
    }

    /// <summary>Makes one report.</summary>
    /// <param name="calls">Any calls; only the subject's calls of the period count.</param>
    /// <param name="subject">Whom it is about.</param>
    /// <param name="period">The days covered.</param>
    /// <param name="teamCalls">The calls to compare with; the subject's own are left out of them.</param>
    public CoachingReport Build(
        IReadOnlyList<EvaluatedCall> calls,
        ReportSubject subject,
        ReportPeriod period,
        IReadOnlyList<EvaluatedCall> teamCalls)
    {
        var sample = ReportSample.Of(calls, teamCalls, subject, period);
        var sections = new QuestionTally(form, sample, options).Sections();
        var findings = new FindingPicker(sample.Own, options);
        return new CoachingReport(
            subject,
            period,
            form,
            options,
            Count(sample.Own),
            sample.Measure(ReportMeasure.Overall, options.MinimumCalls),
            CriterionTally.Rating(ReportMeasure.Empathy, sample, options.MinimumCalls),
            CriterionTally.Rating(ReportMeasure.Courtesy, sample, options.MinimumCalls),
            CriterionTally.Resolution(sample, options.MinimumCalls),
            [.. Enum.GetValues<ReportMeasure>().Select(measure => TrendLine.Of(measure, sample.Own, period, options))],
            sections,
            findings.Strengths(sections),
            findings.Weaknesses(sections),
            [.. Enum.GetValues<Criterion>().Select(criterion => QuotePicker.ForCriterion(criterion, sample.Own, options.Quotes))],
            MetricTally.Compare(Measured(calls, sample.Own), Measured(teamCalls, sample.Others), options.MinimumCalls),
            ExamplePicker.Pick(sample.Own),
            subject.Scope == ReportScope.Agent ? [] : Agents(calls, sample.Own),
            Models(sample.Own),
            sample.Own);
    }

    private static CallCounts Count(IReadOnlyList<CallRow> calls) => new(
        calls.Count,
        calls.Count(call => call.Evaluation is not null),
        calls.Count(call => call.State == CallState.NeedsReview),
        calls.Count(call => call.State == CallState.Waiting),
        calls.Count(call => call.State == CallState.Quarantined),
        calls.Count(call => call.Evaluation?.Evaluator == Scoring.Evaluator.Human));

    private static List<ConversationMetrics> Measured(IEnumerable<EvaluatedCall> calls, IEnumerable<CallRow> chosen)
    {
        var ids = chosen.Where(call => call.Evaluation is not null).Select(call => call.CallId).ToHashSet();
        return [.. calls.Where(call => call.Metrics is not null && ids.Contains(call.Call.Id)).Select(call => call.Metrics!)];
    }

    private List<AgentRow> Agents(IEnumerable<EvaluatedCall> calls, IReadOnlyList<CallRow> own)
    {
        var ids = own.Select(call => call.CallId).ToHashSet();
        return [.. Subjects.Agents(calls.Select(call => call.Call).Where(call => ids.Contains(call.Id))).Select(agent => Row(agent, own))];
    }

    private AgentRow Row(ReportSubject agent, IEnumerable<CallRow> calls)
    {
        var own = calls.Where(call => call.AgentId == agent.Id).ToList();
        var counts = Count(own);
        return new AgentRow(
            agent,
            counts.Evaluated,
            counts.NeedReview,
            MeasureValues.Mean(ReportMeasure.Overall, own, options.MinimumCalls),
            MeasureValues.Mean(ReportMeasure.Empathy, own, options.MinimumCalls),
            MeasureValues.Mean(ReportMeasure.Courtesy, own, options.MinimumCalls),
            MeasureValues.Mean(ReportMeasure.Resolution, own, options.MinimumCalls));
    }

    private static List<string> Models(IEnumerable<CallRow> calls) =>
        [.. MeasureValues.Evaluations(calls).Select(evaluation => evaluation.Model).Distinct().Order(StringComparer.Ordinal)];
}
