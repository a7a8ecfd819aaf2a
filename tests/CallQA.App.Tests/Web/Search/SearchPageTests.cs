using System.Text.RegularExpressions;
using CallQA.App.Identity;
using CallQA.App.Tests.Commands;
using CallQA.App.Tests.Storage;
using CallQA.Recordings;
using CallQA.Transcription;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web.Search;

public sealed class SearchPageTests(Chromium chromium, PostgreSqlCluster cluster)
{
    private const string Sample = "call-05-poor-cancellation";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reviewer_FindsFiltersAndPlaysInPlace(bool onPostgreSql)
    {
        await using var site = await SiteAsync(await cluster.DatabaseAsync(onPostgreSql));
        var page = await chromium.OpenAsync(site, Role.Reviewer);
        await page.GotoAsync("/search");
        await page.FillAsync("#q", "cancel*");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".found[data-ready]").WaitForAsync();
        await Assertions.Expect(page.Locator(".found > li")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("mark").First).ToHaveTextAsync("cancel");
        await page.Locator(".filters summary").ClickAsync();
        await page.SelectOptionAsync("[name=agent]", "a-7");
        await page.Locator(".filters button").ClickAsync();
        await Assertions.Expect(page.Locator(".found > li")).ToHaveCountAsync(1);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("agent=a-7"));

        (await site.Get<AuditTrail>().ListAsync(Sample, 0, 9, Token)).ShouldBeEmpty("nobody has listened yet");
        var button = page.Locator(".hits .chip").First;
        await button.PlayAsync();
        await Assertions.Expect(button).ToHaveAttributeAsync("data-shown", new Regex(@"true ⏸ 0:(0[3-9]|[1-5]\d)"));
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-pressed", "false");
        (await site.Get<AuditTrail>().ListAsync(Sample, 0, 9, Token)).Single().Action.ShouldBe(AuditTrail.Listened);

        await page.Locator(".hits a").First.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/calls/" + Sample + @"\?t=3\.5#turn-1$"));
    }

    [Fact]
    public async Task Agents_FindOwnCallsOnly_AndNothingTheMachineSays()
    {
        await using var site = await SiteAsync();
        using var agent = await site.SignInAsync(Role.Agent);
        var page = await agent.GetStringAsync("/search?q=cancel&score=overall&most=1&mood=angry&agent=a-8", Token);
        page.ShouldContain("/calls/" + Sample);
        page.ShouldNotContain("foreign");
        page.ShouldNotContain("name=\"score\"");
        page.ShouldNotContain("name=\"agent\"");
        page.ShouldNotContain(">83<");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Searches_AreSavedSharedAndRemoved(bool onPostgreSql)
    {
        await using var site = await SiteAsync(await cluster.DatabaseAsync(onPostgreSql));
        var page = await chromium.OpenAsync(site, Role.Reviewer);
        await page.GotoAsync("/search?q=cancel&agent=a-7");
        await page.FillAsync("#name", "Cancellations");
        await page.CheckAsync("[name=Share]");
        await page.ClickAsync(".keep button");
        await Assertions.Expect(page.Locator(".saved a")).ToHaveTextAsync("Cancellations (shared)");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/search\?q=cancel&agent=a-7$"));
        (await site.PageAsync("/search")).ShouldContain("Cancellations (reviewer)");
        using (var agent = await site.SignInAsync(Role.Agent)) (await agent.GetStringAsync("/search", Token)).ShouldNotContain("Cancellations");
        await page.ClickAsync(".saved button");
        await Assertions.Expect(page.Locator(".saved")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dashboard_LeadsToTheCallsBehindABar(bool onPostgreSql)
    {
        await using var site = await SiteAsync(await cluster.DatabaseAsync(onPostgreSql));
        var page = await chromium.OpenAsync(site, Role.Trainer);
        await page.GotoAsync("/dashboard?from=2026-03-01&until=2026-03-31");
        await Assertions.Expect(page.Locator(".tile .score").First).ToHaveTextAsync("2");
        await page.Locator("[aria-labelledby=distribution] a").Nth(8).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/search\?.*least=80"));
        await Assertions.Expect(page.Locator(".found > li")).ToHaveCountAsync(2);
        await page.GoBackAsync();
        await page.Locator("[aria-labelledby=agents] tbody a").First.ClickAsync();
        await Assertions.Expect(page.Locator(".found > li")).ToHaveCountAsync(1);
        await page.GoBackAsync();
        await page.Locator("[aria-labelledby=trend] a").First.ClickAsync();
        await Assertions.Expect(page.Locator(".found > li")).ToHaveCountAsync(2);
        (await site.PageAsync("/dashboard?from=2020-01-01&until=2020-01-31&queue=none", "de")).ShouldContain("Keine bewerteten Gespräche");
        await site.PageAsync("/dashboard?until=0001-01-01&from=9999-12-31");
    }

    [Fact]
    public async Task Page_SaysWhatIsWrong_AndNeverRunsWhatWasTypedOrSaid()
    {
        await using var site = await SiteAsync();
        (await site.PageAsync("/search?q=-cancel")).ShouldContain("Only excluded words");
        (await site.PageAsync("/search?q=-cancel", "de")).ShouldContain("Nur ausgeschlossene Wörter");
        (await site.PageAsync("/search?q=nowhere")).ShouldContain("Nothing found.");
        var page = await site.Client.GetStringAsync("/search?q=" + Uri.EscapeDataString("\"><script>alert(1)</script> cancel"), Token);
        page.ShouldContain("&quot;&gt;&lt;script&gt;");
        (await site.Client.GetStringAsync("/search?q=bold", Token)).ShouldContain("&lt;b&gt;<mark>bold</mark>&lt;/b&gt;");
    }

    private static async Task<TestSite> SiteAsync(string? database = null)
    {
        var site = await TestSite.OpenOnAsync(database);
        await site.Get<CallPipeline>().TakeInAsync(
            new IncomingRecording(Path.Combine(Cli.Samples, "calls", Sample + ".wav"), Some.Metadata() with { CallId = Sample }), Token);
        await site.Store.AddAsync(Some.Call("foreign", Some.Metadata("a-8")), Token);
        foreach (var id in new[] { Sample, "foreign" })
        {
            await site.Store.SaveTranscriptAsync(
                id,
                new(id, "en", [Turn(Speaker.Agent, 0.6, "City Broadband, what do you want?"), Turn(Speaker.Customer, 3.5, "Hello, I want to cancel my <b>bold</b> contract.")], TimeSpan.FromSeconds(52.87), new("test")),
                Token);
            await site.Store.SaveMetricsAsync(id, null, Token);
            await site.Store.SaveEvaluationAsync(Some.Evaluation(id), Token);
        }

        return site;
    }

    private static Turn Turn(Speaker speaker, double start, string text) => new(speaker, text, TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(start + 3), 0.9);
}
