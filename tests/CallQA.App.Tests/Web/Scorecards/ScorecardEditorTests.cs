using System.Text.RegularExpressions;
using CallQA.App.Identity;
using CallQA.App.Scorecards;
using CallQA.App.Tests.Storage;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web.Scorecards;

/// <summary>A scorecard from the list to a version in force, in a real browser.</summary>
public sealed class ScorecardEditorTests(Chromium chromium, PostgreSqlCluster cluster)
{
    private const string Editor = "/scorecards/service-call/1/edit";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Admin_ChangesPreviewsAndSaves_ByKeyboardAlone(bool onPostgreSql)
    {
        await using var site = await SampleSite.OpenAsync(await cluster.DatabaseAsync(onPostgreSql));
        var page = await chromium.OpenAsync(site, Role.Admin);
        List<string> troubles = [];
        page.Console += (_, message) => { if (message.Type is "error" or "warning") troubles.Add(message.Text); };
        page.PageError += (_, error) => troubles.Add(error);
        await page.GotoAsync("/scorecards");
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#editor[data-ready]").WaitForAsync();
        await Assertions.Expect(page.Locator("#preview .total")).ToBeVisibleAsync();

        await page.Locator("#f-s\\.0\\.weight").FocusAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("heavy");
        await Assertions.Expect(page.Locator("#problems a")).ToHaveTextAsync(new Regex("the weight 'heavy'"));
        await Assertions.Expect(page.Locator("#f-s\\.0\\.weight")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("55");
        await Assertions.Expect(page.Locator("#problems a")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".pending summary")).ToHaveTextAsync("1 change");

        await page.Locator("button[value='add:s.0']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#f-s\\.0\\.q\\.3\\.id")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("smile");
        await page.Locator("#f-s\\.0\\.q\\.3\\.text\\.en").FillAsync("Can one hear a smile?");
        await page.Locator("#f-s\\.0\\.q\\.3\\.text\\.de").FillAsync("Hört man ein Lächeln?");
        foreach (var (option, label) in new[] { (0, "Yes"), (1, "No") })
            foreach (var language in new[] { "en", "de" }) await page.Locator($"#f-s\\.0\\.q\\.3\\.o\\.{option}\\.label\\.{language}").FillAsync(label);
        await Assertions.Expect(page.Locator("#preview")).ToContainTextAsync("Can one hear a smile?");
        await page.Locator("button[value='up:s.0.q.3']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#f-s\\.0\\.q\\.2\\.id")).ToHaveValueAsync("smile");
        (await page.RunAxe()).Violations.Where(rule => rule.Tags.Any(tag => tag.StartsWith("wcag2", StringComparison.Ordinal))).Select(rule => rule.Id).ShouldBeEmpty();

