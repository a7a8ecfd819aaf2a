using System.Net;
using System.Text.Json;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Settings;
using CallQA.App.Tests.Jobs;
using CallQA.Recordings;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web.Calls;

/// <summary>The page of a call of which something was taken out.</summary>
public sealed class RedactedCallPageTests(Chromium chromium)
{
    private const string Id = "call";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ColorScheme.Light, "en-GB", "card number", "Original")]
    [InlineData(ColorScheme.Dark, "de-DE", "Kartennummer", "Original")]
    public async Task Page_ShowsWhatWasTakenOut_ByKeyboardAsWell_AndKeepsTheRules(ColorScheme theme, string language, string kind, string original)
    {
        await using var site = await OpenAsync(OriginalsRule.Keep);
        var page = await chromium.OpenAsync(site, Role.Admin, context => (context.ColorScheme, context.Locale) = (theme, language));
        await page.GotoAsync($"/calls/{Id}");

        await Assertions.Expect(page.Locator("mark.gone")).ToHaveTextAsync("[card-number],");
        await Assertions.Expect(page.Locator(".legend .redacted")).ToBeVisibleAsync();
        var place = page.Locator(".redactions .chip");
        await Assertions.Expect(place).ToContainTextAsync(kind);
        await place.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var summary = page.Locator(".redactions summary");
        await Assertions.Expect(summary).ToHaveTextAsync(original);
        await summary.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".redactions audio")).ToBeVisibleAsync();
        (await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } }))
            .Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {node.Html}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Originals_AreForThoseWithTheRight_AndEachUseIsAudited()
    {
        await using var site = await OpenAsync(OriginalsRule.Keep);
        (await site.PageAsync($"/calls/{Id}")).ShouldContain($"/calls/{Id}/original/audio");
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        (await reviewer.GetStringAsync($"/calls/{Id}", Token)).ShouldNotContain("/original/");
        (await reviewer.GetStringAsync($"/calls/{Id}", Token)).ShouldContain("mark class=\"gone\"");
        (await reviewer.GetAsync($"/calls/{Id}/original/audio", Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await site.Client.GetByteArrayAsync($"/calls/{Id}/original/audio", Token)).ShouldBe(TestRecording.Content(1));
        (await site.Client.GetStringAsync($"/calls/{Id}/original/transcript.txt", Token)).ShouldContain("4111");
        (await site.Get<AuditTrail>().ListAsync(Id, 0, 10, Token)).Select(entry => entry.Action).ShouldBe([AuditTrail.OriginalRead, AuditTrail.OriginalHeard], ignoreOrder: true);
    }

    [Fact]
    public async Task Originals_AreForKeysWithTheirOwnScope()
    {
        await using var site = await OpenAsync(OriginalsRule.Keep);
        using var plain = await Api.ApiKeysTests.ProgramAsync(site, Role.Auditor, ApiScope.Read, ApiScope.Listen);
        using var trusted = await Api.ApiKeysTests.ProgramAsync(site, Role.Auditor, ApiScope.Read, ApiScope.ReadOriginals);
        foreach (var address in new[] { $"/api/v1/calls/{Id}/original/audio", $"/api/v1/calls/{Id}/original/transcript.txt" })
        {
            using var refused = await plain.GetAsync(address, Token);
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
        }

        (await trusted.GetByteArrayAsync($"/api/v1/calls/{Id}/original/audio", Token)).ShouldBe(TestRecording.Content(1));
        (await trusted.GetStringAsync($"/api/v1/calls/{Id}/original/transcript.txt", Token)).ShouldContain("4111");
        (await trusted.GetStringAsync($"/api/v1/calls/{Id}", Token)).ShouldContain("\"originals\":{\"recording\":true,\"transcript\":true}");
        (await plain.GetStringAsync($"/api/v1/calls/{Id}", Token)).ShouldNotContain("originals");
        (await site.Get<AuditTrail>().ListAsync(Id, 0, 10, Token)).Select(entry => entry.Action).ShouldBe([AuditTrail.OriginalRead, AuditTrail.OriginalHeard], ignoreOrder: true);
    }

    [Fact]
    public async Task Originals_AreToldToBeGone_WhenTheyAreDestroyed()
    {
        await using var site = await OpenAsync(OriginalsRule.Destroy);
        var page = await site.PageAsync($"/calls/{Id}");
        page.ShouldContain("The original recording was destroyed");
        page.ShouldNotContain("/original/");
        using var gone = await site.Client.GetAsync($"/calls/{Id}/original/audio", Token);
        gone.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await gone.Content.ReadAsStringAsync(Token)).ShouldContain("was destroyed when it was redacted");
    }

    [Theory]
    [InlineData("en", "is not known before it is transcribed", "The recording can be heard once the call is transcribed")]
    [InlineData("de", "ist nicht bekannt, bevor es verschriftet ist", "Die Aufnahme ist zu hören, sobald das Gespräch verschriftet ist")]
    public async Task Audio_IsHeardByNobody_BeforeTheCallIsTranscribed_ButByThoseWhoMayHearOriginals(string language, string refusal, string note)
    {
        await using var site = await TestSite.OpenAsync(settings => settings with { Redaction = new() { Kinds = "payment", MarginMilliseconds = 50 } });
        var source = TestRecording.Write(Path.Combine(site.Settings.DataDirectory, "arriving", Id + ".wav"), 1);
        await site.Get<CallPipeline>().TakeInAsync(new IncomingRecording(source, new CallMetadata { AgentId = "a-7", AgentName = "Anna" }), Token);
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        reviewer.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        foreach (var address in new[] { $"/calls/{Id}/audio", $"/calls/{Id}/peaks", $"/api/v1/calls/{Id}/audio" })
        {
            using var answer = await reviewer.GetAsync(address, Token);
            answer.StatusCode.ShouldBe(HttpStatusCode.Conflict, address);
            JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("message").GetString()!.ShouldContain(refusal);
        }

        WebUtility.HtmlDecode(await reviewer.GetStringAsync($"/calls/{Id}", Token)).ShouldContain(note);
        (await site.Client.GetByteArrayAsync($"/calls/{Id}/original/audio", Token)).ShouldBe(TestRecording.Content(1));
        (await site.Get<AuditTrail>().ListAsync(Id, 0, 10, Token)).Select(entry => entry.Action).ShouldBe([AuditTrail.OriginalHeard]);
        await site.Get<CallPipeline>().TranscribeAsync(Id, null, Token);
        using var heard = await reviewer.GetAsync($"/calls/{Id}/audio", Token);
        heard.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<TestSite> OpenAsync(OriginalsRule originals)
    {
        var site = await TestSite.OpenAsync(settings => settings with { Redaction = new() { Kinds = "payment", Originals = originals, MarginMilliseconds = 50 } });
        site.Engines.Spoken = "Your card is 4111 1111 1111 1111, is that right?";
        var source = TestRecording.Write(Path.Combine(site.Settings.DataDirectory, "arriving", Id + ".wav"), 1);
        await site.Get<CallPipeline>().RunAsync(new IncomingRecording(source, new CallMetadata { AgentId = "a-7", AgentName = "Anna" }), null, Token);
        return site;
    }
}
