using CallQA.App.Dashboards;
using CallQA.App.Search;
using CallQA.App.Settings;
using CallQA.App.Tests.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Review;

public abstract partial class ReviewsContract
{
    [Fact]
    public async Task Dashboard_CountsMachineAndPeopleApart_AndFollowsEveryChange()
    {
        using var memory = new FigureMemory(Contexts);
        (await CountedAsync(memory, ScoreSource.People)).Overall.N.ShouldBe(0);
        var call = await ScoredAsync("counted");
        await ScoredAsync("unreviewed");
        var machine = await CountedAsync(memory, ScoreSource.Machine);
        (machine.Overall.N, machine.Overall.Mean).ShouldBe((2, 82.5));
        await ReviewAsync(call, "eva", blind: false, "no");
        var people = await CountedAsync(memory, ScoreSource.People);
        people.Overall.N.ShouldBe(1);
        people.Questions.Single(question => question.Question == "greeting").Nothing.ShouldBe(1);
        await ReviewAsync(call, "max", blind: false, "yes");
        (await CountedAsync(memory, ScoreSource.People)).Overall.Mean.ShouldBe(100);
        await Standings.RollBackAsync("counted", (await Reviews.HistoryAsync("counted", Token))[1].Id, "admin", "Admin", "Misheard.", Token);
        (await CountedAsync(memory, ScoreSource.People)).Overall.Mean.ShouldBe(people.Overall.Mean);
        (await CountedAsync(memory, ScoreSource.Machine)).Overall.ShouldBe(machine.Overall, "reviews change nothing of the machine's");
        (await CountedAsync(memory, ScoreSource.Machine, blind: "counted")).Overall.N.ShouldBe(1);
        await using (var context = Contexts.CreateDbContext()) await context.Calls.Where(row => row.Id == "counted").ExecuteDeleteAsync(Token);
        (await CountedAsync(memory, ScoreSource.People)).Overall.N.ShouldBe(0, "erased");
    }

    [Theory]
    [InlineData("invoice", 1)]
    [InlineData("another", 0)]
    public async Task Dashboard_CountsTheCallsForOneReason(string reason, int calls)
    {
        using var memory = new FigureMemory(Contexts);
        foreach (var id in new[] { "for-invoice", "for-nothing" }) await ScoredAsync(id);
        await using (var context = Contexts.CreateDbContext())
            await context.CallFigures.Where(row => row.CallId == "for-invoice").ExecuteUpdateAsync(set => set.SetProperty(row => row.Reason, "invoice"), Token);

        var dashboard = await new DashboardReader(memory, Contexts, new CallQASettings()).ReadAsync(
            new FakeEngines().Engines.Scorecard, new(new(new(2026, 3, 1), new(2026, 3, 31))) { Reason = reason }, Token);

        dashboard.Overall.N.ShouldBe(calls);
    }

    private Task<Dashboard> CountedAsync(FigureMemory memory, ScoreSource scores, params string[] blind) => new DashboardReader(memory, Contexts, new CallQASettings()).ReadAsync(
        new FakeEngines().Engines.Scorecard, new(new(new(2026, 3, 1), new(2026, 3, 31))) { Scores = scores, Blind = blind.ToHashSet() }, Token);
}
