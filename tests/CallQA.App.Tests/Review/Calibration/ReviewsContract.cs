using CallQA.App.Identity;
using CallQA.App.Review;
using CallQA.App.Review.Calibration;
using CallQA.App.Review.Disputes;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Review;

public abstract partial class ReviewsContract
{
    private Calibrations Calibrations => new(Contexts, Scorecards, ByHand, clock);

    [Fact]
    public async Task Calibration_HidesAnswers_UntilAllHaveScored_AndNeverCountsForTheCall()
    {
        var call = await ScoredAsync("round");
        var (eva, max) = await MembersAsync();
        var id = await Calibrations.OpenAsync(Session(["round"], [eva, max]), "Trainer", Token);
        (await Calibrations.TasksAsync(eva, Token))["round"].ShouldBe(new(id, "March", "service-call@1", false));
        (await Calibrations.TasksAsync("ida", Token)).ShouldBeEmpty();
        await CalibrateAsync(call, eva, id, "yes");
        (await Should.ThrowAsync<InputException>(() => CalibrateAsync(call, eva, id, "no"))).Message.ShouldContain("already");
        (await Calibrations.TasksAsync(eva, Token))["round"].Submitted.ShouldBeTrue();
        var open = (await Calibrations.FindAsync(id, Token))!;
        (open.Revealed, open.Calls.Single().Reviews.Count).ShouldBe((false, 0));
        open.Members.Select(member => (member.Name, member.Done)).ShouldBe([("eva", 1), ("max", 0)]);
        await Should.ThrowAsync<InputException>(() => Calibrations.AgreeAsync(open, "round", [], Token));
        await CalibrateAsync(call, max, id, "no");
        var revealed = (await Calibrations.FindAsync(id, Token))!;
        (revealed.Revealed, revealed.Calls.Single().Reviews.Count).ShouldBe((true, 2));
        (await Calibrations.TasksAsync(eva, Token)).ShouldBeEmpty();
        (await Reviews.HistoryAsync("round", Token)).ShouldBeEmpty();
        (await Standings.OfAsync("round", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Calibration_KeepsItsDraftApart_AndIsClosedOnce()
    {
        var call = await ScoredAsync("closing");
        var (eva, max) = await MembersAsync();
        var id = await Calibrations.OpenAsync(Session(["closing"], [eva, max]), "Trainer", Token);
        await Reviews.SaveDraftAsync(call, eva, new ReviewForm([new("greeting", "yes")], Blind: true), Token, TaskOf(id));
        (await Reviews.DraftAsync("closing", eva, Token)).ShouldBe(ReviewForm.Empty);
        (await Reviews.DraftAsync("closing", eva, Token, TaskOf(id))).Answers.Count.ShouldBe(1);
        (await Calibrations.CloseAsync(id, Token)).ShouldBeTrue();
        (await Calibrations.CloseAsync(id, Token)).ShouldBeFalse();
        var closed = (await Calibrations.FindAsync(id, Token))!;
        (closed.Revealed, closed.ClosedAt).ShouldBe((true, Some.Start.ToUniversalTime()));
        (await Calibrations.TasksAsync(eva, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Calibration_SaysWhatPeopleDisagreeOn_AndKeepsEveryConsensus()
    {
        var call = await ScoredAsync("agree");
        var (eva, max) = await MembersAsync();
        var id = await Calibrations.OpenAsync(Session(["agree"], [eva, max]) with { MasterId = eva }, "Trainer", Token);
        await CalibrateAsync(call, eva, id, "yes");
        await CalibrateAsync(call, max, id, "no");
        var session = (await Calibrations.FindAsync(id, Token))!;
        var questions = CalibrationFigures.Questions([session], new FakeEngines().Engines.Scorecard).Where(line => line.Agreement.Calls > 0).ToList();
        questions.MinBy(line => line.Agreement.Exact.Mean)!.Question.Id.ShouldBe("greeting");
        questions.ShouldAllBe(line => !line.Agreement.IsEnough);
        var figures = CalibrationFigures.Members(session);
        (figures[0].Compared, figures[1].Compared - figures[1].Right).ShouldBe((0, 1), "eva is the master");
        (await Calibrations.AgreeAsync(session, "agree", [new("greeting", "no", " No name. ", "Trainer")], Token)).ShouldBe(1);
        session = (await Calibrations.FindAsync(id, Token))!;
        session.Calls.Single().Agreed["greeting"].ShouldBe(new("greeting", "no", "No name.", "Trainer"));
        (await Calibrations.AgreeAsync(session, "agree", [new("greeting", "no", null, "Trainer")], Token)).ShouldBe(0);
        (await Calibrations.AgreeAsync(session, "agree", [new("greeting", null, null, "Trainer")], Token)).ShouldBe(1);
        session = (await Calibrations.FindAsync(id, Token))!;
        (session.Calls.Single().Agreed["greeting"].Choice, CalibrationFigures.Members(session)[0].Compared).ShouldBe((null, 1));
        await Should.ThrowAsync<InputException>(() => Calibrations.AgreeAsync(session, "agree", [new("greeting", "perhaps", null, "Trainer")], Token));
        await Should.ThrowAsync<InputException>(() => Calibrations.AgreeAsync(session, "other", [], Token));
    }

    [Fact]
    public async Task Calibration_DrawsTheSameCalls_ForTheSameSeed_AndRefusesWhatItCannotDo()
    {
        for (var number = 0; number < 6; number++) await ScoredAsync($"drawn-{number}");
        var (eva, max) = await MembersAsync();
        var draw = Session(["drawn-0"], [eva, max]) with { Drawn = 3, Seed = "march" };
        var calls = new List<string>();
        for (var round = 0; round < 2; round++)
            calls.Add(string.Join(' ', (await Calibrations.FindAsync(await Calibrations.OpenAsync(draw, "Trainer", Token), Token))!.Calls.Select(call => call.CallId)));
        calls[0].ShouldStartWith("drawn-0 ");
        calls[0].Split(' ').Distinct().Count().ShouldBe(4);
        calls[1].ShouldBe(calls[0]);
        foreach (var wrong in new[]
        {
            draw with { Name = " " }, draw with { Seed = " " }, draw with { Drawn = 99 }, draw with { Drawn = -1 }, draw with { CallIds = ["nowhere"] }, draw with { CallIds = [], Drawn = 0 },
            draw with { MemberIds = [eva] }, draw with { MemberIds = [eva, "nobody"] }, draw with { MasterId = "nobody" }, draw with { DueAt = Some.Start },
        })
            await Should.ThrowAsync<InputException>(() => Calibrations.OpenAsync(wrong, "Trainer", Token));
        (await Calibrations.ListAsync(Token)).Count.ShouldBe(2);
    }

    private static NewCalibration Session(string[] calls, string[] members) => new("March", calls, 0, null, members, null, Some.Start.AddDays(7));

    private async Task<(string Eva, string Max)> MembersAsync()
    {
        var accounts = new Accounts(Contexts, clock);
        foreach (var name in new[] { "eva", "max" })
            if ((await accounts.ListAsync(Token)).All(user => user.Name != name)) await accounts.AddAsync(name, Role.Reviewer, null, Token);
        var users = await accounts.ListAsync(Token);
        return (users.Single(user => user.Name == "eva").Id, users.Single(user => user.Name == "max").Id);
    }

    private static CalibrationTask TaskOf(long session) => new(session, "March", "service-call@1", false);

    private async Task CalibrateAsync(Recordings.Call call, string reviewer, long session, string greeting)
    {
        var form = ReviewSheetTests.With(ReviewSheetTests.Accepted(ReviewSheetTests.Machine()) with { Blind = true }, new("greeting", greeting));
        (await Reviews.SubmitAsync(call, reviewer, reviewer, form, Token, TaskOf(session))).Review.ShouldNotBeNull();
    }
}
