using System.Text;
using System.Text.Json;
using CallQA.App.Web.Reports;
using CallQA.Coaching;
using CallQA.Coaching.Sessions;
using CallQA.Tests;
using CallQA.Tests.Coaching;

namespace CallQA.App.Tests.Web.Reports;

public sealed class ReportJsonTests
{
    [Fact]
    public async Task WriteAsync_MatchesTheGoldenDocument_ForAnAgentWithFewCalls() => (await TextAsync(SampleReports.Of("a-103"))).ShouldMatchGolden("agent.json");

    [Fact]
    public async Task WriteAsync_TellsTheGoalsOfCoaching_WhereThereAreAny()
    {
        var goal = new CoachingGoal(new(ReportMeasure.Empathy, null), new(12, 2.5, new(2.125, 2.875)), 4, new(2026, 6, 30));
        var progress = new GoalProgress([], new(6, 3.25, new(2.75, 3.75)), new(0.75, new(0.12345678, 1.375)), GoalVerdict.ClearlyBetter);
        var report = SampleReports.Of("a-103") with { Goals = [new("a-103", new(2026, 5, 4), goal, progress)] };

        using var document = JsonDocument.Parse(await TextAsync(report));
        var told = document.RootElement.GetProperty("goals").EnumerateArray().Single();

        told.EnumerateObject().Select(field => field.Name).ShouldBe(["agent", "focus", "from", "to", "by", "since", "now", "change", "verdict"]);
        (told.GetProperty("focus").GetString(), told.GetProperty("verdict").GetString()).ShouldBe(("measure:empathy", "clearlyBetter"));
        (told.GetProperty("since").GetString(), told.GetProperty("by").GetString(), told.GetProperty("to").GetDouble()).ShouldBe(("2026-05-04", "2026-06-30", 4));
        (told.GetProperty("from").GetProperty("n").GetInt32(), told.GetProperty("now").GetProperty("mean").GetDouble()).ShouldBe((12, 3.25));
        told.GetProperty("change").GetProperty("interval").GetProperty("low").GetDouble().ShouldBe(0.1235);
        using var without = JsonDocument.Parse(await TextAsync(SampleReports.English[0] with { Goals = [] }));
        without.RootElement.TryGetProperty("goals", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task WriteAsync_ListsEveryCallBehindTheNumbers_ForTheTeam()
    {
        using var document = JsonDocument.Parse(await TextAsync(SampleReports.English[0]));

        document.RootElement.GetProperty("calls").GetArrayLength().ShouldBe(SampleMonth.Calls.Count);
        document.RootElement.GetProperty("counts").GetProperty("evaluated").GetInt32().ShouldBe(26);
        document.RootElement.GetProperty("schema").GetString().ShouldBe("callqa-coaching-report/1");
    }

    private static async Task<string> TextAsync(CoachingReport report)
    {
        using var stream = new MemoryStream();
        await ReportJson.WriteAsync(report, stream, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
