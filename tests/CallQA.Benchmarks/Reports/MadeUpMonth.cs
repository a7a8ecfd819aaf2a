using System.Globalization;
using CallQA.Coaching;
using CallQA.Recordings;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Benchmarks.Reports;

/// <summary>Evaluated calls of a month, with quotes, of agents who differ; the same for the same numbers.</summary>
internal static class MadeUpMonth
{
    private const int Sections = 5;
    private const int QuestionsOfSection = 5;

    public static ReportForm Form { get; } = new("service-call@1", "en",
    [
        .. Enumerable.Range(0, Sections).Select(section => new FormSection(
            $"section-{section}", $"Section {section}", [.. Enumerable.Range(0, QuestionsOfSection).Select(question => new FormQuestion($"q-{section}-{question}", $"Question {section}.{question}?"))])),
    ]);

    public static List<EvaluatedCall> Calls(int agents, int calls, ReportPeriod month)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, agents).SelectMany(agent => Enumerable.Range(0, calls).Select(call => Of(agent, call, month, random)))];
    }

    private static EvaluatedCall Of(int agent, int number, ReportPeriod month, Random random)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"call-{agent:000}-{number:000}");
        var skill = 0.5 + (0.4 * (agent % 17) / 17);
        var metadata = new CallMetadata
        {
            StartTime = month.Start.AddMinutes(random.Next(28 * 24 * 60)), AgentId = $"a-{agent:000}", AgentName = $"Agent {agent:000}", Team = $"Team {agent % 20}",
        };
        var call = new Call(id, new string('0', 64), id + ".wav", TimeSpan.FromSeconds(random.Next(60, 900)), 8000, 2, metadata, CallStage.Scored, month.Start, null);
        return new EvaluatedCall(call, null, null, Evaluate(id, skill, month.Start, random));
    }

    private static Evaluation Evaluate(string id, double skill, DateTimeOffset at, Random random)
    {
        var answers = Form.Sections.SelectMany(section => section.Questions)
            .Select(question => random.NextDouble() < skill).Zip(Form.Sections.SelectMany(section => section.Questions), (yes, question) => new Answer(
                question.Id, yes ? "yes" : "no", yes ? 1 : 0, 1, true, 0.9, "Reason.", [Evidence(yes, random)], NeedsReview: false)).ToList();
        var sections = Form.Sections.Select(section => new SectionResult(section.Id, 100 * answers.Where(answer => section.Questions.Any(question => question.Id == answer.Question)).Average(answer => answer.Points!.Value), 1)).ToList();
        return new Evaluation(
            id, Evaluator.Machine, Form.Scorecard, "callqa-scoring/1", new CallScores(Score(skill, random), Score(skill, random), Resolve(skill, random)),
            answers, sections, sections.Average(section => section.Percent), NeedsReview: false, at);
    }

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
