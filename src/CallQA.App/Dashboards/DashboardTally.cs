using CallQA.App.Search.Index;
using CallQA.Scoring.Scorecards;

namespace CallQA.App.Dashboards;

/// <summary>A scored call as a dashboard counts it.</summary>
/// <param name="Key">See <see cref="CallKey"/>.</param>
/// <param name="Agent">Identifier of the agent.</param>
/// <param name="Queue">Telephone queue.</param>
/// <param name="Team">Team.</param>
/// <param name="Overall">0–100.</param>
/// <param name="AutoFail">Whether an answer fails more than its question.</param>
/// <param name="Uncertain">Whether an answer is left to a person.</param>
/// <param name="Answers">See <see cref="ResultCode"/>; null when they are to another scorecard.</param>
internal sealed record ScoredCall(long Key, string? Agent, string? Queue, string? Team, double Overall, bool AutoFail, bool Uncertain, string? Answers);

/// <summary>Counts calls one by one, in one pass and without keeping them.</summary>
internal sealed class DashboardTally(Scorecard scorecard, TimeZoneInfo zone, Func<DateOnly, DayRange> periodOf)
{
    private const int Bins = 10;

    private readonly Sum all = new();
    private readonly int[] distribution = new int[Bins];
    private readonly SortedDictionary<DateOnly, Sum> days = [];
    private readonly SumBy agents = new();
    private readonly SumBy queues = new();
    private readonly SumBy teams = new();
    private readonly QuestionTally[] questions = [.. scorecard.Questions.Select(_ => new QuestionTally())];
    private int uncertain;

    public void Add(ScoredCall call)
    {
        all.Add(call.Overall, call.AutoFail);
        if (call.Uncertain) uncertain++;
        distribution[Math.Clamp((int)Math.Round(call.Overall, MidpointRounding.AwayFromZero) * Bins / 100, 0, Bins - 1)]++;
        var period = periodOf(DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(CallKey.SecondOf(call.Key), zone))).From;
        if (!days.TryGetValue(period, out var sum)) days.Add(period, sum = new Sum());
        sum.Add(call.Overall, call.AutoFail);
        agents.Add(call.Agent, call);
        queues.Add(call.Queue, call);
        teams.Add(call.Team, call);
        for (var at = 0; at < Math.Min(call.Answers?.Length ?? 0, questions.Length); at++) questions[at].Add(call.Answers![at]);
    }

    public Dashboard Finish(IReadOnlyList<WaitingCalls> waiting) => new(
        all.Average, all.AutoFails, uncertain,
        [.. days.Select(entry => new PeriodResult(periodOf(entry.Key), entry.Value.Average))],
        distribution, agents.Results(), queues.Results(), teams.Results(),
        [.. scorecard.Questions.Select((question, at) => questions[at].Result(question.Id))], waiting);

    private sealed class SumBy
    {
        private readonly Dictionary<string, Sum> sums = new(StringComparer.Ordinal);
        private readonly Sum none = new();

        public void Add(string? key, ScoredCall call)
        {
            var sum = none;
            if (key is not null && !sums.TryGetValue(key, out sum)) sums.Add(key, sum = new Sum());
            sum.Add(call.Overall, call.AutoFail);
        }

        public IReadOnlyList<GroupResult> Results() =>
        [
            .. sums.Select(entry => new GroupResult(entry.Key, entry.Value.Average, entry.Value.AutoFails))
                .Append(new GroupResult(null, none.Average, none.AutoFails))
                .Where(group => group.Overall.N > 0)
                .OrderByDescending(group => group.Overall.Mean).ThenBy(group => group.Key, StringComparer.Ordinal),
        ];
    }

    private sealed class QuestionTally
    {
        private readonly Sum points = new();
        private int full;
        private int nothing;

        public void Add(char answer)
        {
            if (ResultCode.ShareOf(answer) is not { } share) return;
            points.Add(100 * share, ResultCode.Fails(answer));
            if (share == 1) full++;
            if (share == 0) nothing++;
        }

        public QuestionResult Result(string question) => new(question, points.Average, full, nothing, points.AutoFails);
    }
}
