using CallQA.App.Identity;
using CallQA.App.Jobs;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web.Coaching;

public sealed partial class CoachingPagesTests
{
    [Fact]
    public async Task Afternoon_OfATrainer_ShowsInTheReportNextMorning()
    {
        await using var site = await SampleSite.OpenAsync();
        var trainer = await chromium.OpenAsync(site, Role.Trainer);
        await trainer.GotoAsync("/playlists");
        await trainer.GetByLabel("New playlist").FillAsync("Openings");
        await PressAsync(trainer, "Add");
        await Assertions.Expect(trainer.Locator("h1")).ToHaveTextAsync("Openings");

        // Find and listen.
        await trainer.GotoAsync("/examples?topic=skill:open-warmly");
        await trainer.Locator(".found[data-ready]").WaitForAsync();
        await trainer.Locator(".found .chip").PlayAsync();

        // Cut a clip onto the playlist.
        await trainer.Locator("summary").Filter(new() { HasText = "Cut a clip" }).ClickAsync();
        await trainer.GetByLabel("Title").FillAsync("Brusque");
        await trainer.GetByLabel("on playlist").SelectOptionAsync("Openings");
        await PressAsync(trainer, "Cut a clip");
        await Assertions.Expect(trainer.Locator(".found b")).ToHaveTextAsync("Brusque");

        // Plan a session with it, and hold it.
        await CallsAsync(site, "before", day: -3, empathy: [2, 3, 2, 3, 2, 3]);
        await trainer.GotoAsync("/coaching/new?agent=a-7&focus=measure:empathy");
        await trainer.GetByLabel("Figure to reach").FillAsync("4.5");
        await PressAsync(trainer, "Plan coaching");
        await trainer.Locator("summary").Filter(new() { HasText = "Link a playlist" }).ClickAsync();
        await trainer.Locator("select[name=Linked]").SelectOptionAsync("Openings");
        await trainer.Locator("details:has(select[name=Linked]) button").ClickAsync();
        await Assertions.Expect(trainer.GetByRole(AriaRole.Link, new() { Name = "Openings" })).ToBeVisibleAsync();
        await PressAsync(trainer, "It took place");
        await Assertions.Expect(trainer.Locator(".titled .state")).ToHaveTextAsync("held");

        // The agent acknowledges.
        var agent = await chromium.OpenAsync(site, Role.Agent);
        await agent.GotoAsync("/my");
        await agent.Locator("main a[href^='/my/coaching/']").First.ClickAsync();
        await PressAsync(agent, "Acknowledge");
        await Assertions.Expect(agent.Locator(".titled .state")).ToHaveTextAsync("acknowledged");

        // Calls of the evening, and the night.
        await CallsAsync(site, "after", day: 0, empathy: [5, 4, 5, 5, 4, 5]);
        await site.Get<NightlySteps>().Alone().Single(step => step.Name == "coaching-reports").Run(Token);

        var month = site.Settings.DayOf(Now).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        await trainer.GotoAsync($"/reports/{month}/a-7.html");
        await Assertions.Expect(trainer.Locator("section[aria-labelledby=goals]")).ToContainTextAsync("Goals of coaching");
        await Assertions.Expect(trainer.Locator("section[aria-labelledby=goals]")).ToContainTextAsync("to 4.5 by");
        await Assertions.Expect(trainer.Locator("section[aria-labelledby=goals]")).ToContainTextAsync("(7 calls)");
        (await site.Get<NightlySteps>().Alone().Single(step => step.Name == "coaching-reports").Run(Token)).Count.ShouldBe(0, "nothing has changed since");
    }
}
