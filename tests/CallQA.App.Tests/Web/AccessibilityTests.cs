using System.Text.RegularExpressions;
using CallQA.App.Identity;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web;

/// <summary>Every page by WCAG 2.2 AA, as far as a program can tell.</summary>
public sealed class AccessibilityTests(Chromium chromium)
{
    private const int NarrowWidth = 360;

    // The first is agents', the others refuse by design.
    private static readonly string[] Otherwise = ["/my", "/sign-in", "/error", "/not-found"];

    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    [Theory]
    [InlineData("en-GB")]
    [InlineData("de-DE")]
    public async Task EveryPage_KeepsTheRules_InBothThemes(string language)
    {
        var (site, shown) = await ShownSite.OpenAsync();
        await using var _ = site;
        List<string> broken = [];
        var all = Pages(site).Select(address => (Role: (Role?)Role.Admin, Address: address)).Concat(shown).Concat(Reports(site));
        foreach (var group in all.GroupBy(entry => entry.Role, entry => entry.Address))
        {
            var page = group.Key is { } role
                ? await chromium.OpenAsync(site, role, context => context.Locale = language)
                : await chromium.OpenAsync(site, context => context.Locale = language);
            foreach (var address in group) await VisitAsync(page, address, broken);
        }

        broken.ShouldBeEmpty();
    }

    [Fact]
    public async Task Menu_OpensByKeyboard_KeepsTheRules_AndClosesByEscapeAndByAClickElsewhere()
    {
        await using var site = await TestSite.OpenAsync();
        var page = await chromium.OpenAsync(site, Role.Admin);
        await page.GotoAsync("/");
        var (menu, keys) = (page.Locator(".menu > summary"), page.GetByRole(AriaRole.Link, new() { Name = "Keys" }));
        await menu.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(keys).ToBeVisibleAsync();
        (await page.RunAxe(Rules)).Violations.Select(rule => rule.Id).ShouldBeEmpty();
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

    private static async Task VisitAsync(IPage page, string address, List<string> broken)
    {
        var answer = await page.GotoAsync(address);
        answer!.Ok.ShouldBeTrue($"{address} answers {answer.Status}");
        // What is folded is looked at, too; menus hide what lies under them.
        await page.EvaluateAsync("() => { for (const fold of document.querySelectorAll('details:not(.menu)')) fold.open = true; }");
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme });
            var result = await page.RunAxe(Rules);
            result.Passes.ShouldNotBeEmpty($"{address} was not looked at");
            broken.AddRange(result.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{address}, {theme}: {rule.Id}: {node.Html}")));
        }

        var (width, height) = (page.ViewportSize!.Width, page.ViewportSize.Height);
        await page.SetViewportSizeAsync(NarrowWidth, height);
        var needed = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        if (needed > NarrowWidth) broken.Add($"{address}: {needed} pixels wide where there are {NarrowWidth}");
        await page.SetViewportSizeAsync(width, height);
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
