using System.Text.RegularExpressions;
using CallQA.App.Identity;
using CallQA.App.Jobs;
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

    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    [Theory]
    [InlineData(ColorScheme.Light, "en-GB")]
    [InlineData(ColorScheme.Dark, "de-DE")]
    public async Task EveryPage_KeepsTheRules(ColorScheme theme, string language)
    {
        await using var site = await SampleSite.OpenAsync();
        (await site.Get<CoachingReports>().WriteAsync(TestContext.Current.CancellationToken)).ShouldBePositive("reports are listed");
        var page = await chromium.OpenAsync(site, Role.Admin, context => (context.ColorScheme, context.Locale) = (theme, language));
        List<string> broken = [];
        foreach (var address in Pages(site)) await VisitAsync(page, address, broken);
        var nobody = await chromium.OpenAsync(site, context => (context.ColorScheme, context.Locale) = (theme, language));
        await VisitAsync(nobody, "/sign-in", broken);
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
        await page.GotoAsync(address);
        var result = await page.RunAxe(Rules);
        result.Passes.ShouldNotBeEmpty($"{address} was not looked at");
        broken.AddRange(result.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{address}: {rule.Id}: {node.Html}")));
        var (width, height) = (page.ViewportSize!.Width, page.ViewportSize.Height);
        await page.SetViewportSizeAsync(NarrowWidth, height);
        var needed = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        if (needed > NarrowWidth) broken.Add($"{address}: {needed} pixels wide where there are {NarrowWidth}");
        await page.SetViewportSizeAsync(width, height);
    }

    // All pages without parameters, so that a new one is looked at without being named here, and those of a call and of a scorecard.
    private static IEnumerable<string> Pages(TestSite site) => site.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null && endpoint.RoutePattern.Parameters.Count == 0)
        .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
        .Concat(["/calls/" + SampleSite.Call, "/scorecards/service-call/1", "/scorecards/service-call/1/edit"])
        .Distinct().Order(StringComparer.Ordinal);
}
