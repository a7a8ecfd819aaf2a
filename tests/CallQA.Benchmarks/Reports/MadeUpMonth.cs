using System.Globalization;
using CallQA.Coaching;
using CallQA.Recordings;
using CallQA.Scoring;
using CallQA.Scoring.Scorecards;
using CallQA.Transcription;

namespace CallQA.Benchmarks.Reports;

/// <summary>Evaluated calls of a month, with quotes, of agents who differ; the same for the same numbers.</summary>
internal static class MadeUpMonth
{
    private static readonly Scorecard Scorecard = StandardScorecards.Get("service-call");

    // The words of a call, which nobody reads for a report.
    private static readonly IReadOnlyList<Turn> Said =
    [
        .. Enumerable.Range(0, 20).Select(turn => new Turn(
            turn % 2 == 0 ? Speaker.Agent : Speaker.Customer, "That is a sentence of ordinary length that somebody said.", TimeSpan.FromSeconds(3 * turn), TimeSpan.FromSeconds((3 * turn) + 2))),
    ];

    /// <summary>The calls one by one: all of them together would take gigabytes.</summary>
    public static IEnumerable<EvaluatedCall> Calls(int agents, int calls, ReportPeriod month)
    {
        var random = new Random(1);
        for (var agent = 0; agent < agents; agent++)
            for (var call = 0; call < calls; call++) yield return Of(agent, call, month, random);
    }

    private static EvaluatedCall Of(int agent, int number, ReportPeriod month, Random random)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"call-{agent:000}-{number:000}");
        var skill = 0.5 + (0.4 * (agent % 17) / 17);
        var metadata = new CallMetadata
        {
            StartTime = month.Start.AddMinutes(random.Next(28 * 24 * 60)), AgentId = $"a-{agent:000}", AgentName = $"Agent {agent:000}", Team = $"Team {agent % 20}",
        };
        var call = new Call(id, string.Create(CultureInfo.InvariantCulture, $"{agent:x32}{number:x32}"), id + ".wav", TimeSpan.FromSeconds(random.Next(60, 900)), 8000, 2, metadata, CallStage.Scored, month.Start, null);
        return new EvaluatedCall(call, new(id, "en", Said, call.Duration, new("made up")), null, Evaluate(id, skill, month.Start, random));
    }

    private static Evaluation Evaluate(string id, double skill, DateTimeOffset at, Random random)
    {
        var answers = Scorecard.Questions.Select(question => Answer(question, random.NextDouble() < skill, random)).ToList();
        var totals = Scorecard.Sections.Select(section => new SectionResult(section.Id, Percent(answers.Where(answer => section.Questions.Any(question => question.Id == answer.Question))), section.Weight)).ToList();
        return new Evaluation(
            id, Evaluator.Machine, Scorecard.Reference, "callqa-scoring/1", new CallScores(Score(skill, random), Score(skill, random), Resolve(skill, random)),
            answers, totals, totals.Average(section => section.Percent), NeedsReview: false, at)
        {
            CustomerMood = new(null, [random.Next(-2, 3), 0, null, random.Next(-2, 3)], MoodChange.None),
        };
    }

    private static Answer Answer(ScorecardQuestion question, bool good, Random random)
    {
        var option = good ? question.Options.MaxBy(one => one.Points)! : question.Options.MinBy(one => one.Points)!;
        return new(question.Id, option.Value, option.Points, question.MaxPoints, true, 0.9, "Reason.", [Evidence(good, random)], NeedsReview: false);
    }

    private static double Percent(IEnumerable<Answer> answers) => 100 * answers.Average(answer => answer.Points!.Value / answer.MaxPoints);

    private static CriterionScore<int> Score(double skill, Random random) =>
        new(Math.Clamp((int)Math.Round((5 * skill) + random.NextDouble() - 0.5), 1, 5), 0.9, "Reason.", [Evidence(true, random), Evidence(false, random)], NeedsReview: false);

    private static CriterionScore<Resolution> Resolve(double skill, Random random) =>
        new(random.NextDouble() < skill ? Resolution.Resolved : Resolution.Unresolved, 0.9, "Reason.", [Evidence(true, random)], NeedsReview: false);

    private static Evidence Evidence(bool good, Random random)
    {
        var start = TimeSpan.FromSeconds(random.Next(5, 50));
        return new Evidence(random.Next(20), Speaker.Agent, "That is a sentence of ordinary length that somebody said.", start, start + TimeSpan.FromSeconds(4), (good ? 1 : -1) * random.NextDouble());
    }
}
