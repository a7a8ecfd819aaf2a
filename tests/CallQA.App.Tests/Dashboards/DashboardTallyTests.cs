using CallQA.App.Dashboards;
using CallQA.App.Search.Index;
using CallQA.Scoring.Scorecards;

namespace CallQA.App.Tests.Dashboards;

public sealed class DashboardTallyTests
{
    private static readonly Scorecard Scorecard = StandardScorecards.Get("service-call");
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void Finish_TellsMeansByPeriodGroupAndQuestion()
    {
        var tally = new DashboardTally(Scorecard, Berlin, day => new(day, day));
        // Half past eleven at night in Berlin, then half past midnight.
        tally.Add(Call(new(2026, 3, 4, 22, 30, 0), "a-1"), Result(60, "u" + new string('-', 40)));
        tally.Add(Call(new(2026, 3, 4, 23, 30, 0), "a-1"), Result(80, "k"));
        tally.Add(Call(new(2026, 3, 4, 23, 31, 0), "a-2"), Result(0, "A") with { AutoFail = true, Uncertain = true });
        tally.Add(Call(new(2026, 3, 5, 9, 0, 0), null), Result(89.5, "u") with { Scorecard = "other@1" });
        var dashboard = tally.Finish([]);

        (dashboard.Overall.N, dashboard.Overall.Mean, dashboard.AutoFails, dashboard.Uncertain).ShouldBe((4, 57.375, 1, 1));
        dashboard.Overall.Interval!.Low.ShouldBe(0);
        dashboard.Periods.Select(period => (period.Days.From, period.Overall.N)).ShouldBe([(new(2026, 3, 4), 1), (new(2026, 3, 5), 3)]);
        dashboard.Distribution.ShouldBe([1, 0, 0, 0, 0, 0, 1, 0, 1, 1], "89.5 is shown as 90");
        dashboard.Agents.Select(agent => (agent.Key, agent.Overall.N, agent.Overall.Mean, agent.AutoFails)).ShouldBe([(null, 1, 89.5, 0), ("a-1", 2, 70, 0), ("a-2", 1, 0, 1)]);
        dashboard.Queues.Single().Key.ShouldBe("orders");
        dashboard.Teams.Single().Key.ShouldBeNull();
        dashboard.Reasons.Select(reason => (reason.Key, reason.Overall.N)).ShouldBe([("invoice", 4)]);
        var greeting = dashboard.Questions[0];
        (greeting.Question, greeting.Points.N, greeting.Points.Mean, greeting.Full, greeting.Nothing, greeting.AutoFails).ShouldBe(("greeting", 3, 50, 1, 1, 1));
        dashboard.Questions[1].Points.N.ShouldBe(0);
    }

    [Fact]
    public void Finish_IsEmpty_WithoutCalls()
    {
        var dashboard = new DashboardTally(Scorecard, Berlin, day => new(day, day)).Finish([]);
        (dashboard.Overall.N, dashboard.Overall.Mean).ShouldBe((0, null));
        dashboard.Agents.ShouldBeEmpty();
        dashboard.Periods.ShouldBeEmpty();
    }

    private static KeptFigures Call(DateTime utc, string? agent) => new(CallKey.Of(DateTime.SpecifyKind(utc, DateTimeKind.Utc), 1), agent, "orders", null, "invoice", "en", 8000, 2, null, null);

    private static KeptResult Result(double overall, string answers) => new(overall, false, false, Scorecard.Reference, answers);
}
