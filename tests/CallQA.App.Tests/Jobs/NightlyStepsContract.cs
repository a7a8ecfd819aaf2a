using System.Diagnostics;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Jobs;
using CallQA.App.Review.Queue;
using CallQA.App.Search;
using CallQA.App.Storage;
using CallQA.App.Telemetry;
using CallQA.Recordings;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallQA.App.Tests.Jobs;

public abstract class NightlyStepsContract
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A connection string; null for SQLite.</summary>
    private protected abstract Task<string?> DatabaseAsync();

    private protected async Task<TestWorkplace> OpenAsync() => await TestWorkplace.OpenAsync(await DatabaseAsync());

    [Fact]
    public async Task CoachingDue_CountsTheSessionsDueTodayOrBefore()
    {
        await using var place = await OpenAsync();
        await PlanAsync(place);
        var step = place.Get<NightlySteps>().Alone().Single(one => one.Name == "coaching-due");

        (await step.Run(Token)).Count.ShouldBe(0, "the first session is a week away");
        place.Clock.Advance(TimeSpan.FromDays(7));
        (await step.Run(Token)).Count.ShouldBe(1);
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        await place.Get<CoachingSessions>().HoldAsync(context.CoachingSessions.Single().Id, Today(place), new(context.Users.Single().Id, "tina"), Token);
        (await step.Run(Token)).Count.ShouldBe(0, "it was held");
    }

    [Fact]
    public async Task Sampling_CarriesOutRecurringPlans()
    {
        await using var place = await OpenAsync();
        var call = await place.AddAsync("call");
        while (await place.AdvanceAsync(call.Id) == StageOutcome.MovedOn)
        {
            // Each turn is one stage.
        }

        await place.Get<RecurringPlans>().AddAsync(new("Weekly", 1, PlanCycle.Week, Stratum.Length, "seed"), "boss", Token);
        place.Clock.Advance(TimeSpan.FromDays(8));
        var step = place.Get<NightlySteps>().Alone().Single(one => one.Name == "sampling");

        (await step.Run(Token)).Count.ShouldBe(1);
        (await step.Run(Token)).Count.ShouldBe(0);
    }

    [Fact]
    public async Task Intake_TakesTheOthersIn_WhenOneFailsForNoKnownReason()
    {
        await using var place = await OpenAsync();
        await PoisonedRecordings.RestartAsync(place, 1);
        foreach (var number in new[] { 1, 2, 3 }) place.Drop($"{number}.wav", number);
        var step = place.Get<NightlySteps>().Alone().Single(one => one.Name == "intake");

        var refusal = await Should.ThrowAsync<InputException>(() => step.Run(Token));

        refusal.Message.ShouldStartWith("1 files are left");
        Directory.GetFiles(place.InIntake()).Select(Path.GetFileName).ShouldBe(["1.wav"]);
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        context.Calls.Count().ShouldBe(2);
    }

    [Fact]
    public async Task Sweep_FinishesTheOthers_WhenOneFailsForNoKnownReason()
    {
        await using var place = await OpenAsync();
        var (bad, good) = (await place.AddAsync("bad"), await place.AddAsync("good", 2));
        place.Engines.BeforeHearing = (id, _) => id == bad.Id ? throw new InvalidOperationException("No.") : Task.CompletedTask;
        var step = place.Get<NightlySteps>().Alone().Single(one => one.Name == "sweep");

        (await Should.ThrowAsync<InputException>(() => step.Run(Token))).Message.ShouldContain("InvalidOperationException");

        ((await place.CallAsync(bad.Id)).Stage, (await place.CallAsync(good.Id)).Stage).ShouldBe((CallStage.TakenIn, CallStage.Scored));
    }

    [Fact]
    public async Task Night_IsATrace_WithItsStepsBelowIt()
    {
        await using var place = await OpenAsync();
        var spans = new List<Activity>();
        using var root = new Activity("test").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == StageSpan.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            // Other tests trace as well.
            ActivityStopped = span =>
            {
                if (span.TraceId == root.TraceId) spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        NightlyStep[] steps =
        [
            new("counts", _ => Task.FromResult(3)),
            new("fails", Task<int> (_) => throw new InputException(InputFault.Settings, "The bucket of Anna is away.") { Passing = true }),
        ];

        await place.Get<NightlyTurn>().RunAsync(place.Clock.GetUtcNow(), new NightlyRun(steps, TimeProvider.System, NullLogger<NightlyRun>.Instance), Token);

        spans.Select(span => span.OperationName).ShouldBe(["night counts", "night fails", "night"]);
        spans[..2].ShouldAllBe(span => span.ParentSpanId == spans[2].SpanId);
        (spans[0].Status, spans[0].GetTagItem("callqa.count")).ShouldBe((ActivityStatusCode.Ok, 3));
        (spans[1].Status, spans[1].StatusDescription).ShouldBe((ActivityStatusCode.Error, "trouble"));
        (spans[2].Status, spans[2].GetTagItem("callqa.failed")).ShouldBe((ActivityStatusCode.Error, 1));
    }

    private static async Task PlanAsync(TestWorkplace place)
    {
        var call = await place.AddAsync("call");
        await place.Calls.AddAsync(call with { Metadata = new CallMetadata { AgentId = "a-7" } }, Token);
        while (await place.AdvanceAsync(call.Id) == StageOutcome.MovedOn)
        {
            // Each turn is one stage.
        }

        await place.Get<Accounts>().AddAsync("tina", Role.Trainer, null, Token);
        var tina = (await place.Get<Accounts>().ListAsync(Token)).Single();
        var wanted = new NewCoaching("a-7", "measure:empathy", 5, Today(place).AddDays(28), Today(place).AddDays(7));
        await place.Get<CoachingPlans>().PlanAsync(wanted, new(tina.Id, "tina"), CallCriteria.NoCalls, Token);
    }

    private static DateOnly Today(TestWorkplace place) => DateOnly.FromDateTime(place.Clock.GetUtcNow().UtcDateTime);
}
