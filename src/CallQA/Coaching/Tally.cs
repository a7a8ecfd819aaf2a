namespace CallQA.Coaching;

/// <summary>
/// Everything a report averages, added up over some calls. A team is added up once; each agent's others are the team
/// without the agent.
/// </summary>
internal sealed record Tally(
    MomentsBy<ReportMeasure> Measures,
    MomentsBy<string> Sections,
    MomentsBy<string> Questions,
    MomentsBy<ReportMetric> Metrics)
{
    private static readonly ReportMeasure[] AllMeasures = Enum.GetValues<ReportMeasure>();
    private static readonly ReportMetric[] AllMetrics = Enum.GetValues<ReportMetric>();

    /// <summary>Adds up calls; those without an evaluation count nowhere.</summary>
    /// <param name="calls">In the report's order, so that the sums do not depend on how the calls arrived.</param>
    public static Tally Of(IEnumerable<CallRow> calls)
    {
        var tally = new Tally(new(), new(), new(), new());
        foreach (var call in calls.Where(call => call.Evaluation is not null))
            tally.Add(call);

        return tally;
    }

    public Tally Without(Tally part) => new(
        Measures.Without(part.Measures),
        Sections.Without(part.Sections),
        Questions.Without(part.Questions),
        Metrics.Without(part.Metrics));

    private void Add(CallRow call)
    {
        var evaluation = call.Evaluation!;
        foreach (var measure in AllMeasures)
        {
            if (CallValues.Of(measure, evaluation) is { } value)
                Measures.Add(measure, value);
        }

        foreach (var section in evaluation.Sections.Where(section => section.Percent is not null))
            Sections.Add(section.Section, section.Percent!.Value);

        foreach (var answer in evaluation.Answers.Where(answer => answer is { Points: not null, MaxPoints: > 0 }))
            Questions.Add(answer.Question, answer.Points!.Value / answer.MaxPoints);

        foreach (var metric in AllMetrics)
        {
            if (call.Metrics is { } metrics && CallValues.Of(metric, metrics) is { } value)
                Metrics.Add(metric, value);
        }
    }
}
