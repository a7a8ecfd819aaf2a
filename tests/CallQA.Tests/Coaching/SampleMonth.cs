using CallQA.Coaching;
using CallQA.Measurement;
using CallQA.Recordings;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Tests.Coaching;

/// <summary>A fixed month of a small team, for golden files: three agents, calls in every state, quotes of both speakers.</summary>
internal static class SampleMonth
{
    private sealed record Agent(string Id, string Name, string Scores);

    // One call a group: empathy, courtesy, resolution (r, p, u), answers to the four questions (1, 0, - not applicable, ? left open).
    private static readonly Agent[] Agents =
    [
        new("a-101", "Anna Vogel", "45r111- 44r1111 35r110- 55r111- 43p101- 24u100- 45r111- 54p1111 34r110- 55r111- 45r1?1- 55r1110 44p101- 55r111-"),
        new("a-102", "Ben Adler", "33p100- 24r110- 33u100- 34p1001 23r010- 33p100- 14u000- 34r1100 33p101-"),
        new("a-103", "Çelik, Deniz", "34r111- 45r1111 33p101-"),
    ];

    private static readonly (string Quote, Speaker Speaker)[] Kind =
    [
        ("That must have been a long week without heating, Ms Brandt. I will stay with this until it is running again.", Speaker.Agent),
        ("Thank you for waiting. I have moved the appointment to tomorrow at nine, and Mr Okafor will call you before he leaves.", Speaker.Agent),
        ("Oh, that is exactly what I needed. Thank you so much.", Speaker.Customer),
        ("I can hear how worried you are about the deadline; let us look at it together.", Speaker.Agent),
    ];

    private static readonly (string Quote, Speaker Speaker)[] Cold =
    [
        ("That is how the system works, there is nothing I can do about it.", Speaker.Agent),
        ("You said the same last week, and nobody ever called me back.", Speaker.Customer),
        ("Hold on.", Speaker.Agent),
        ("Someone will look at it at some point.", Speaker.Agent),
    ];

    public static readonly ReportPeriod Period = Some.November;

    public static IReadOnlyList<EvaluatedCall> Calls { get; } =
    [
        .. Agents.SelectMany(agent => agent.Scores.Split(' ').Select((scores, index) => Scored(agent, scores, index))),
        Unscored("2026-11-27-waiting", Agents[0], CallStage.Transcribed, null),
        Unscored("2026-11-28-broken", Agents[0], CallStage.TakenIn, "The file ends after 3 of 41 seconds; send it again."),
    ];

    private static EvaluatedCall Scored(Agent agent, string scores, int index)
    {
        var number = agent.Scores.Length + index;
        var start = Some.At("2026-11-02T08:15:00+01:00").AddDays(index * 28 / agent.Scores.Split(' ').Length).AddMinutes(47 * (number % 11));
        var id = $"{start:yyyyMMdd-HHmm}-{agent.Id}";
        var evaluation = Evaluate(id, scores, index);
        var call = Some.Call(id, start, agent.Id, "Support", evaluation, index % 5 == 4 ? null : Measure(number), name: agent.Name);
        return call with { Call = call.Call with { Duration = TimeSpan.FromSeconds(150 + 37 * (number % 9)) } };
    }

    private static EvaluatedCall Unscored(string id, Agent agent, CallStage stage, string? quarantine)
    {
        var call = Some.Call(id, Some.At($"{id[..10]}T11:00:00+01:00"), agent.Id, "Support", quarantine: quarantine, name: agent.Name);
        return call with { Call = call.Call with { Stage = stage } };
    }

    private static Evaluation Evaluate(string id, string scores, int index)
    {
        var (empathy, courtesy) = (scores[0] - '0', scores[1] - '0');
        var resolution = scores[2] switch { 'r' => Resolution.Resolved, 'p' => Resolution.Partial, _ => Resolution.Unresolved };
        var questions = Some.Form.Sections.SelectMany(section => section.Questions).Select(question => question.Id).ToList();
        var answers = questions.Select((question, place) => Answer(question, scores[3 + place], index + place)).ToList();
        var sections = new[] { Section("opening", answers[..2], 40), Section("resolution", answers[2..], 60) };
        var doubtful = scores.Contains('?', StringComparison.Ordinal) || index == 3;
        return new Evaluation(
            id,
            Evaluator.Machine,
            Some.Form.Scorecard,
            "callqa-scoring/1 (0f3a91c2)",
            new CallScores(
                new CriterionScore<int>(empathy, 0.62 + 0.02 * index, EmpathyReason(empathy), Passages(empathy - 3, index), doubtful && index == 3),
                new CriterionScore<int>(courtesy, 0.71, CourtesyReason(courtesy), Passages(courtesy - 3, index + 1), false),
                new CriterionScore<Resolution>(resolution, 0.66, ResolutionReason(resolution), Passages(resolution == Resolution.Resolved ? 1 : -1, index + 2), false)),
            answers,
            sections,
            sections.Sum(section => (section.Percent ?? 0) * section.Weight) / 100,
            doubtful,
            Some.At("2026-11-30T02:00:00+01:00"))
        {
            CustomerMood = Mood(resolution, index),
        };
    }

