using System.Net;
using System.Text.RegularExpressions;
using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using CallQA.App.Web.Calls;

namespace CallQA.App.Tests.Web;

public sealed partial class PageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FirstPage_SaysWhereToPutRecordings_WhenThereAreNone()
    {
        await using var site = await TestSite.OpenAsync();
        (await site.PageAsync("/")).ShouldContain(site.Settings.IntakePath);
    }

    [Fact]
    public async Task FirstPage_ShowsScoresStateAndReason()
    {
        await using var site = await TestSite.OpenAsync();
        await site.AddScoredAsync("scored", Some.Metadata());
        await site.Store.AddAsync(Some.Call("aside"), Token);
        await site.Get<CallQuarantine>().SetAsideAsync("aside", new(SetAsideCause.Audio, "It hums; record again."), Token);
        var page = await site.PageAsync("/");
        foreach (var text in new[] { "Jörg Müller", "4 Mar 2026, 08:30", "1:06", "partial", ">83<", "needs review", "It hums; record again." })
            page.ShouldContain(text);
        (await site.PageAsync("/?show=Quarantined")).ShouldNotContain("Jörg Müller");
        (await site.PageAsync("/?show=NeedsReview")).ShouldContain("Jörg Müller");
        (await site.PageAsync("/?agent=a-7")).ShouldNotContain("It hums");
    }

    [Fact]
    public async Task FirstPage_IsInGerman_WhenTheReaderAsksForIt()
    {
        await using var site = await TestSite.OpenAsync();
        await site.AddScoredAsync("scored");
        var page = await site.PageAsync("/", "de-AT, en;q=0.5");
        page.ShouldContain("<html lang=\"de\">");
        page.ShouldContain("Höflichkeit");
        page.ShouldContain("zu prüfen");
        (await site.PageAsync("/", "fr")).ShouldContain("Courtesy");
    }

    [Fact]
    public async Task CallPage_NamesDirectionAndLanguage_InTheReadersLanguage()
    {
        await using var site = await TestSite.OpenAsync();
        await site.AddScoredAsync("known", Some.Metadata() with { Direction = "inbound", Language = "en" });
        await site.AddScoredAsync("odd", Some.Metadata() with { Direction = "internal", Language = "--" });
        var german = await site.PageAsync("/calls/known", "de");
        german.ShouldContain("<dd>eingehend</dd>");
        german.ShouldContain("<dd>Englisch</dd>");
        var odd = await site.PageAsync("/calls/odd");
        odd.ShouldContain("<dd>internal</dd>");
        odd.ShouldContain("<dd>--</dd>");
    }

    [Fact]
    public async Task FirstPage_IsCutIntoPages()
    {
        await using var site = await TestSite.OpenAsync();
        for (var number = 0; number <= CallListing.PageSize; number++)
            await site.Store.AddAsync(Some.Call($"call-{number:00}", Some.Metadata(day: number)), Token);
        var first = await site.PageAsync("/");
        first.ShouldContain("Page 1 of 2");
        first.ShouldContain("rel=\"next\"");
        first.ShouldNotContain("call-00");
        (await site.PageAsync("/?page=2")).ShouldContain("call-00");
        (await site.PageAsync("/?page=99")).ShouldContain("call-00");
    }

    [Fact]
    public async Task CallPage_ShowsTranscriptScoresAndEvidence_AndNeverRunsWhatWasSaid()
    {
        await using var site = await TestSite.OpenAsync();
        await site.AddScoredAsync("scored", Some.Metadata());
        using var response = await site.Client.GetAsync("/calls/scored", Token);
        var page = await response.Content.ReadAsStringAsync(Token);
        page.ShouldContain("Guten &lt;b&gt;Tag&lt;/b&gt;");
        page.ShouldContain("href=\"#turn-0\"");
        page.ShouldContain("4 / 5");
        page.ShouldContain("Freundliche Begr");
        Inline().Matches(page).ShouldBeEmpty();
    }

    [Fact]
    public async Task CallPage_IsNotFound_WhenThereIsNoSuchCall()
    {
        await using var site = await TestSite.OpenAsync();
        foreach (var address in new[] { "/calls/none", "/nowhere", "/reports/../callqa.db", "/reports/%2e%2e/callqa.db" })
        {
            using var response = await site.Client.GetAsync(address, Token);
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        }
    }

    [Fact]
    public async Task TryAgain_TakesTheCallOutOfQuarantine_OnlyFromThePageItself()
    {
        await using var site = await TestSite.OpenAsync();
        await site.Store.AddAsync(Some.Call("aside"), Token);
        await site.Get<CallQuarantine>().SetAsideAsync("aside", new(SetAsideCause.Audio, "It hums."), Token);
        using var forged = await site.Client.PostAsync("/calls/aside", PageForm.Forged(("_handler", "again")), Token);
        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await site.Store.FindAsync("aside", Token))!.Quarantine.ShouldNotBeNull();

        using var form = PageForm.Of(await site.PageAsync("/calls/aside"), ("_handler", "again"));
        using var sent = await site.Client.PostAsync("/calls/aside", form, Token);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await site.Store.FindAsync("aside", Token))!.Quarantine.ShouldBeNull();
        site.Get<CallQA.App.Jobs.JobQueue>().Outstanding().ShouldContain("aside");
    }

    [Fact]
    public async Task QuarantinePage_TurnsThroughTheCallsSetAside()
    {
        await using var site = await TestSite.OpenAsync();
        for (var number = 0; number < 51; number++)
        {
            await site.Store.AddAsync(CallQA.App.Tests.Storage.Some.Call($"aside-{number:00}"), Token);
            await site.Get<CallQuarantine>().SetAsideAsync($"aside-{number:00}", new(SetAsideCause.Audio, "It hums."), Token);
        }

        var first = await site.PageAsync("/quarantine");
        first.ShouldContain("calls=2#calls");
        first.ShouldNotContain("aside-50");
        (await site.PageAsync("/quarantine?calls=2")).ShouldContain("aside-50");
    }

    [Fact]
    public async Task QuarantinePage_ListsFilesWithTheirReason()
    {
        await using var site = await TestSite.OpenAsync();
        await site.Get<QuarantineStore>().AddAsync(
            new("bad.wav", null, InputFault.Audio, "The file holds text.", Some.Start, "/q/bad.wav"), Token);
        var page = await site.PageAsync("/quarantine");
        page.ShouldContain("The file holds text.");
        page.ShouldContain("/q/bad.wav");
    }

    // Scripts and styles come from files; what stands in the page itself would not be run.
    [GeneratedRegex("<script(?![^>]* src=)|<style| style=\"| on[a-z]+=\"", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
