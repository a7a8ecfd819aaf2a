using System.Globalization;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Redaction;
using CallQA.App.Scorecards;
using CallQA.App.Search;
using CallQA.App.Storage;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Review;
using CallQA.App.Tests.Storage;
using CallQA.Coaching;
using CallQA.Coaching.Sessions;
using CallQA.Redaction;
using CallQA.Scoring;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.App.Tests.Coaching.Sessions;

/// <summary>What is kept of coaching, whatever the database. One derived class a provider.</summary>
public abstract partial class CoachingContract
{
    private static readonly DateOnly Today = new(2026, 3, 4);
    private static readonly Acting Agent = new("agent", "jörg");

    private readonly FakeTimeProvider clock = new(Some.Start);
    private Acting coach = new("", "tina");

    private protected abstract CallQADbContextFactory Contexts { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private EfCallStore Store => new(Contexts, clock);

    private FocusFigures Figures => new(Contexts, new ScorecardStore(Contexts, new FakeEngines().Engines, clock), new(), clock);

    private CoachingPlans Plans => new(Contexts, Figures, clock);

    private WrittenByHand ByHand => new(new Redactor(new RedactionOptions()), Store, new());

    private CoachingSessions Sessions => new(Contexts, Figures, ByHand, clock);

    private CoachingLists Lists => new(Contexts, Figures);

    private AuditTrail Audit => new(Contexts, clock);

    [Fact]
    public async Task PlanAsync_PlansAllSessionsOfTheTemplate_FromTheAgentsPresentFigure()
    {
        await CallsAsync("a-7", (-60, 1), (-3, 3), (-2, 3), (-2, 4), (-1, 3), (0, 3));
        var first = await PlanAsync(Wanted() with { Template = "four-weeks", Playbook = "acknowledge-feelings" });
        var session = (await Lists.FindAsync(first, null, Token))!;
        session.Others.Select(line => (line.Kind, line.PlannedOn.DayNumber - Today.DayNumber, line.DueOn == line.PlannedOn)).ShouldBe(
        [
            (SessionKind.KickOff, 0, true), (SessionKind.ListenTogether, 2, true), (SessionKind.Practise, 4, true),
            (SessionKind.FollowUp, 7, true), (SessionKind.FollowUp, 14, true), (SessionKind.FollowUp, 28, true),
        ]);
        var plan = session.Line.Plan;
        (plan.AgentId, plan.AgentName, plan.Coach, plan.Playbook, plan.Goal.To, plan.Goal.By).ShouldBe(("a-7", "Jörg Müller", "tina", "acknowledge-feelings", 4, Today.AddDays(28)));
        (plan.Goal.From.N, plan.Goal.From.Mean).ShouldBe((5, 3.2));
        (Math.Round(plan.Goal.From.Interval!.Low, 3), Math.Round(plan.Goal.From.Interval.High, 3)).ShouldBe((2.645, 3.755), "Student's interval of five values");
        (await AuditAsync()).Count(action => action == "coaching-planned").ShouldBe(6);
    }

    [Fact]
    public async Task PlanAsync_RefusesWhatIsUnsound_AndSaysWhy()
    {
        await CallsAsync("a-7", (-1, 3));
        await new Accounts(Contexts, clock).AddAsync("rita", Role.Reviewer, null, Token);
        foreach (var (wrong, part) in new[]
        {
            (Wanted() with { Template = "forever" }, "'forever'"), (Wanted() with { Playbook = "shouting" }, "'shouting'"), (Wanted() with { Focus = "question:charm" }, "'question:charm'"),
            (Wanted() with { AgentId = "a-9" }, "'a-9'"), (Wanted() with { To = 6 }, "from 1 to 5"), (Wanted() with { To = 3 }, "not above"), (Wanted() with { By = Today }, "2026-03-04"),
            (Wanted() with { StartOn = Today.AddDays(400) }, "more than a year"), (Wanted() with { Coach = "rita" }, "'rita'"), (Wanted() with { Coach = "nobody" }, "'nobody'"),
        })
            (await Should.ThrowAsync<InputException>(() => PlanAsync(wrong))).Message.ShouldContain(part);
        (await Lists.ListAsync(new(SessionsShown.All), 1, 9, Token)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task Session_GoesFromPlannedToClosed_AndKeepsWhatHappened()
    {
        await CallsAsync("a-7", (-1, 3));
        var id = await PlanAsync(Wanted());
        (await Sessions.MoveAsync(id, Today.AddDays(-1), coach, Token)).ShouldBeTrue();
        (await Sessions.AgreeAsync(id, " Name the feeling. ", coach, Token)).ShouldBeTrue();
        await Sessions.NoteAsync(id, "Seems tired.", shared: false, coach, Token);
        await Sessions.NoteAsync(id, "Well begun.", shared: true, coach, Token);
        await Sessions.HoldAsync(id, Today, coach, Token);
        var held = (await Lists.FindAsync(id, null, Token))!;
        (held.Line.State, held.Line.HeldOn, held.Line.DueOn, held.Line.OpenActions).ShouldBe((SessionState.Held, Today, Today.AddDays(14), 1));
        (await Sessions.AcknowledgeAsync(id, "a-8", null, Agent, Token)).ShouldBeFalse("it is another agent's");
        (await Sessions.AcknowledgeAsync(id, "a-7", "I will try.", Agent, Token)).ShouldBeTrue();
        await Sessions.DoneAsync(id, held.Actions.Single().Id, Today, coach, Token);
        await Sessions.CloseAsync(id, null, coach, Token);
        var closed = (await Lists.FindAsync(id, null, Token))!;
        (closed.Line.State, closed.Line.DueOn, closed.Actions.Single()).ShouldBe((SessionState.Closed, null, new(held.Actions[0].Id, "Name the feeling.", Today)));
        closed.Events.Select(entry => (entry.Kind, entry.By, entry.Text)).ShouldBe(
        [
            (SessionEventKind.Planned, "tina", null), (SessionEventKind.Moved, "tina", null), (SessionEventKind.ActionAgreed, "tina", "Name the feeling."),
            (SessionEventKind.PrivateNote, "tina", "Seems tired."), (SessionEventKind.SharedNote, "tina", "Well begun."), (SessionEventKind.Held, "tina", null),
            (SessionEventKind.AgentComment, "jörg", "I will try."), (SessionEventKind.Acknowledged, "jörg", null), (SessionEventKind.ActionDone, "tina", "Name the feeling."),
            (SessionEventKind.Closed, "tina", null),
        ]);
        closed.WithoutPrivateNotes().Events.ShouldNotContain(entry => entry.Text == "Seems tired.");
        (await AuditAsync()).ShouldBe(
        [
            "coaching-closed", "coaching-changed", "coaching-acknowledged", "coaching-commented", "coaching-held", "coaching-noted", "coaching-noted", "coaching-changed",
            "coaching-changed", "coaching-planned",
        ]);
    }

    [Fact]
    public async Task Session_RefusesWhatItsStateDoesNotAllow_AndChangesNothing()
    {
        await CallsAsync("a-7", (-1, 3));
        var id = await PlanAsync(Wanted());
        await RefusedAsync(() => Sessions.CloseAsync(id, "Done.", coach, Token), "cannot become closed");
        await RefusedAsync(() => Sessions.AcknowledgeAsync(id, "a-7", null, Agent, Token), "cannot become acknowledged");
        await RefusedAsync(() => Sessions.HoldAsync(id, Today.AddDays(1), coach, Token), "yet to come");
        await RefusedAsync(() => Sessions.CancelAsync(id, " ", coach, Token), "say why");
        await RefusedAsync(() => Sessions.NoteAsync(id, " ", true, coach, Token), "no text");
        await RefusedAsync(() => Sessions.NoteAsync(id, new('x', 5000), true, coach, Token), "5000 letters");
        await RefusedAsync(() => Sessions.FollowUpAsync(id, Today, coach, Token), "choose a later day");
        await RefusedAsync(() => Sessions.DoneAsync(id, 99, Today, coach, Token), "no action 99");
        await Sessions.HoldAsync(id, Today, coach, Token);
        await RefusedAsync(() => Sessions.CloseAsync(id, null, coach, Token), "has not acknowledged");
        await RefusedAsync(() => Sessions.MoveAsync(id, Today, coach, Token), "held already");
        await RefusedAsync(() => Sessions.CancelAsync(id, "Ill.", coach, Token), "cannot become cancelled");
        await Sessions.CloseAsync(id, "Left the team.", coach, Token);
        await RefusedAsync(() => Sessions.AgreeAsync(id, "More.", coach, Token), "nothing on it is changed any more");
        await RefusedAsync(() => Sessions.CommentAsync(id, "a-7", "Oh.", Agent, Token), "nothing on it is changed any more");
        (await Lists.FindAsync(id, null, Token))!.Events.Select(entry => entry.Kind).ShouldBe([SessionEventKind.Planned, SessionEventKind.Held, SessionEventKind.Closed]);
        (await Sessions.HoldAsync(99, Today, coach, Token)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("0025-03-04")]
    [InlineData("2026-01-31")]
    public async Task HoldAsync_RefusesADay_LongBeforeThePlan(string day)
    {
        await CallsAsync("a-7", (-1, 3));
        var id = await PlanAsync(Wanted());
        await RefusedAsync(() => Sessions.HoldAsync(id, DateOnly.Parse(day, CultureInfo.InvariantCulture), coach, Token), $"entered for {day}, but its coaching begins on 2026-03-04");
        (await Lists.FindAsync(id, null, Token))!.Line.State.ShouldBe(SessionState.Planned);
        (await Sessions.HoldAsync(id, Today.AddDays(-31), coach, Token)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("0025-03-20", "more than a year")]
    [InlineData("2206-03-20", "more than a year")]
    [InlineData("2026-01-31", "begins on 2026-03-04")]
    public async Task MoveAsync_RefusesADay_FarFromThePlan(string day, string part)
    {
        await CallsAsync("a-7", (-1, 3));
        var id = await PlanAsync(Wanted());
        await RefusedAsync(() => Sessions.MoveAsync(id, DateOnly.Parse(day, CultureInfo.InvariantCulture), coach, Token), part);
        await RefusedAsync(() => Sessions.FollowUpAsync(id, Today.AddDays(400), coach, Token), "more than a year");
        (await Lists.FindAsync(id, null, Token))!.Line.PlannedOn.ShouldBe(Today);
    }

    [Fact]
    public async Task FollowUp_MovesWithItsSession_WheneverTheSessionsDayChanges()
    {
        await CallsAsync("a-7", (-1, 3));
        var id = await PlanAsync(Wanted());
        await Sessions.MoveAsync(id, Today.AddDays(20), coach, Token);
        (await LineAsync()).FollowUpOn.ShouldBe(Today.AddDays(34));
        clock.Advance(TimeSpan.FromDays(30));
        await Sessions.HoldAsync(id, Today.AddDays(25), coach, Token);
        var held = await LineAsync();
        (held.FollowUpOn, held.DueOn).ShouldBe((Today.AddDays(39), Today.AddDays(39)));
        await Sessions.CorrectHeldAsync(id, Today.AddDays(22), coach, Token);
        var corrected = await LineAsync();
        (corrected.HeldOn, corrected.FollowUpOn, corrected.DueOn).ShouldBe((Today.AddDays(22), Today.AddDays(36), Today.AddDays(36)));

        async Task<SessionLine> LineAsync() => (await Lists.FindAsync(id, null, Token))!.Line;
    }

    [Fact]
    public async Task CorrectHeldAsync_MendsTheDay_AlsoOfAClosedSession()
    {
        await CallsAsync("a-7", (-1, 3));
        var id = await PlanAsync(Wanted());
        await RefusedAsync(() => Sessions.CorrectHeldAsync(id, Today, coach, Token), "is planned; only the day of one that was held");
        await Sessions.HoldAsync(id, Today, coach, Token);
        await Sessions.CloseAsync(id, "Left.", coach, Token);
        await RefusedAsync(() => Sessions.CorrectHeldAsync(id, Today.AddDays(1), coach, Token), "yet to come");

        (await Sessions.CorrectHeldAsync(id, Today.AddDays(-2), coach, Token)).ShouldBeTrue();

        var session = (await Lists.FindAsync(id, null, Token))!;
        (session.Line.State, session.Line.HeldOn, session.CoachedSince).ShouldBe((SessionState.Closed, Today.AddDays(-2), Today.AddDays(-2)));
        session.Events[^1].ShouldBe(session.Events[^1] with { Kind = SessionEventKind.HeldCorrected, By = "tina", Day = Today.AddDays(-2) });
        (await AuditAsync())[0].ShouldBe("coaching-changed");
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("0025-03-04")]
    public async Task ProgressAndGoals_AreRead_WhereADayWasStoredThatIsNone(string day)
    {
        await CallsAsync("a-7", (-1, 3));
        var id = await PlanAsync(Wanted());
        await Sessions.HoldAsync(id, Today, coach, Token);
        var wrong = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        await using (var context = Contexts.CreateDbContext()) await context.CoachingSessions.ExecuteUpdateAsync(set => set.SetProperty(row => row.HeldOn, wrong), Token);

        (await ProgressAsync(id)).Weeks.Count.ShouldBe(5, "the weeks from 31 days before the plan on");
        var reader = new ReportGoals(Contexts, new ScorecardStore(Contexts, new FakeEngines().Engines, clock), new());
        (await reader.ReadAsync(ReportPeriod.Month(Today.Year, Today.Month, TimeZoneInfo.Utc), Token)).ShouldHaveSingleItem().Since.ShouldBe(Today.AddDays(-31));
        (await Sessions.CorrectHeldAsync(id, Today, coach, Token)).ShouldBeTrue();
        (await Lists.FindAsync(id, null, Token))!.Line.FollowUpOn.ShouldBe(Today.AddDays(14), "it was set for the right day");
    }

    [Fact]
    public async Task Moments_AreOfTheAgentsOwnCalls_AndGoWithThem()
    {
        await CallsAsync("a-7", (-1, 3), (-1, 3));
        await CallsAsync("a-8", (-1, 3));
        var id = await PlanAsync(Wanted());
        await RefusedAsync(() => LinkAsync(id, "a-8-0", 1, 2), "'a-8-0'");
        await RefusedAsync(() => LinkAsync(id, "a-7-0", 2, 2), "none of the recording");
        await RefusedAsync(() => LinkAsync(id, "a-7-0", 1, 1000), "none of the recording");
        await LinkAsync(id, "a-7-0", 1, 4);
        await LinkAsync(id, "a-7-1", 2, 5);
        var moments = (await Lists.FindAsync(id, "a-7", Token))!.Moments;
        moments[0].Said.Single().Text.ShouldStartWith("Guten Tag");
        (moments[0].Remark, moments[1].Start).ShouldBe(("Hear the tone.", TimeSpan.FromSeconds(2)));
        await Sessions.UnlinkAsync(id, moments[1].Id, coach, Token);
        await using (var context = Contexts.CreateDbContext()) await context.Calls.Where(row => row.Id == "a-7-0").ExecuteDeleteAsync(Token);
        var after = (await Lists.FindAsync(id, null, Token))!;
        after.Moments.ShouldBeEmpty();
        after.Events.Count.ShouldBe(4);
        after.Events.ShouldAllBe(entry => entry.Text == null);
    }

    [Fact]
    public async Task Lists_ShowWhatIsDue_ByAgentAndCoach()
    {
        await CallsAsync("a-7", (-1, 3));
        await CallsAsync("a-8", (-1, 3));
        var due = await PlanAsync(Wanted());
        var later = await PlanAsync(Wanted() with { AgentId = "a-8", StartOn = Today.AddDays(3), Focus = "measure:overall", To = 100 });
        var mine = (await Lists.FindAsync(due, null, Token))!.Line.Plan.CoachId;
        (await Lists.CountDueAsync(null, Token)).ShouldBe(1);
        (await Lists.CountDueAsync("somebody", Token)).ShouldBe(0);
        (await Lists.DueAsync(new(), Token)).Single().Id.ShouldBe(due);
        (await Lists.ListAsync(new(), 1, 9, Token)).Lines.Select(line => line.Id).ShouldBe([due, later]);
        (await Lists.ListAsync(new(AgentId: "a-8"), 1, 9, Token)).Lines.Single().Id.ShouldBe(later);
        (await Lists.ListAsync(new(CoachId: mine, Focus: "measure:empathy"), 1, 9, Token)).Total.ShouldBe(1);
        (await Lists.AgentsAsync(Token)).Select(agent => agent.Id).ShouldBe(["a-7", "a-8"], ignoreOrder: true);
        (await Lists.CountWaitingAsync("a-7", Token)).ShouldBe(0);
        await Sessions.HoldAsync(due, Today, coach, Token);
        (await Lists.CountWaitingAsync("a-7", Token)).ShouldBe(1);
        (await Lists.CountDueAsync(mine, Token)).ShouldBe(0);
        clock.Advance(TimeSpan.FromDays(14));
        (await Lists.DueAsync(new(CoachId: mine), Token)).Select(line => line.Id).ShouldBe([later, due]);
        await Sessions.FollowUpAsync(due, null, coach, Token);
        (await Lists.CountDueAsync(mine, Token)).ShouldBe(1);
        await Sessions.CancelAsync(later, "Left.", coach, Token);
        (await Lists.ListAsync(new(SessionsShown.Done), 1, 9, Token)).Lines.Single().State.ShouldBe(SessionState.Cancelled);
        (await Lists.FindAsync(due, "a-8", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task HandOverAsync_GivesTheReminders_ToAnotherCoach()
    {
        await CallsAsync("a-7", (-1, 3));
        var id = await PlanAsync(Wanted());
        await RefusedAsync(() => Sessions.HandOverAsync(id, "nobody", coach, Token), "'nobody'");
        await new Accounts(Contexts, clock).AddAsync("tom", Role.Trainer, null, Token);
        await Sessions.HandOverAsync(id, "tom", coach, Token);
        var plan = (await Lists.FindAsync(id, null, Token))!.Line.Plan;
        (plan.Coach, await Lists.CountDueAsync(plan.CoachId, Token)).ShouldBe(("tom", 1));
        (await Plans.CoachesAsync(Token)).ShouldBe(["tina", "tom"]);
    }

    [Fact]
    public async Task ProgressAsync_CountsTheCallsSinceTheFirstSessionHeld()
    {
        await CallsAsync("a-7", (-3, 2), (-2, 3), (-2, 2), (-1, 3), (-1, 2));
        var id = await PlanAsync(Wanted());
        (await ProgressAsync(id)).Verdict.ShouldBe(GoalVerdict.NotEnoughCalls);
        clock.Advance(TimeSpan.FromDays(10));
        await Sessions.HoldAsync(id, Today.AddDays(2), coach, Token);
        await CallsAsync("a-7", (1, 1), (2, 4), (3, 5), (4, 4), (9, 5), (10, 5));
        var progress = await ProgressAsync(id);
        progress.Weeks.Select(week => (week.From, week.Value.N)).ShouldBe([(Today.AddDays(2), 3), (Today.AddDays(9), 2)]);
        (progress.Now.N, Math.Round(progress.Now.Mean!.Value, 1), progress.Verdict).ShouldBe((5, 4.6, GoalVerdict.Reached));
        var greeting = (await Figures.PresentAsync("a-7", CallCriteria.NoCalls, Token)).Single(figure => figure.Focus.Key == "question:greeting").Value;
        (greeting.N, greeting.Mean).ShouldBe((11, 100));
    }

    [Fact]
    public async Task PresentAsync_CountsUpsetCustomersTurnedRound_AmongThoseWhoBeganUpset()
    {
        await CallsAsync("a-7", (-3, 2), (-2, 3), (-1, 3), (0, 4));
        foreach (var (call, end) in new[] { ("a-7-0", 5), ("a-7-1", -5) })
            await Store.SaveEvaluationAsync(
                ReviewSheetTests.Machine(call) with { Model = "scoring@later", CustomerMood = new(null, [-5, null, null, end], end > 0 ? MoodChange.Better : MoodChange.None) }, Token);
        await Store.SaveEvaluationAsync(ReviewSheetTests.Machine("a-7-2") with { Model = "scoring@later", CustomerMood = new(0, [0, null, null, 5], MoodChange.None) }, Token);

        var turned = (await Figures.PresentAsync("a-7", CallCriteria.NoCalls, Token)).Single(figure => figure.Focus.Key == "measure:turned-round").Value;

        (turned.N, turned.Mean).ShouldBe((2, 50), "one began calm, of one it is not known");
        (await Store.FindEvaluatedAsync("a-7-0", Token))!.Evaluation!.CustomerMood!.TurnedRound.ShouldBe(true);
    }

    [Fact]
    public async Task ReportGoals_CountTheFirstDaysOfAMonthThatGoesOn()
    {
        await CallsAsync("a-7", (-3, 2));
        await Sessions.HoldAsync(await PlanAsync(Wanted()), Today.AddDays(-2), coach, Token);
        await CallsAsync("a-7", (-2, 4), (-1, 5), (0, 3));
        var reader = new ReportGoals(Contexts, new ScorecardStore(Contexts, new FakeEngines().Engines, clock), new());
        var goal = (await reader.ReadAsync(ReportPeriod.Month(Today.Year, Today.Month, TimeZoneInfo.Utc), Token)).ShouldHaveSingleItem();
        (goal.Since, goal.Progress.Now.N, goal.Progress.Now.Mean).ShouldBe((Today.AddDays(-2), 3, 4));
    }

    private static NewCoaching Wanted() => new("a-7", "measure:empathy", 4, Today.AddDays(28), Today);

    private static async Task RefusedAsync(Func<Task> act, string part) => (await Should.ThrowAsync<InputException>(act)).Message.ShouldContain(part);

    private Task<bool> LinkAsync(long id, string callId, double start, double end) =>
        Sessions.LinkAsync(id, new(callId, TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(end), "Hear the tone."), coach, Token);

    private async Task<GoalProgress> ProgressAsync(long id) => await Figures.ProgressAsync((await Lists.FindAsync(id, null, Token))!, CallCriteria.NoCalls, Token);

    private async Task<List<string>> AuditAsync() => (await Audit.ListAsync(null, 0, 99, Token)).ConvertAll(entry => entry.Action);

    private async Task<long> PlanAsync(NewCoaching wanted)
    {
        var accounts = new Accounts(Contexts, clock);
        if ((await accounts.ListAsync(Token)).All(user => user.Name != "tina")) await accounts.AddAsync("tina", Role.Trainer, null, Token);
        coach = new((await accounts.ListAsync(Token)).Single(user => user.Name == "tina").Id, "tina");
        return await Plans.PlanAsync(wanted, coach, CallCriteria.NoCalls, Token);
    }

    // Scored calls with an empathy, some days from the first one.
    private async Task CallsAsync(string agent, params (int Day, int Empathy)[] calls)
    {
        var known = (await Store.ListAsync(new(agent), Token).ToListAsync(Token)).Count;
        foreach (var (day, empathy) in calls)
        {
            var (id, machine) = ($"{agent}-{known}", ReviewSheetTests.Machine($"{agent}-{known}"));
            known++;
            await Store.AddAsync(Some.Call(id, Some.Metadata(agent, day)), Token);
            await Store.SaveTranscriptAsync(id, Some.Transcript(id), Token);
            await Store.SaveMetricsAsync(id, Some.Metrics(), Token);
            await Store.SaveEvaluationAsync(machine with { Scores = machine.Scores with { Empathy = machine.Scores.Empathy with { Score = empathy } } }, Token);
        }
    }
}
