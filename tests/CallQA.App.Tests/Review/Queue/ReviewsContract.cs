using CallQA.App.Identity;
using CallQA.App.Review.Queue;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Review;

// The clock stands on a Wednesday.
public abstract partial class ReviewsContract
{
    private static readonly NewRecurringPlan Weekly = new("Weekly sample", 5, PlanCycle.Week, Stratum.Queue, "seed");

    private RecurringPlans Plans => new(Contexts, Queue(), Dates, new(), clock);

    [Fact]
    public async Task RecurringPlan_DrawsItsCallsOfEachAgentOverTheWeek_AndSharesThemOut()
    {
        await ReviewersAsync("eva", "max");
        await Plans.AddAsync(Weekly, "boss", Token);
        List<int> nights = [];
        for (var day = 0; day < 6; day++)
        {
            foreach (var agent in new[] { "a-1", "a-2" }) await ManyAsync($"{agent}-{day}", agent, day, calls: 3);
            nights.Add(await Plans.DrawAsync(Token));
            (await Plans.DrawAsync(Token)).ShouldBe(0, "the night has been");
            clock.Advance(TimeSpan.FromDays(1));
        }

        nights.Sum().ShouldBe(10);
        nights[0].ShouldBeLessThan(10, "the week is not over");
        nights.Count(drawn => drawn > 0).ShouldBeGreaterThan(2);
        var entries = (await Queue().ListAsync(QueueShown.All, "eva", 1, Token)).Entries;
        entries.CountBy(entry => entry.CallId[..3]).Select(agent => agent.Value).ShouldBe([5, 5]);
        entries.CountBy(entry => entry.Assignee ?? "nobody").Select(reviewer => reviewer.Value).ShouldBe([5, 5]);
        var plan = (await Plans.ListAsync(Token)).Single();
        (plan.Drawn, plan.Stopped, plan.Plan).ShouldBe((10, null, Weekly));
        (await Draws.ListAsync(99, Token)).ShouldAllBe(draw => draw.RecurringId == plan.Id && draw.Seed == "seed 2026-W10" && draw.By == "boss");
    }

    [Fact]
    public async Task RecurringPlan_MakesUpForMissedNights_AndForCallsThatCameLate()
    {
        await Plans.AddAsync(Weekly, "boss", Token);
        await ManyAsync("first", "a-1", 0, calls: 4);
        await ManyAsync("second", "a-1", 7, calls: 9);
        clock.Advance(TimeSpan.FromDays(14));
        (await Plans.DrawAsync(Token)).ShouldBe(4 + 5, "four of the first week, for there are no more, and five of the second");
        await ManyAsync("late", "a-1", 8, calls: 3);
        await ManyAsync("later", "a-2", 8, calls: 1);
        (await Plans.DrawAsync(Token)).ShouldBe(1, "the agent whose week is full gets no more");
        clock.Advance(TimeSpan.FromDays(8));
        await ManyAsync("next-night", "a-3", 8, calls: 1);
        (await Plans.DrawAsync(Token)).ShouldBe(1, "no night since the week after it");
        clock.Advance(TimeSpan.FromDays(8));
        await ManyAsync("too-late", "a-4", 8, calls: 1);
        (await Plans.DrawAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task RecurringPlan_DrawsOnce_WhenNightsOverlap()
    {
        await Plans.AddAsync(Weekly, "boss", Token);
        await ManyAsync("call", "a-1", 0, calls: 12);
        clock.Advance(TimeSpan.FromDays(6));
        var nights = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Plans.DrawAsync(Token), Token)));
        nights.Sum().ShouldBe(5);
        (await Queue().ListAsync(QueueShown.All, "eva", 1, Token)).Total.ShouldBe(5);
    }

    [Fact]
    public async Task RecurringPlan_TakesAnotherCall_ForOneThatIsReplaced_AndNoneWhenStopped()
    {
        var id = await Plans.AddAsync(Weekly with { PerAgent = 2, Assigns = false }, "boss", Token);
        await ManyAsync("call", "a-1", 0, calls: 6);
        clock.Advance(TimeSpan.FromDays(6));
        (await Plans.DrawAsync(Token)).ShouldBe(2);
        var first = (await Queue().ListAsync(QueueShown.Unassigned, "eva", 1, Token)).Entries.Select(entry => entry.CallId).ToList();
        (await Queue().ReplaceAsync(first, "wrong number", "boss", Token)).ShouldBe(2);
        (await Queue().ListAsync(QueueShown.All, "eva", 1, Token)).Entries.Select(entry => entry.CallId).Intersect(first).ShouldBeEmpty();
        (await Queue().ListAsync(QueueShown.All, "eva", 1, Token)).Total.ShouldBe(2, "each has another one in its place");
        (await Plans.DrawAsync(Token)).ShouldBe(0);
        (await Plans.StopAsync(id, "boss", Token)).ShouldBeTrue();
        (await Plans.StopAsync(id, "boss", Token)).ShouldBeFalse();
        await ManyAsync("new", "a-2", 1, calls: 3);
        (await Plans.DrawAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task ReplaceAsync_TakesOutTheNameOfEachCallsCustomer()
    {
        const string because = "Behrens is what I have here.";
        foreach (var id in new[] { "named", "unnamed" }) await ScoredAsync(id);
        await using var context = Contexts.CreateDbContext();
        await context.Calls.Where(row => row.Id == "named").ExecuteUpdateAsync(set => set.SetProperty(row => row.CustomerName, "Jutta Behrens"), Token);
        using var queue = new ReviewQueue(Contexts, Scorecards, Dates, Redacting, clock);
        await queue.CatchUpAsync(Token);

        (await queue.ReplaceAsync(["named", "unnamed"], because, "boss", Token)).ShouldBe(2);

        var kept = await context.ReviewTasks.ToDictionaryAsync(task => task.CallId, task => task.ReplacedBecause!, Token);
        kept["named"].ShouldNotContain("Behrens");
        kept["unnamed"].ShouldBe(because, "nothing else tells that it is a name");
    }

    [Fact]
    public async Task RecurringPlan_IsRefused_WhenItIsNotSound()
    {
        await Should.ThrowAsync<InputException>(() => Plans.AddAsync(Weekly with { PerAgent = 101 }, "boss", Token));
        await Should.ThrowAsync<InputException>(() => Plans.AddAsync(Weekly with { Name = " " }, "boss", Token));
        await Should.ThrowAsync<InputException>(() => Plans.AddAsync(Weekly with { Seed = new string('x', 101) }, "boss", Token));
        (await Plans.ListAsync(Token)).ShouldBeEmpty();
    }

    private async Task ReviewersAsync(params string[] names)
    {
        foreach (var name in names) await new Accounts(Contexts, clock).AddAsync(name, Role.Reviewer, null, Token);
    }

    private async Task ManyAsync(string id, string agent, int day, int calls)
    {
        for (var number = 0; number < calls; number++) await ScoredAsync($"{id}-{number}", agent, upset: false, day: day);
    }
}
