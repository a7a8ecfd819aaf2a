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
        var rows = ReportSample.Rows(calls, period);
        var byTeam = rows.Where(row => row.Team is not null).GroupBy(row => row.Team!).ToDictionary(team => team.Key, team => team.ToList());
        var byAgent = rows.Where(row => row.AgentId is not null).GroupBy(row => row.AgentId!).ToDictionary(agent => agent.Key, agent => agent.ToList());
        var everyone = Tally.Of(rows);
        var teams = byTeam.ToDictionary(team => team.Key, team => Tally.Of(team.Value));
        var named = Subjects.Teams(rows);
        return
        [
            Build(ReportSubject.Everyone, period, ReportSample.Of(rows, Tally.Of([]))),
            .. named.Count > 1 ? named.Select(team => Build(team, period, ReportSample.Of(byTeam[team.Id!], everyone.Without(teams[team.Id!])))) : [],
            .. Subjects.Agents(rows).AsParallel().AsOrdered().Select(agent => Build(agent, period, ReportSample.Of(byAgent[agent.Id!], Others(byAgent[agent.Id!])))),
        ];

        Tally Others(List<CallRow> own)
        {
            var peers = Subjects.PeersOf(own);
            return (peers.Id is { } team ? teams[team] : everyone).Without(Tally.Of(own.Where(peers.Owns)));
        }
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
        IReadOnlyList<EvaluatedCall> teamCalls) =>
        Build(
            subject,
            period,
            ReportSample.Of(
                [.. ReportSample.Rows(calls, period).Where(subject.Owns)],
                Tally.Of(ReportSample.Rows(teamCalls, period).Where(row => !subject.Owns(row)))));

    private CoachingReport Build(ReportSubject subject, ReportPeriod period, ReportSample sample)
    {
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
            CriterionTally.TurnAround(sample, options.MinimumCalls),
            [.. Enum.GetValues<ReportMeasure>().Select(measure => TrendLine.Of(measure, sample.Own, period, options))],
            sections,
            findings.Strengths(sections),
            findings.Weaknesses(sections),
            [.. Enum.GetValues<Criterion>().Select(criterion => QuotePicker.ForCriterion(criterion, sample.Own, options.Quotes))],
            Metrics(sample),
            ExamplePicker.Pick(sample.Own),
            subject.Scope == ReportScope.Agent ? [] : Agents(sample.Own),
            Models(sample.Own),
            sample.Own);
    }

    private static CallCounts Count(IReadOnlyList<CallRow> calls) => new(
        calls.Count,
        calls.Count(call => call.Evaluation is not null),
        calls.Count(call => call.State == CallState.NeedsReview),
        calls.Count(call => call.State == CallState.Waiting),
        calls.Count(call => call.State == CallState.Quarantined),
        calls.Count(call => call is { Evaluation: not null, IsReviewed: true }));

    private List<MetricComparison> Metrics(ReportSample sample) =>
    [
        .. Enum.GetValues<ReportMetric>()
            .Select(metric => new MetricComparison(metric, Mean(metric, sample.OwnTally), Mean(metric, sample.Others)))
            .Where(metric => metric.Own.N > 0),
    ];

    private Average Mean(ReportMetric metric, Tally tally) => Estimate.Mean(
        tally.Metrics[metric],
        options.MinimumCalls,
        0,
        metric is ReportMetric.TalkRatio or ReportMetric.SilenceShare ? 1 : double.MaxValue);

    private List<AgentRow> Agents(IReadOnlyList<CallRow> calls)
    {
        var byAgent = calls.ToLookup(call => call.AgentId);
        return [.. Subjects.Agents(calls).Select(agent => Row(agent, [.. byAgent[agent.Id]]))];
    }

    private AgentRow Row(ReportSubject agent, IReadOnlyList<CallRow> calls)
    {
        var counts = Count(calls);
        var measures = Tally.Of(calls).Measures;
        return new AgentRow(
            agent,
            counts.Evaluated,
            counts.NeedReview,
            Mean(ReportMeasure.Overall),
            Mean(ReportMeasure.Empathy),
            Mean(ReportMeasure.Courtesy),
            Mean(ReportMeasure.Resolution),
            Mean(ReportMeasure.TurnedRound));

        Average Mean(ReportMeasure measure) => Estimate.Measure(measure, measures[measure], options.MinimumCalls);
    }

    private static List<string> Models(IEnumerable<CallRow> calls) =>
        [.. CallValues.Evaluations(calls).Select(evaluation => evaluation.Model).Distinct().Order(StringComparer.Ordinal)];
}
