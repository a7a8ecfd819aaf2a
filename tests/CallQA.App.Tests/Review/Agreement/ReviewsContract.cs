using CallQA.App.Review;
using CallQA.App.Review.Agreement;
using CallQA.App.Search;
using CallQA.App.Settings;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Storage;
using CallQA.Coaching;

namespace CallQA.App.Tests.Review;

public abstract partial class ReviewsContract
{
    private AgreementReports Agreement => new(Contexts, new CallQASettings { TimeZone = "Europe/Berlin" });

    [Fact]
    public async Task Agreement_KeepsBlindReviewsApart_AndCountsACallOnce()
    {
        for (var number = 0; number < 21; number++)
        {
            var call = await ScoredAsync($"agreed-{number}");
            await ReviewAsync(call, "eva", blind: true, greeting: number < 14 ? "yes" : "no");
            await ReviewAsync(call, "max", blind: true, greeting: "no");
            if (number < 5) await ReviewAsync(call, "ida", blind: false, greeting: "yes");
        }

        var report = await Agreement.ReadAsync(new FakeEngines().Engines.Scorecard, Some.Start.AddDays(-1), Some.Start.AddDays(1), CallCriteria.NoCalls, Token);
        report.Reviews.ShouldBe(47);
        var blind = report.Blind.Single(line => line.Question.Id == "greeting").Agreement;
        (blind.Calls, blind.IsEnough).ShouldBe((21, true));
        blind.Exact.Mean!.Value.ShouldBe(14 / 21.0, 1e-9, "eva came first to every call");
        var shown = report.Shown.Single(line => line.Question.Id == "greeting").Agreement;
        (shown.Calls, shown.IsEnough, shown.Exact.Mean).ShouldBe((5, false, 1));
        (await Agreement.ReadAsync(new FakeEngines().Engines.Scorecard, Some.Start.AddDays(-1), Some.Start.AddDays(1), new HashSet<string> { "agreed-0" }, Token)).Reviews.ShouldBe(44);
        (await Agreement.ReadAsync(new FakeEngines().Engines.Scorecard, Some.Start.AddDays(1), Some.Start.AddDays(2), CallCriteria.NoCalls, Token)).Reviews.ShouldBe(0);
    }

    [Fact]
    public async Task Agreement_IsCountedOnce_UntilAReviewComes()
    {
        var reports = Agreement;
        Task<AgreementReport> ReadAsync() => reports.ReadAsync(new FakeEngines().Engines.Scorecard, Some.Start.AddDays(-1), Some.Start.AddDays(1), CallCriteria.NoCalls, Token);
        await ReviewAsync(await ScoredAsync("first"), "eva", blind: true, greeting: "yes");
        var first = await ReadAsync();
        (await ReadAsync()).ShouldBeSameAs(first);
        await ReviewAsync(await ScoredAsync("second"), "eva", blind: true, greeting: "yes");
        (await ReadAsync()).Reviews.ShouldBe(2);
    }

    [Fact]
    public async Task Agreement_SaysWhoIsMilder_OnTheSameCalls()
    {
        for (var number = 0; number < 10; number++)
        {
            var call = await ScoredAsync($"mild-{number}");
            await ReviewAsync(call, "eva", blind: true, greeting: "yes");
            await ReviewAsync(call, "max", blind: true, greeting: number % 2 == 0 ? "no" : "partly");
        }

        var report = await Agreement.ReadAsync(new FakeEngines().Engines.Scorecard, Some.Start.AddDays(-1), Some.Start.AddDays(1), CallCriteria.NoCalls, Token);
        report.Reviewers.Select(reviewer => reviewer.Name).ShouldBe(["Eva", "Max"]);
        var (eva, max) = (report.Reviewers[0], report.Reviewers[1]);
        eva.AgainstPeople.Interval!.Low.ShouldBeGreaterThan(0);
        max.AgainstPeople.Mean!.Value.ShouldBe(-eva.AgainstPeople.Mean!.Value, 1e-9);
        eva.AgainstMachineShown.ShouldBe(Average.None);
        max.AgainstMachineBlind.N.ShouldBe(10);
        max.Drift.Months.Single().ShouldBe(new(new(2026, 3, 1), 10, max.AgainstMachineBlind.Mean));
    }

    [Fact]
    public async Task Agreement_TakesNoAnswerOfTheMachine_WhereItLeftThePersonAlone()
    {
        var machine = ReviewSheetTests.Machine("left");
        machine = machine with { Answers = [.. machine.Answers.Select(answer => answer.Question == "empathy" ? answer with { Choice = null, Points = null } : answer)] };
        var call = await ScoredAsync("left", machine: machine);
        await ReviewAsync(call, "eva", blind: true, greeting: "yes", new ReviewAnswer("empathy", "2"), new ReviewAnswer("hold-thanks", "yes"));
        var report = await Agreement.ReadAsync(new FakeEngines().Engines.Scorecard, Some.Start.AddDays(-1), Some.Start.AddDays(1), CallCriteria.NoCalls, Token);
        report.Blind.Single(line => line.Question.Id == "empathy").Agreement.Calls.ShouldBe(0);
        report.Blind.Single(line => line.Question.Id == "greeting").Agreement.Calls.ShouldBe(1);
    }

    private async Task<SubmittedReview> ReviewAsync(Recordings.Call call, string reviewer, bool blind, string greeting, params ReviewAnswer[] more)
    {
        var form = ReviewSheetTests.Accepted(ReviewSheetTests.Machine()) with { Blind = blind };
        foreach (var answer in more.Prepend(new("greeting", greeting, ChangeReason: "As heard."))) form = ReviewSheetTests.With(form, answer);
        var submission = await Reviews.SubmitAsync(call, reviewer, char.ToUpperInvariant(reviewer[0]) + reviewer[1..], form, Token);
        return submission.Review.ShouldNotBeNull();
    }
}
