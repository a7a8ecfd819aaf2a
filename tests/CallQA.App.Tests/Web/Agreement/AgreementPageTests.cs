using CallQA.App.Identity;
using CallQA.App.Redaction;
using CallQA.App.Review;
using CallQA.App.Review.Disputes;
using CallQA.App.Scorecards;
using CallQA.App.Storage;
using CallQA.App.Tests.Review;
using CallQA.App.Tests.Storage;
using CallQA.App.Webhooks;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web.Agreement;

public sealed class AgreementPageTests(Chromium chromium, PostgreSqlCluster cluster)
{
    private const int Days = 60;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_SaysHowFarMachineAndPeopleAgree_OrThatItCannotSayYet()
    {
        await using var site = await TestSite.OpenAsync();
        (await site.PageAsync("/agreement")).ShouldContain("No reviews were submitted");
        for (var number = 0; number < 20; number++) await ReviewAsync(site, $"call-{number}", "eva", blind: true);
        await ReviewAsync(site, "shown", "max", blind: false);
        var page = await site.PageAsync("/agreement");
        page.ShouldContain("Reviews: 21.");
        page.ShouldContain("<b>100 %</b>");
        page.ShouldContain("Not enough answers yet: 1 of 20 calls");
        page.ShouldContain("not enough reviews to speak of a drift");
        (await site.PageAsync("/agreement?from=2001-01-01&until=2001-02-01")).ShouldContain("No reviews were submitted");
        (await site.PageAsync("/agreement?until=0001-01-01", "de")).ShouldContain("Maschine und Menschen, blind");
    }

    [Fact]
    public async Task Page_ShowsReviewersThemselvesOnly()
    {
        await using var site = await TestSite.OpenAsync();
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        var id = (await site.Get<Accounts>().ListAsync(Token)).Single(user => user.Name == "reviewer").Id;
        await ReviewAsync(site, "first", id, blind: true, name: "The reviewer");
        await ReviewAsync(site, "second", "other", blind: true, name: "A colleague");
        var page = await reviewer.GetStringAsync("/agreement", Token);
        page.ShouldContain("The reviewer");
        page.ShouldNotContain("A colleague");
        using var auditor = await site.SignInAsync(Role.Auditor);
        (await auditor.GetStringAsync("/agreement", Token)).ShouldContain("A colleague");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Page_ShowsAgreementByQuestion_AndWhoBecomesStricter(bool onPostgreSql)
    {
        await using var site = await TestSite.OpenOnAsync(await cluster.DatabaseAsync(onPostgreSql));
        using (await site.SignInAsync(Role.Reviewer))
        {
            var id = (await site.Get<Accounts>().ListAsync(Token)).Single(user => user.Name == "reviewer").Id;
            var past = new FakeTimeProvider(TestSite.Clock.GetUtcNow().AddDays(-Days));
            var earlier = new Reviews(site.Get<CallQADbContextFactory>(), site.Store, site.Get<Standings>(), site.Get<ScorecardStore>(), site.Get<WrittenByHand>(), site.Get<WebhookEvents>(), past);
            for (var number = 0; number < 10; number++) await ReviewAsync(site, $"past-{number}", id, blind: true, "reviewer", earlier);
            for (var number = 0; number < 10; number++) await ReviewAsync(site, $"now-{number}", id, blind: true, "reviewer", greeting: "no");
        }

        var page = await chromium.OpenAsync(site, Role.Reviewer);
        await page.GotoAsync("/");
        await page.Locator(".menu > summary").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Agreement" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Agreement");
        var blind = page.Locator("section[aria-labelledby=blind] tbody tr");
        await Assertions.Expect(blind.First).ToContainTextAsync("50 %");
        await Assertions.Expect(blind.Nth(1)).ToContainTextAsync("100 %");
        await Assertions.Expect(page.Locator("section[aria-labelledby=shown] tbody tr").First).ToContainTextAsync("Not enough answers yet: 0 of 20 calls");
        await Assertions.Expect(page.Locator("section[aria-labelledby=leniency] tbody tr")).ToContainTextAsync("n 20");
        var drift = page.Locator("figure.drift");
        await Assertions.Expect(drift).ToContainTextAsync("is becoming stricter");
        await drift.GetByText("As a table").ClickAsync();
        await Assertions.Expect(drift.Locator("tbody tr").First).ToContainTextAsync("10");
        await Assertions.Expect(drift.Locator("tbody tr").Last).ToBeVisibleAsync();

        await page.Locator("#until").FillAsync("2001-01-02");
        await page.Locator("#from").FillAsync("2001-01-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".empty")).ToContainTextAsync("No reviews were submitted");
    }

    private static async Task ReviewAsync(
        TestSite site, string callId, string reviewerId, bool blind, string name = "Eva", Reviews? reviews = null, string greeting = "yes")
    {
        var call = Some.Call(callId, Some.Metadata());
        var machine = ReviewSheetTests.Machine(callId);
        await site.Store.AddAsync(call, Token);
        await site.Store.SaveTranscriptAsync(callId, Some.Transcript(callId), Token);
        await site.Store.SaveMetricsAsync(callId, Some.Metrics(), Token);
        await site.Store.SaveEvaluationAsync(machine, Token);
        var form = ReviewSheetTests.With(ReviewSheetTests.Accepted(machine), new("greeting", greeting)) with { Blind = blind };
        (await (reviews ?? site.Get<Reviews>()).SubmitAsync(call, reviewerId, name, form, Token)).Review.ShouldNotBeNull();
    }
}
