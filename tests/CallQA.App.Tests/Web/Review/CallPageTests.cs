using System.Text.RegularExpressions;
using CallQA.App.Identity;
using CallQA.App.Review;
using CallQA.App.Tests.Storage;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web.Review;

/// <summary>The page where a reviewer spends the day, in a real browser.</summary>
public sealed class CallPageTests(Chromium chromium, PostgreSqlCluster cluster)
{
    private const string Sample = SampleSite.Call;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reviewer_ListensAnswersAndSubmits_ByKeyboardAlone(bool onPostgreSql)
    {
        await using var site = await SampleSite.OpenAsync(await cluster.DatabaseAsync(onPostgreSql));
        var page = await chromium.OpenAsync(site, Role.Reviewer);
        List<string> troubles = [];
        page.Console += (_, message) => { if (message.Type is "error" or "warning") troubles.Add(message.Text); };
        page.PageError += (_, error) => troubles.Add(error);
        page.Request += (_, request) => { if (!request.Url.StartsWith(site.Address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) troubles.Add(request.Url); };
        await ShowAsync(page, "/calls/" + Sample);

        await page.Keyboard.PressAsync("Space");
        await page.WaitForFunctionAsync("() => !document.getElementById('clock').value.startsWith('0:00')");
        await Assertions.Expect(page.Locator("#transcript .now span.now")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await Assertions.Expect(page.Locator("#transcript li.now")).ToHaveAttributeAsync("id", "turn-1");
        await page.Keyboard.PressAsync(".");
        await Assertions.Expect(page.Locator("#speed")).ToHaveValueAsync("1.25");

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("3");
        var reason = page.Locator("#q-greeting [data-field=changeReason]");
        await Assertions.Expect(reason).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("t");
        await page.Keyboard.PressAsync("j");
        await AcceptAllAsync(page);
        await Assertions.Expect(page.Locator("#progress")).ToHaveTextAsync(new Regex(@"^(\d+) of \1 answered$"));
        await page.Keyboard.PressAsync("Control+Enter");
        // It is written there before, but shown once the answer to the submission has come.
        await Assertions.Expect(page.Locator("#q-greeting .gap")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#q-greeting .gap")).ToHaveTextAsync("Say why you changed the answer");
        await reason.FillAsync("It names no company.");
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/review$"));
        await ShowAsync(page, "/calls/" + Sample);
        await Assertions.Expect(page.Locator(".submitted")).ToContainTextAsync("It names no company.");

        var review = (await site.Get<Reviews>().HistoryAsync(Sample, Token)).Single();
        review.Reviewer.ShouldBe("reviewer");
        review.Answers.Single(answer => answer.Changed).Question.ShouldBe("greeting");
        review.Answers[0].Passages.Single().Turn.ShouldBe(1);
        troubles.Where(trouble => !trouble.Contains("409", StringComparison.Ordinal)).ShouldBeEmpty();
        (await site.Get<AuditTrail>().ListAsync(Sample, 0, 9, Token)).Select(entry => entry.Action).ShouldBe(["evaluated", "listened"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Player_SeeksByWord_Loops_MutesASide_SkipsSilence_AndShowsItsKeys(bool onPostgreSql)
    {
        await using var site = await SampleSite.OpenAsync(await cluster.DatabaseAsync(onPostgreSql));
        var page = await chromium.OpenAsync(site, Role.Reviewer);
        await ShowAsync(page, "/calls/" + Sample);
        await page.EvaluateAsync("""
            () => {
              window.seeks = [];
              const own = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'currentTime');
              Object.defineProperty(HTMLMediaElement.prototype, 'currentTime', { ...own, set(moment) { window.seeks.push(moment); own.set.call(this, moment); } });
            }
            """).WaitAsync(Token);
        var (clock, loop, skip) = (page.Locator("#clock"), page.Locator("#loop"), page.Locator("#skip"));
        await page.Locator("#turn-1 p span").Nth(1).ClickAsync();
        await Assertions.Expect(clock).ToContainTextAsync("0:03 /");
        await page.Keyboard.PressAsync("l");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("l");
        await Assertions.Expect(loop).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Keyboard.PressAsync("Space");
        await page.WaitForFunctionAsync("() => /^0:0[3-7]/.test(document.getElementById('clock').value)");
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("l");
        await Assertions.Expect(loop).ToHaveAttributeAsync("aria-pressed", "false");

        await page.Keyboard.PressAsync("[");
        await Assertions.Expect(page.Locator("[data-mute='0']")).ToHaveAttributeAsync("aria-pressed", "false");
        await Assertions.Expect(page.Locator("[data-mute='1']")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Keyboard.PressAsync("s");
        await Assertions.Expect(skip).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.EvaluateAsync("() => { window.seeks = []; }").WaitAsync(Token);
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(clock).ToHaveTextAsync("0:52 / 0:52");
        (await page.EvaluateAsync<int>("() => window.seeks.length").WaitAsync(Token)).ShouldBeGreaterThan(0, "it jumped over the silence");

        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator("#shortcuts")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#shortcuts")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Reviewer_AttachesTheLoop_MovesTheSlider_AndUnfoldsASectionByGoingThere()
    {
        await using var site = await SampleSite.OpenAsync();
        var page = await chromium.OpenAsync(site, Role.Reviewer);
        await ShowAsync(page, "/calls/" + Sample);
        var clock = page.Locator("#clock");
        await page.Locator("#wave").FocusAsync();
        foreach (var (key, moment) in new[] { ("End", "0:52"), ("Home", "0:00"), ("PageUp", "0:10"), ("ArrowDown", "0:05") })
        {
            await page.Keyboard.PressAsync(key);
            await Assertions.Expect(clock).ToHaveTextAsync(moment + " / 0:52");
        }

        await page.Locator("#turn-1 p span[data-t]").Nth(1).ClickAsync();
        await page.Keyboard.PressAsync("l");
        await page.Locator("#turn-1 p span[data-t]").Nth(3).ClickAsync();
        await page.Keyboard.PressAsync("l");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("1");
        await page.Keyboard.PressAsync("t");
        await Assertions.Expect(page.Locator("#q-greeting .passages q")).ToHaveTextAsync("I want");

        var section = page.Locator("details.group").First;
        await section.Locator("summary").First.ClickAsync();
        await Assertions.Expect(page.Locator("#q-greeting")).ToBeHiddenAsync();
        await page.Locator("#next").ClickAsync();
        await Assertions.Expect(page.Locator("#q-greeting")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Transcript_IsSearchedCorrectedAndCommentedOn(bool onPostgreSql)
    {
        await using var site = await SampleSite.OpenAsync(await cluster.DatabaseAsync(onPostgreSql));
        var page = await chromium.OpenAsync(site, Role.Reviewer);
        await ShowAsync(page, "/calls/" + Sample);
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("you want");
        await Assertions.Expect(page.Locator("#found")).ToHaveTextAsync("1");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("w");
        await page.Locator("#turn-0 textarea").FillAsync("City Broadband, what may I do?");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#turn-0 p")).ToHaveTextAsync("City Broadband, what may I do? ");
        await Assertions.Expect(page.Locator("#turn-0 .corrected")).ToHaveTextAsync("corrected by reviewer");
        await page.Keyboard.PressAsync("c");
        await page.Keyboard.TypeAsync("Cold opening");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#comments li")).ToHaveCountAsync(1);
        await ShowAsync(page, "/calls/" + Sample);
        await Assertions.Expect(page.Locator("#turn-0 p")).ToContainTextAsync("what may I do?");
        await Assertions.Expect(page.Locator("#comments")).ToContainTextAsync("Cold opening");
    }

    [Theory]
    [InlineData(Role.Agent)]
    [InlineData(Role.Auditor)]
    public async Task Page_HasNoForm_ForThoseWhoDoNotEvaluate(Role role)
    {
        await using var site = await SampleSite.OpenAsync();
        var page = await chromium.OpenAsync(site, role);
        await ShowAsync(page, "/calls/" + Sample);
        await Assertions.Expect(page.Locator("#transcript li")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("#review, .edit, #comment")).ToHaveCountAsync(0);
    }

    // Question after question to the last: one on which others depend lets go only when the server has said which of them apply.
    internal static async Task AcceptAllAsync(IPage page)
    {
        for (string? present = null; present != "q-farewell";)
        {
            present = await page.Locator(".question.present").GetAttributeAsync("id");
            await page.Keyboard.PressAsync("a");
            if (present != "q-farewell") await Assertions.Expect(page.Locator($"#{present}.present")).ToHaveCountAsync(0);
        }
    }

    private static async Task ShowAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        await page.Locator("#workplace[data-ready]").WaitForAsync();
    }
}