    // Every other customer begins upset; one call was scored before moods were kept.
    private static CustomerMood? Mood(Resolution resolution, int index) => index switch
    {
        7 => null,
        _ when index % 2 == 1 => new(0.5, [0, 1.25, null, 1.25], MoodChange.None),
        _ when resolution == Resolution.Resolved => new(-0.4, [-3.75, -1.25, 0, 2.5], MoodChange.Better),
        _ => new(-1.8, [-2.5, -3.75, null, -1.25], MoodChange.None),
    };

    private static Answer Answer(string question, char mark, int index)
    {
        double? points = mark switch { '1' => 2, '0' => 0, _ => null };
        var (quote, speaker) = mark == '1' ? Kind[index % Kind.Length] : Cold[index % Cold.Length];
        Evidence[] evidence = points is null ? [] : [Some.Evidence(quote, mark == '1' ? 2 : -2, index % 9, speaker, 7 + 13 * index)];
        return new Answer(question, mark switch { '1' => "yes", '0' => "no", _ => null }, points, 2, mark != '-', 0.9, "Reason.", evidence, mark == '?');
    }

    private static SectionResult Section(string id, IReadOnlyList<Answer> answers, double weight)
    {
        var counted = answers.Where(answer => answer.Points is not null).ToList();
        return new SectionResult(id, counted.Count == 0 ? null : 100 * counted.Sum(answer => answer.Points!.Value) / counted.Sum(answer => answer.MaxPoints), weight);
    }

    private static IReadOnlyList<Evidence> Passages(int level, int index)
    {
        var (kind, cold) = (Kind[index % Kind.Length], Cold[(index + 1) % Cold.Length]);
        var good = Some.Evidence(kind.Quote, 0.4 + 0.01 * index, 2 + index, kind.Speaker, 21 + 11 * index);
        var bad = Some.Evidence(cold.Quote, -0.3 - 0.01 * index, 5 + index, cold.Speaker, 64 + 9 * index);
        return level switch { > 0 => [good], < 0 => [bad], _ => [good, bad] };
    }

    private static string EmpathyReason(int score) => score >= 4
        ? "The agent names the customer’s situation and stays with it."
        : "Stock phrases; the customer’s situation is not taken up.";

    private static string CourtesyReason(int score) => score >= 4 ? "Polite throughout, explains waits." : "Businesslike; the closing is missing.";

    private static string ResolutionReason(Resolution resolution) => resolution switch
    {
        Resolution.Resolved => "The customer confirms that nothing is left open.",
        Resolution.Partial => "A next step is promised with owner and time.",
        _ => "The call ends without a next step.",
    };

    private static ConversationMetrics Measure(int number) => new(
        TimeSpan.FromSeconds(150 + 37 * (number % 9)),
        new SpeakerMetrics(TimeSpan.FromSeconds(70 + number % 40), 14, 190 + number % 60, 128 + number % 30, TimeSpan.FromSeconds(18 + number % 14), number % 4),
        new SpeakerMetrics(TimeSpan.FromSeconds(55 + number % 25), 13, 140, 142, TimeSpan.FromSeconds(21), number % 2),
        0.45 + 0.01 * (number % 17),
        TimeSpan.FromSeconds(20 + number % 19),
        TimeSpan.FromSeconds(number % 6),
        number % 2,
        TimeSpan.FromSeconds(number % 3 * 15),
        number % 3,
        TimeSpan.FromSeconds(2.5 + number % 5),
        TimeSpan.FromSeconds(0.8 + 0.1 * (number % 7)),
        number % 8 == 0 ? null : TimeSpan.FromSeconds(0.5 + 0.1 * (number % 9)),
        []);
}
