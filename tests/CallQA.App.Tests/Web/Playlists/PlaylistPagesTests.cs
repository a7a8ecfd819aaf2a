using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CallQA.App.Coaching.Playlists;
using CallQA.App.Identity;
using CallQA.App.Storage;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web.Playlists;

/// <summary>From an example to a playlist that others hear.</summary>
public sealed class PlaylistPagesTests(Chromium chromium)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Trainer_FindsHearsConfirmsCutsAndCollects_ExportsAndShares()
    {
        await using var site = await SampleSite.OpenAsync();
        var page = await chromium.OpenAsync(site, Role.Trainer);
        await page.GotoAsync("/playlists");
        await page.GetByLabel("New playlist").FillAsync("Openings");
        await PressAsync(page, "Add");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Openings");
        await page.GetByLabel("Questions to discuss, one a line").FillAsync("What did the customer hear first?");
        await PressAsync(page, "Save");
        await Assertions.Expect(page.Locator("section[aria-labelledby=questions]")).ToContainTextAsync("What did the customer hear first?");

        await page.GotoAsync("/examples?topic=skill:open-warmly");
        await page.Locator(".found[data-ready]").WaitForAsync();
        await page.Locator(".found .chip").PlayAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Good example" }).ClickAsync();
        await Assertions.Expect(page.Locator(".marks")).ToContainTextAsync("good example");
        foreach (var title in new[] { "Brusque", "Brusque again" })
        {
            await page.GotoAsync("/examples?topic=skill:open-warmly");
            await page.Locator("summary").Filter(new() { HasText = "Cut a clip" }).ClickAsync();
            await page.GetByLabel("Title").FillAsync(title);
            await page.GetByLabel("on playlist").SelectOptionAsync("Openings");
            await PressAsync(page, "Cut a clip");
            await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Openings");
        }

        await Assertions.Expect(page.Locator(".found b")).ToHaveTextAsync(["Brusque", "Brusque again"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Move “Brusque again” up" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".found b")).ToHaveTextAsync(["Brusque again", "Brusque"]);
        await page.Locator(".found[data-ready]").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Play from 0:00: “Brusque”" }).PlayAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "As one page (HTML)" }).ClickAsync());
        var file = await File.ReadAllTextAsync(await download.PathAsync(), Token);
        await HeardAloneAsync(file, "Brusque again");
        await page.GotoAsync(new Uri(page.Url).AbsolutePath);
        await Assertions.Expect(page.Locator(".uses summary").First).ToHaveTextAsync("Where it was used (2)");
    }

    [Fact]
    public async Task Export_IsAPageOrAZip_WithTheAudioInside()
    {
        await using var site = await SampleSite.OpenAsync();
        var id = await PlaylistAsync(site);
        site.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("de");
        var page = await site.Client.GetStringAsync($"/playlists/{id}/playlist.html", Token);
        page.ShouldContain("lang=\"de\"");
        page.ShouldContain("Fragen zum Besprechen");
        page.ShouldNotContain("<script");
        page.ShouldNotContain("http:");
        page.ShouldNotContain("src=\"/");
        var at = page.IndexOf("base64,", StringComparison.Ordinal) + 7;
        var wave = Convert.FromBase64String(page[at..page.IndexOf('"', at)]);
        Encoding.ASCII.GetString(wave, 0, 4).ShouldBe("RIFF");
        (BitConverter.ToInt16(wave, 22), wave.Length).ShouldBe(((short)1, 44 + (2 * BitConverter.ToInt32(wave, 24) * 16 / 10)), "1.6 s of one channel");
        await using var zipped = new MemoryStream(await site.Client.GetByteArrayAsync($"/api/v1/playlists/{id}/playlist.zip", Token));
        await using var zip = new ZipArchive(zipped);
        zip.Entries.Select(entry => entry.FullName).ShouldBe(["01-The-tone.wav", "index.html"]);
        using var index = new StreamReader(zip.GetEntry("index.html")!.Open());
        (await index.ReadToEndAsync(Token)).ShouldContain("src=\"01-The-tone.wav\"");
        (await site.Client.GetAsync($"/playlists/{id}/playlist.pdf", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await site.Get<AuditTrail>().ListAsync(SampleSite.Call, 0, 9, Token)).Count(entry => entry.Action == AuditTrail.Exported).ShouldBe(2);
    }

    [Fact]
    public async Task Erasure_TakesTheClips_OutOfPlaylistsAndAwayFromLinks()
    {
        await using var site = await SampleSite.OpenAsync();
        var id = await PlaylistAsync(site);
        var clip = (await site.Get<PlaylistStore>().FindAsync(id, Token))!.Entries[0].Clip.Id;
        (await site.Client.GetAsync($"/clips/{clip}/audio", Token)).Content.Headers.ContentType!.MediaType.ShouldBe("audio/wav");
        await site.Get<CallErasure>().EraseAsync(SampleSite.Call, "test", Token);
        (await site.Client.GetAsync($"/clips/{clip}/audio", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await site.Get<PlaylistStore>().FindAsync(id, Token))!.Entries.ShouldBeEmpty();
        (await site.Client.GetStringAsync($"/playlists/{id}/playlist.html", Token)).ShouldNotContain("base64");
    }

    [Fact]
    public async Task Api_CutsAndCollects()
    {
        await using var site = await SampleSite.OpenAsync();
        using var trainer = await site.SignInAsync(Role.Trainer);
        var clip = await NumberAsync(trainer, "clips", new { callId = SampleSite.Call, start = 3.6, end = 4.1, title = "Wants to cancel" });
        (await trainer.GetFromJsonAsync<JsonElement>($"/api/v1/clips/{clip}", Token)).GetProperty("start").GetDouble().ShouldBe(3.2, "from its word, and air");
        var id = await NumberAsync(trainer, "playlists", new { name = "Cancellations" });
        (await trainer.PostAsJsonAsync($"/api/v1/playlists/{id}/clips", new { clip, note = "The first word." }, Token)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await trainer.PutAsJsonAsync($"/api/v1/playlists/{id}/clips/{clip}", new { place = 0, note = "The tone." }, Token)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await trainer.GetStringAsync($"/api/v1/playlists/{id}", Token)).ShouldContain("\"note\":\"The tone.\"");
        (await trainer.PutAsJsonAsync($"/api/v1/playlists/{id}", new { name = "" }, Token)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await trainer.DeleteAsync($"/api/v1/playlists/{id}", Token)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await trainer.DeleteAsync($"/api/v1/playlists/{id}", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await trainer.GetAsync($"/api/v1/clips/{clip}/audio", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await trainer.DeleteAsync($"/api/v1/clips/{clip}", Token)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData(ColorScheme.Light, "en-GB")]
    [InlineData(ColorScheme.Dark, "de-DE")]
    public async Task Pages_KeepTheRulesOfAccessibility(ColorScheme theme, string language)
    {
        await using var site = await SampleSite.OpenAsync();
        var id = await PlaylistAsync(site);
        var rules = new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };
        var page = await chromium.OpenAsync(site, Role.Trainer, context => (context.ColorScheme, context.Locale) = (theme, language));
        foreach (var address in await AddressesAsync(site, id))
        {
            await page.GotoAsync(address);
            (await page.RunAxe(rules)).Violations.Select(rule => $"{address}: {rule.Id}: {rule.Nodes[0].Html}").ShouldBeEmpty();
            await page.SetViewportSizeAsync(360, 900);
            (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360, address);
            await page.SetViewportSizeAsync(1440, 900);
        }
    }

    private static Task<string[]> AddressesAsync(TestSite site, long id) => Task.FromResult<string[]>([$"/playlists/{id}", "/playlists", "/clips"]);

    // The file alone, in a browser that reaches nothing.
    private async Task HeardAloneAsync(string file, string first)
    {
        var page = await chromium.OpenAsync(new Uri("http://127.0.0.1:9"), context => context.Offline = true);
        List<string> asked = [];
        page.Request += (_, request) => { if (!request.Url.StartsWith("data:", StringComparison.Ordinal)) asked.Add(request.Url); };
        await page.SetContentAsync(file);
        await Assertions.Expect(page.Locator("h3").First).ToContainTextAsync(first);
        await page.EvaluateAsync("() => document.querySelector('audio').play()").WaitAsync(Token);
        (await page.EvaluateAsync<double>("() => document.querySelector('audio').duration")).ShouldBeGreaterThan(0.5);
        asked.ShouldBeEmpty();
    }

    private static async Task<long> PlaylistAsync(TestSite site)
    {
        var (who, playlists) = (new App.Coaching.Sessions.Acting("t", "tina"), site.Get<PlaylistStore>());
        var id = await playlists.CreateAsync(new("Tones", "For Monday.", "What do you hear?"), who, Token);
        var clip = await site.Get<ClipStore>().CutAsync(new(SampleSite.Call, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(11), "The tone"), who, Token);
        await playlists.AddAsync(id, clip, "The second word.", who, Token);
        return id;
    }

    private static Task PressAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static async Task<long> NumberAsync<T>(HttpClient client, string path, T body)
    {
        using var created = await client.PostAsJsonAsync("/api/v1/" + path, body, Token);
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await created.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetInt64();
    }
}
