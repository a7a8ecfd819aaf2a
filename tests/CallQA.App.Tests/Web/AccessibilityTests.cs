using System.Text.RegularExpressions;
using CallQA.App.Coaching.Playlists;
using CallQA.App.Identity;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web;

/// <summary>Every page by WCAG 2.2 AA, as far as a program can tell.</summary>
public sealed class AccessibilityTests(Chromium chromium)
{
    private const int NarrowWidth = 360;

    // How wide the page is where that is too much, and the innermost pieces that reach beyond.
    private const string Wide = """
        room => {
          if (document.documentElement.scrollWidth <= room) return [];
          const beyond = [...document.body.querySelectorAll('*')].filter(one => one.getBoundingClientRect().right > room && one.checkVisibility() && !one.closest('.unseen'));
          const inner = beyond.filter(one => !beyond.some(other => other !== one && one.contains(other)));
          return [`${document.documentElement.scrollWidth}`, ...inner.slice(0, 3).map(one => one.outerHTML.slice(0, 200))];
        }
        """;

    // Eight seconds last two minutes, so that they still play when a busy machine looks.
    private const string Slowly = "const Plain = Audio; window.Audio = function () { const audio = new Plain(); audio.defaultPlaybackRate = audio.playbackRate = 1 / 16; return audio; };";

    // For agents, and for whoever has not signed in.
    private static readonly string[] Otherwise = ["/my", "/sign-in"];

    // They tell of what went wrong, and say so to programs as well.
    private static readonly string[] Refusals = ["/error", "/not-found"];

    // In parts, each of which ends well within a test's limit also where all tests run at once.
    [Theory]
    [InlineData("en-GB", true)]
    [InlineData("en-GB", false)]
    [InlineData("de-DE", true)]
    [InlineData("de-DE", false)]
    public async Task EveryPage_KeepsTheRules_InBothThemesAndLanguages(string language, bool administrators)
    {
        var (site, shown) = await ShownSite.OpenAsync();
        await using var _ = site;
        var pages = Pages(site).Select(address => (Role: (Role?)Role.Admin, Address: address)).Concat(shown).Concat(Reports(site))
            .Where(entry => entry.Role == Role.Admin == administrators).ToLookup(entry => entry.Role, entry => entry.Address);
        List<string> broken = [];
        foreach (var group in pages)
        {
            var page = await WindowAsync(site, group.Key, language);
            foreach (var address in group) broken.AddRange((await VisitAsync(page, address)).Select(found => $"{address}, {found}"));
        }

        pages.ShouldNotBeEmpty();
        broken.ShouldBeEmpty();
    }

    [Fact]
    public async Task Menu_OpensByKeyboard_KeepsTheRules_AndClosesByEscapeAndByAClickElsewhere()
    {
        await using var site = await TestSite.OpenAsync();
        var page = await chromium.OpenAsync(site, Role.Admin);
        await AccessibilityRules.LoadAsync(page.Context);
        await page.GotoAsync("/");
        var (menu, keys) = (page.Locator(".menu > summary"), page.GetByRole(AriaRole.Link, new() { Name = "Keys" }));
        await menu.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(keys).ToBeVisibleAsync();
        (await page.BrokenAsync()).ShouldBeEmpty();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(keys).ToBeHiddenAsync();
        await Assertions.Expect(menu).ToBeFocusedAsync();
        await menu.ClickAsync();
        await Assertions.Expect(keys).ToBeVisibleAsync();
        await page.Locator("h1").ClickAsync();
        await Assertions.Expect(keys).ToBeHiddenAsync();
        await menu.ClickAsync();
        await keys.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/keys$"));
    }

    [Fact]
    public async Task Clip_KeepsTheRules_AndItsName_WhileItPlays()
    {
        await using var site = await SampleSite.OpenAsync();
        await site.Get<ClipStore>().CutAsync(new(SampleSite.Call, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(9), "The tone"), new("t", "tina"), TestContext.Current.CancellationToken);
        var page = await chromium.OpenAsync(site, Role.Trainer);
        await AccessibilityRules.LoadAsync(page.Context);
        await page.AddInitScriptAsync(Slowly);
        await page.GotoAsync("/clips");
        await page.Locator(".found[data-ready]").WaitForAsync();
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Play from 0:00: “The tone”", Exact = true });
        await button.ClickAsync();
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
        (await page.BrokenAsync()).ShouldBeEmpty();
        (await page.MisnamedAsync()).ShouldBeEmpty();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        (await page.HardlyReadableAsync()).ShouldBeEmpty();
        await Assertions.Expect(button).ToContainTextAsync("⏸");
    }

    private async Task<IPage> WindowAsync(TestSite site, Role? role, string language)
    {
        var page = role is { } known
            ? await chromium.OpenAsync(site, known, context => context.Locale = language)
            : await chromium.OpenAsync(site, context => context.Locale = language);
        await AccessibilityRules.LoadAsync(page.Context);
        return page;
    }

    private static async Task<IEnumerable<string>> VisitAsync(IPage page, string address)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        var answer = await page.GotoAsync(address);
        (answer!.Ok || Refusals.Contains(address)).ShouldBeTrue($"{address} answers {answer.Status}");
        // What is folded is looked at, too; menus hide what lies under them.
        await page.EvaluateAsync("() => { for (const fold of document.querySelectorAll('details:not(.menu)')) fold.open = true; }");
        // At the end of the page, where what sticks to the lower edge of the window covers nothing.
        await page.EvaluateAsync("() => window.scrollTo(0, document.body.scrollHeight)");
        var broken = (await page.BrokenAsync()).Select(found => $"light: {found}").ToList();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        broken.AddRange((await page.HardlyReadableAsync()).Select(found => $"dark: {found}"));
        return [.. broken, .. await TooWideAsync(page)];
    }

    private static async Task<string[]> TooWideAsync(IPage page)
    {
        var (width, height) = (page.ViewportSize!.Width, page.ViewportSize.Height);
        await page.SetViewportSizeAsync(NarrowWidth, height);
        var wide = await page.EvaluateAsync<string[]>(Wide, NarrowWidth);
        await page.SetViewportSizeAsync(width, height);
        return [.. wide.Select(found => $"wider than {NarrowWidth} pixels: {found}")];
    }

    // All pages without parameters, so that a new one is looked at without being named here; those with some are named with the site.
    private static IEnumerable<string> Pages(TestSite site) => site.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null && endpoint.RoutePattern.Parameters.Count == 0)
        .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
        .Distinct().Except(Otherwise).Order(StringComparer.Ordinal);

    // Everyone's and one agent's.
    private static IEnumerable<(Role? Role, string Address)> Reports(TestSite site) =>
        Directory.GetFiles(site.Settings.ReportsPath, "*.html", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => (Role: (Role?)Role.Auditor, Address: "/reports/" + Path.GetRelativePath(site.Settings.ReportsPath, path).Replace('\\', '/'))).Take(3);
}
