using CallQA.App.Search.Index;
using CallQA.Scoring.Scorecards;

namespace CallQA.App.Dashboards;

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
    private readonly SumBy reasons = new();
    private readonly QuestionTally[] questions = [.. scorecard.Questions.Select(_ => new QuestionTally())];
    private readonly Dictionary<long, DateOnly> periods = [];
    private int uncertain;

    public void Add(KeptFigures call, KeptResult result)
    {
        all.Add(result.Overall, result.AutoFail);
        if (result.Uncertain) uncertain++;
        distribution[Math.Clamp((int)Math.Round(result.Overall, MidpointRounding.AwayFromZero) * Bins / 100, 0, Bins - 1)]++;
        var period = PeriodOf(CallKey.SecondOf(call.Key));
        if (!days.TryGetValue(period, out var sum)) days.Add(period, sum = new Sum());
        sum.Add(result.Overall, result.AutoFail);
        agents.Add(call.Agent, result);
        queues.Add(call.Queue, result);
        teams.Add(call.Team, result);
        reasons.Add(call.Reason, result);
        if (result.Scorecard != scorecard.Reference) return;
        for (var at = 0; at < Math.Min(result.Answers.Length, questions.Length); at++) questions[at].Add(result.Answers[at]);
    }

    public Dashboard Finish(IReadOnlyList<WaitingCalls> waiting) => new(
        all.Average, all.AutoFails, uncertain,
        [.. days.Select(entry => new PeriodResult(periodOf(entry.Key), entry.Value.Average))],
        distribution, agents.Results(), queues.Results(), teams.Results(), reasons.Results(),
        [.. scorecard.Questions.Select((question, at) => questions[at].Result(question.Id))], waiting);

    // Many calls begin within one quarter of an hour, and days begin with one in every time zone: it is asked once for each.
    private DateOnly PeriodOf(DateTime utc)
    {
        var quarter = utc.Ticks / (15 * TimeSpan.TicksPerMinute);
        if (!periods.TryGetValue(quarter, out var period))
            periods.Add(quarter, period = periodOf(DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zone))).From);
        return period;
    }

    private sealed class SumBy
    {
        private readonly Dictionary<string, Sum> sums = new(StringComparer.Ordinal);
        private readonly Sum none = new();

        public void Add(string? key, KeptResult result)
        {
            var sum = none;
            if (key is not null && !sums.TryGetValue(key, out sum)) sums.Add(key, sum = new Sum());
            sum.Add(result.Overall, result.AutoFail);
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