        await page.Locator("button[value='save-in-force']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/scorecards/service-call/2$"));
        await Assertions.Expect(page.Locator(".changes")).ToContainTextAsync("Can one hear a smile?");
        await Assertions.Expect(page.Locator(".changes")).ToContainTextAsync("55");
        var saved = await site.Get<ScorecardStore>().InForceAsync(Token);
        saved.Reference.ShouldBe("service-call@2");
        saved.Sections[0].Questions.Select(question => question.Id).ShouldBe(["greeting", "offer-of-help", "smile", "verification"]);
        (await site.Get<AuditTrail>().ListAsync(null, 0, 9, Token)).Select(entry => entry.Action).ShouldBe(["scorecard-in-force", "scorecard-saved"]);
        troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task Yaml_IsToldWrongByLineAndColumn_AndKeepsItsComments()
    {
        await using var site = await SampleSite.OpenAsync();
        var page = await chromium.OpenAsync(site, Role.Admin);
        await page.GotoAsync(Editor);
        await page.Locator("#editor[data-ready]").WaitForAsync();
        await page.Locator("button[value=yaml]").ClickAsync();
        var source = await page.Locator("#source").InputValueAsync();
        source.ShouldContain("# The standard scorecard");
        source.ShouldContain("\nversion: 2");
        await page.Locator("#source").FillAsync(source.Replace("rule: offer-of-help", "rule: offer", StringComparison.Ordinal));
        var line = source[..source.IndexOf("rule: offer-of-help", StringComparison.Ordinal)].Count(letter => letter == '\n') + 1;
        await Assertions.Expect(page.Locator("#problems li")).ToContainTextAsync($"Line {line}, column 15:");
        await page.Locator("#problems a").ClickAsync();
        await Assertions.Expect(page.Locator("#source")).ToBeFocusedAsync();
        await page.Locator("#source").FillAsync(source.Replace("weight: 15", "weight: 16", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("#problems li")).ToHaveCountAsync(0);
        await page.Locator("button[value=save]").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/scorecards/service-call/2$"));
        (await site.Get<ScorecardStore>().FindAsync("service-call@2", Token))!.Source.ShouldContain("# The standard scorecard");
        (await site.Get<ScorecardStore>().InForceAsync(Token)).Reference.ShouldBe("service-call@1", "saved is not in force");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put in force" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1 .state")).ToHaveTextAsync("in force");
    }

    [Fact]
    public async Task Copy_BecomesAScorecardOfItsOwn_AndRulesBringTheirAnswers()
    {
        await using var site = await SampleSite.OpenAsync();
        var page = await chromium.OpenAsync(site, Role.Admin);
        await page.GotoAsync(Editor + "?copy=1");
        await page.Locator("#editor[data-ready]").WaitForAsync();
        await page.Locator("#f-id").FillAsync("sales");
        await page.Locator("#f-s\\.0\\.q\\.1 summary").ClickAsync();
        await page.Locator("#f-s\\.0\\.q\\.1\\.rule").SelectOptionAsync("summary");
        await Assertions.Expect(page.Locator("#f-s\\.0\\.q\\.1\\.o\\.2\\.value")).ToHaveValueAsync("no");
        await page.Locator("#f-s\\.0\\.q\\.1\\.o\\.1\\.points").FillAsync("1");
        await page.Locator("button[value='add-condition:s.0.q.1']").ClickAsync();
        await page.Locator("#f-s\\.0\\.q\\.1\\.c\\.0\\.what").SelectOptionAsync("");
        await page.Locator("#f-s\\.0\\.q\\.1\\.c\\.0\\.question").SelectOptionAsync("greeting");
        await page.Locator("input[name='s.0.q.1.c.0.is'][value=yes]").CheckAsync();
        await Assertions.Expect(page.Locator("#problems li")).ToHaveCountAsync(0);
        await page.Locator("button[value=save]").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/scorecards/sales/1$"));
        var sales = (await site.Get<ScorecardStore>().FindAsync("sales@1", Token))!;
        sales.Question("offer-of-help")!.Conditions.Single().ShouldBeOfType<CallQA.Scoring.Scorecards.Answered>().Values.ShouldBe(["yes"]);
    }

    [Fact]
    public async Task Editor_WorksWithoutScripts()
    {
        await using var site = await SampleSite.OpenAsync();
        var page = await chromium.OpenAsync(site, Role.Admin, context => context.JavaScriptEnabled = false);
        await page.GotoAsync(Editor);
        await page.Locator("#f-s\\.0\\.weight").FillAsync("16");
        await page.Locator("button[value='down:s.0']").ClickAsync();
        await Assertions.Expect(page.Locator("#f-s\\.1\\.weight")).ToHaveValueAsync("16");
        await page.Locator("button[value=save]").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/scorecards/service-call/2$"));
    }

    [Fact]
    public async Task Trainers_ReadAndDoNotWrite()
    {
        await using var site = await SampleSite.OpenAsync();
        using var trainer = await site.SignInAsync(Role.Trainer);
        (await trainer.GetStringAsync("/scorecards", Token)).ShouldNotContain("/edit");
        (await trainer.GetStringAsync("/scorecards/service-call/1", Token)).ShouldNotContain("/edit");
        (await site.PageAsync("/scorecards/service-call/1", "de")).ShouldContain("Bietet der Agent seine Hilfe an?");
        using var missing = await site.Client.GetAsync("/scorecards/service-call/9", Token);
        missing.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }
}
