using CallQA.App.Coaching.Examples;
using CallQA.App.Scorecards;
using CallQA.App.Search;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Storage;
using CallQA.Coaching.Examples;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Coaching.Sessions;

public abstract partial class CoachingContract
{
    private static readonly ExampleTopic Acknowledging = ExampleTopic.Skills[0];

    // One for all of a test, as in the product: it keeps what it has found.
    private ExampleReader Examples => field ??= new(Contexts, new ScorecardStore(Contexts, new FakeEngines().Engines, clock));

    private ExampleVerdicts Verdicts => new(Contexts, clock);

    [Fact]
    public async Task Examples_AreOfTheCallsThatAreMeant_WithWhatIsSaidAround()
    {
        await CallsAsync("a-7", (0, 3), (-1, 3), (-2, 3));
        await CallsAsync("a-8", (0, 3));
        var found = await ExamplesAsync(new());
        (found.Calls, found.Moments).ShouldBe((4, 4));
        Calls(found).ShouldBe(["a-7-0", "a-7-1", "a-8-0", "a-7-2"], "two of an agent, then the next agent's");
        var first = found.Found[0];
        (first.Agent, first.Moment.Start, first.Moment.Call.Language).ShouldBe(("Jörg Müller", TimeSpan.FromSeconds(0.6), "de"));
        first.Moment.Quality.ShouldBe(0.91 * (1 - (1 / 5.57)), 1e-6, "how sure the words are, less a second of overtalk");
        first.Turns.Select(turn => (turn.Text, turn.Inside)).ShouldBe([("Guten Tag, schön dass Sie anrufen", true), ("Hallo", false)]);
        Calls(await ExamplesAsync(new(Agent: "a-8"))).ShouldBe(["a-8-0"]);
        Calls(await ExamplesAsync(new(From: Some.Start.AddHours(-1)))).ShouldBe(["a-7-0", "a-8-0"]);
        Calls(await ExamplesAsync(new(Until: Some.Start.AddHours(-1), Language: "de"))).ShouldBe(["a-7-1", "a-7-2"]);
        Calls(await ExamplesAsync(new(Language: "en"))).ShouldBeEmpty();
        Calls(await ExamplesAsync(new(Team: "nobody"))).ShouldBeEmpty();
        Calls(await ExamplesAsync(new(Queue: "nowhere"))).ShouldBeEmpty();
        Calls(await ExamplesAsync(new(Least: 84))).ShouldBeEmpty();
        Calls(await ExamplesAsync(new(Agent: "a-8", Least: 82, Most: 83))).ShouldBe(["a-8-0"]);
        Calls(await ExamplesAsync(new(ExampleView.ToImprove))).ShouldBeEmpty();
        Calls(await ExamplesAsync(new(), "a-7-0", "a-7-1")).ShouldBe(["a-7-2", "a-8-0"]);
    }

    [Fact]
    public async Task Verdicts_ChangeTheOrder_CountTogether_AndGoWithTheCall()
    {
        await CallsAsync("a-7", (0, 3), (-1, 3));
        (await Examples.MomentAsync(Acknowledging, "a-7-0", TimeSpan.FromSeconds(3), Token)).ShouldBeNull();
        await JudgeAsync("a-7-0", false, "t1");
        var found = await ExamplesAsync(new());
        Calls(found).ShouldBe(["a-7-1", "a-7-0"]);
        found.Found[1].Moment.Trainers.ShouldBe(Judgement.Rejected);
        await JudgeAsync("a-7-0", true, "t2");
        (await ExamplesAsync(new())).Found[0].Moment.Trainers.ShouldBe(Judgement.None, "one says so, the other not");
        await JudgeAsync("a-7-0", true, "t1");
        await JudgeAsync("a-7-1", false, "t1");
        (await ExamplesAsync(new())).Found.Select(example => example.Moment.Trainers).ShouldBe([Judgement.Confirmed, Judgement.Rejected]);
        await JudgeAsync("a-7-1", null, "t1");
        (await ExamplesAsync(new())).Found[1].Moment.Trainers.ShouldBe(Judgement.None);
        (await Audit.ListAsync("a-7-1", 0, 9, Token)).Select(entry => (entry.Action, entry.By)).ShouldBe([("example-judged", "t1"), ("example-judged", "t1")]);
        await using var context = Contexts.CreateDbContext();
        await context.Calls.Where(row => row.Id == "a-7-0").ExecuteDeleteAsync(Token);
        (await context.ExampleVerdicts.CountAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task Verdicts_AreEachTrainersOwn_WhateverTheOthersSay()
    {
        await CallsAsync("a-7", (0, 3));
        await JudgeAsync("a-7-0", true, "t1");

        (await WordsAsync("t2")).ShouldBe((Judgement.Confirmed, Judgement.None), "the second trainer can still say the same");
        (await JudgeAsync("a-7-0", null, "t2")).ShouldBeFalse("there is no own word to take back");
        (await JudgeAsync("a-7-0", true, "t2")).ShouldBeTrue();
        (await JudgeAsync("a-7-0", false, "t1")).ShouldBeTrue();

        ((await WordsAsync("t1")), await WordsAsync("t2")).ShouldBe(((Judgement.None, Judgement.Rejected), (Judgement.None, Judgement.Confirmed)));
        (await Audit.ListAsync("a-7-0", 0, 9, Token)).Select(entry => entry.By).ShouldBe(["t1", "t2", "t1"], "of what did nothing there is no entry");
    }

    [Fact]
    public async Task Verdicts_AreChangedAndTakenBack_WhereTheTimesOfTheCallHaveShifted()
    {
        await CallsAsync("a-7", (0, 3));
        await JudgeAsync("a-7-0", false, "t1");
        await using (var context = Contexts.CreateDbContext())
            await context.ExampleVerdicts.ExecuteUpdateAsync(set => set.SetProperty(row => row.StartTicks, row => row.StartTicks + TimeSpan.TicksPerSecond / 10), Token);
        (await WordsAsync("t1")).ShouldBe((Judgement.Rejected, Judgement.Rejected), "an earlier transcript had the moment a little later");

        await JudgeAsync("a-7-0", true, "t1");
        (await WordsAsync("t1")).ShouldBe((Judgement.Confirmed, Judgement.Confirmed));
        await JudgeAsync("a-7-0", null, "t1");

        (await WordsAsync("t1")).ShouldBe((Judgement.None, Judgement.None));
        await using var after = Contexts.CreateDbContext();
        (await after.ExampleVerdicts.CountAsync(Token)).ShouldBe(0);
    }

    private async Task<(Judgement Trainers, Judgement Own)> WordsAsync(string reader)
    {
        var moment = (await Examples.FindAsync(Acknowledging, new(), CallCriteria.NoCalls, reader, Token)).Found.ShouldHaveSingleItem().Moment;
        return (moment.Trainers, moment.Own);
    }

    private Task<FoundExamples> ExamplesAsync(ExampleQuery query, params string[] blind) =>
        Examples.FindAsync(Acknowledging, query, blind.Length == 0 ? CallCriteria.NoCalls : blind.ToHashSet(), "t1", Token);

    private async Task<bool> JudgeAsync(string call, bool? confirmed, string trainer) => await Verdicts.JudgeAsync(
        Acknowledging.Key, (await Examples.MomentAsync(Acknowledging, call, TimeSpan.FromSeconds(0.6), Token))!, confirmed, new(trainer, trainer), Token);

    private static IEnumerable<string> Calls(FoundExamples examples) => examples.Found.Select(example => example.Moment.Call.Id);
}
