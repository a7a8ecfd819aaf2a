using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CallQA.App.Coaching.Playlists;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Storage;
using CallQA.App.Web.Playlists;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web.Playlists;

/// <summary>A playlist that is heard by a link.</summary>
public sealed class SharedPlaylistTests(Chromium chromium)
{
    private static readonly Acting Tina = new("t", "tina");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Link_IsMadeByATrainer_HeardByAnybody_AndTakenBack()
    {
        await using var site = await SampleSite.OpenAsync();
        var (id, _) = await PlaylistAsync(site);
        var page = await chromium.OpenAsync(site, Role.Trainer);
        await page.GotoAsync($"/playlists/{id}");
        await page.GetByLabel("Days").FillAsync("7");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        var link = await page.Locator(".linkmade").InnerTextAsync();
        await page.GotoAsync($"/playlists/{id}");
        await Assertions.Expect(page.Locator(".linkmade")).ToHaveCountAsync(0);

        var guest = await chromium.OpenAsync(site, context => context.Locale = "de-DE");
        await guest.GotoAsync(link);
        await Assertions.Expect(guest.Locator("h1")).ToHaveTextAsync("Tones");
        await Assertions.Expect(guest.Locator("main")).ToContainTextAsync("Fragen zum Besprechen");
        await Assertions.Expect(guest.Locator(".bar nav")).ToHaveCountAsync(0);
        await guest.EvaluateAsync("() => document.querySelector('audio').play()").WaitAsync(Token);
        (await guest.EvaluateAsync<double>("() => document.querySelector('audio').duration")).ShouldBeGreaterThan(0.5);
        (await site.Get<AuditTrail>().ListAsync(SampleSite.Call, 0, 9, Token)).ShouldContain(entry => entry.Action == AuditTrail.Listened && entry.By == "link 1");

        await page.GetByRole(AriaRole.Button, new() { Name = "Take back link 1" }).ClickAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=share]")).ToContainTextAsync("over");
        (await guest.GotoAsync(link))!.Status.ShouldBe(404);
    }

    [Fact]
    public async Task Link_IsNotAnsweredAnyMore_WhenOneAddressAsksTooOften()
    {
        await using var site = await TestSite.OpenAsync();
        using var guest = site.Nobody();
        // All side by side, so that they fall into one minute on a busy machine, too.
        var answers = await Task.WhenAll(Enumerable.Range(0, SharedLimit.Most + 1).Select(_ => StatusAsync(guest, "/shared/none/1")));

        answers.Count(status => status == HttpStatusCode.NotFound).ShouldBe(SharedLimit.Most);
        answers.Count(status => status == HttpStatusCode.TooManyRequests).ShouldBe(1);
        (await guest.GetAsync("/sign-in", Token)).StatusCode.ShouldBe(HttpStatusCode.OK, "nothing else is limited");
    }

    [Theory]
    [InlineData(ColorScheme.Light, "en-GB")]
    [InlineData(ColorScheme.Dark, "de-DE")]
    public async Task Page_KeepsTheRulesOfAccessibility(ColorScheme theme, string language)
    {
        await using var site = await SampleSite.OpenAsync();
        var (id, _) = await PlaylistAsync(site);
        var token = await site.Get<PlaylistShares>().AddAsync(id, 1, Tina, Token);
        var guest = await chromium.OpenAsync(site, context => (context.ColorScheme, context.Locale) = (theme, language));
        await guest.GotoAsync($"/shared/{token}");
        var rules = new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };
        (await guest.RunAxe(rules)).Violations.Select(rule => $"{rule.Id}: {rule.Nodes[0].Html}").ShouldBeEmpty();
        await guest.SetViewportSizeAsync(360, 900);
        (await guest.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360);
    }

    [Fact]
    public async Task Link_OpensNothingButItsPlaylist_AndNothingAfterItsEnd()
    {
        await using var site = await SampleSite.OpenAsync();
        var (id, clip) = await PlaylistAsync(site);
        var other = await site.Get<ClipStore>().CutAsync(new(SampleSite.Call, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(21), "Not on it"), Tina, Token);
        var shares = site.Get<PlaylistShares>();
        var token = await shares.AddAsync(id, 1, Tina, Token);
        token!.Length.ShouldBe(43, "256 bits");
        using var guest = site.Nobody();
        using (var page = await guest.GetAsync($"/shared/{token}", Token))
        {
            page.StatusCode.ShouldBe(HttpStatusCode.OK);
            page.Headers.GetValues("X-Robots-Tag").ShouldBe(["noindex, nofollow"]);
        }

        (await StatusAsync(guest, $"/shared/{token}/{clip}")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(guest, $"/shared/{token}/{other}")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(guest, $"/shared/{token[..^1]}")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(guest, $"/clips/{clip}/audio")).ShouldBe(HttpStatusCode.Unauthorized);
        await using (var context = site.Get<CallQADbContextFactory>().CreateDbContext())
        {
            (await context.PlaylistShares.SingleAsync(Token)).TokenDigest.ShouldNotContain(token);
            await context.PlaylistShares.ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresUtc, DateTime.UnixEpoch), Token);
        }

        (await StatusAsync(guest, $"/shared/{token}")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(guest, $"/shared/{token}/{clip}")).ShouldBe(HttpStatusCode.NotFound);
        (await Should.ThrowAsync<InputException>(() => shares.AddAsync(id, 91, Tina, Token))).Message.ShouldContain("91 days");
        (await shares.AddAsync(999, 1, Tina, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Clips_AreRecordedAsShared_ThoseAddedLaterToo()
    {
        await using var site = await SampleSite.OpenAsync();
        var (id, clip) = await PlaylistAsync(site);
        await site.Get<PlaylistShares>().AddAsync(id, 1, Tina, Token);
        var later = await site.Get<ClipStore>().CutAsync(new(SampleSite.Call, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(21), "Later"), Tina, Token);
        await site.Get<PlaylistStore>().AddAsync(id, later, null, Tina, Token);
        foreach (var shared in new[] { clip, later }) (await site.Get<ClipStore>().FindAsync(shared, Token))!.Uses.Select(use => use.Kind).ShouldBe([ClipUse.OnPlaylist, ClipUse.Shared]);
        (await site.Get<AuditTrail>().ListAsync(SampleSite.Call, 0, 9, Token)).Count(entry => entry.Action == AuditTrail.PlaylistShared).ShouldBe(2);
    }

    [Fact]
    public async Task Api_MakesAndTakesBackLinks()
    {
        await using var site = await SampleSite.OpenAsync();
        var (id, _) = await PlaylistAsync(site);
        using var trainer = await site.SignInAsync(Role.Trainer);
        using var made = await trainer.PostAsJsonAsync($"/api/v1/playlists/{id}/shares", new { days = 3 }, Token);
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var guest = site.Nobody();
        var path = (await made.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("path").GetString()!;
        (await StatusAsync(guest, path)).ShouldBe(HttpStatusCode.OK);
        var share = (await trainer.GetFromJsonAsync<JsonElement>($"/api/v1/playlists/{id}/shares", Token))[0];
        share.GetProperty("open").GetBoolean().ShouldBeTrue();
        (await trainer.DeleteAsync($"/api/v1/playlists/{id}/shares/{share.GetProperty("id").GetInt64()}", Token)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await StatusAsync(guest, path)).ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<(long Playlist, long Clip)> PlaylistAsync(TestSite site)
    {
        var id = await site.Get<PlaylistStore>().CreateAsync(new("Tones", "For Monday.", "What do you hear?"), Tina, Token);
        var clip = await site.Get<ClipStore>().CutAsync(new(SampleSite.Call, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(11), "The tone"), Tina, Token);
        await site.Get<PlaylistStore>().AddAsync(id, clip, "The second word.", Tina, Token);
        return (id, clip);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string address)
    {
        using var response = await client.GetAsync(address, Token);
        return response.StatusCode;
    }
}
