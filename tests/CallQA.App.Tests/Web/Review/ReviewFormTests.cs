using System.Net.Http.Json;
using System.Text.RegularExpressions;
using CallQA.App.Identity;
using CallQA.App.Review;
using CallQA.App.Tests.Review;
using CallQA.App.Tests.Storage;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web.Review;

/// <summary>The form beside the recording, in a real browser.</summary>
public sealed class ReviewFormTests(Chromium chromium, PostgreSqlCluster cluster)
{
    private const string Sample = SampleSite.Call;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_GoThroughTheQuestions_AnswerThem_AndLetGoOfTheRecording()
    {
        await using var site = await SampleSite.OpenAsync();
        var page = await chromium.OpenAsync(site, Role.Reviewer);
        await ShowAsync(page);
        var present = page.Locator(".question.present");
        var ids = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.question:not(:disabled)')].map(card => card.id)").WaitAsync(Token);
        foreach (var (key, index) in new[] { ("j", 0), ("j", 1), ("j", 2), ("k", 1), ("k", 0) })
        {
            await page.Keyboard.PressAsync(key);
            await Assertions.Expect(present).ToHaveAttributeAsync("id", ids[index]);
        }

        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(page.Locator($"#{ids[0]} [data-na]")).ToBeCheckedAsync();
        await Assertions.Expect(page.Locator($"#{ids[0]}")).ToHaveAttributeAsync("data-gap", "reasonMissing");
        await page.Keyboard.PressAsync("1");
        await Assertions.Expect(page.Locator($"#{ids[0]}")).ToHaveAttributeAsync("data-gap", "");
        await page.Keyboard.PressAsync("u");
        await Assertions.Expect(present).ToHaveAttributeAsync("id", ids[1]);
        await page.Keyboard.PressAsync("r");
        await Assertions.Expect(page.Locator($"#{ids[1]} textarea[data-field=comment]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("n u k");
        await Assertions.Expect(page.Locator($"#{ids[1]} textarea[data-field=comment]")).ToHaveValueAsync("n u k");
        await page.Locator("h1").ClickAsync();
        await page.Keyboard.PressAsync("f");
        await Assertions.Expect(page.Locator("#follow")).ToHaveAttributeAsync("aria-pressed", "false");
        await Assertions.Expect(page.Locator("#current")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("f");
        await Assertions.Expect(page.Locator("#current")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Draft_IsThereAgain_AndBlindHidesWhatTheMachineSays(bool onPostgreSql)
    {
        await using var site = await SampleSite.OpenAsync(await cluster.DatabaseAsync(onPostgreSql));
        var page = await chromium.OpenAsync(site, Role.Reviewer);
        await ShowAsync(page, "?blind=1");
        (await page.ContentAsync()).ShouldNotContain("So it is.");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("2");
        await Assertions.Expect(page.Locator("#saved")).ToHaveTextAsync("Draft saved");
        await ShowAsync(page);
        (await page.ContentAsync()).ShouldNotContain("So it is.", Case.Sensitive, "a blind draft stays blind");
        await Assertions.Expect(page.Locator("#q-greeting input[value=partly]")).ToBeCheckedAsync();
        await Assertions.Expect(page.Locator("#overall")).ToHaveTextAsync("50");
        await page.GetByRole(AriaRole.Link, new() { Name = "Show suggestions" }).ClickAsync();
        await Assertions.Expect(page.Locator("#q-greeting .suggestion")).ToContainTextAsync("So it is.");
    }

    [Fact]
    public async Task Potential_FallsWithEachAnswer_ThatIsNotTheBest()
    {
        await using var site = await SampleSite.OpenAsync();
        var page = await chromium.OpenAsync(site, Role.Reviewer);
        await ShowAsync(page);
        await Assertions.Expect(page.Locator("#overall")).ToHaveTextAsync("–");
        await Assertions.Expect(page.Locator("#potential")).ToHaveTextAsync("100");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("3");
        await Assertions.Expect(page.Locator("#overall")).ToHaveTextAsync("0");
        await Assertions.Expect(page.Locator("#potential")).ToHaveTextAsync(new Regex("^9[0-9]$"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reviewer_IsToldOfAColleaguesReview_KeepsTheDraft_AndMaySubmitAllTheSame(bool onPostgreSql)
    {
        await using var site = await SampleSite.OpenAsync(await cluster.DatabaseAsync(onPostgreSql));
        var page = await chromium.OpenAsync(site, Role.Reviewer);
        await ShowAsync(page);
        var note = page.Locator("#meanwhile");
        await page.Locator("#remark").FillAsync("My own view");
        await Assertions.Expect(page.Locator("#saved")).ToHaveTextAsync("Draft saved");
        await Assertions.Expect(note).ToBeHiddenAsync();
        using (var answer = await site.Client.PostAsJsonAsync($"/calls/{Sample}/review", ReviewSheetTests.Accepted(ReviewSheetTests.Machine()), CallQAJson.Compact, Token))
            answer.EnsureSuccessStatusCode();

        await page.Locator("#remark").FillAsync("My own view, still");
        await Assertions.Expect(note).ToContainTextAsync("admin has submitted a review of this call while you were working on it.");
        await page.GetByRole(AriaRole.Link, new() { Name = "Show that review" }).ClickAsync();
        await page.Locator("#workplace[data-ready]").WaitForAsync();
        await Assertions.Expect(page.Locator(".submitted")).ToContainTextAsync("admin");
        await Assertions.Expect(page.Locator("#remark")).ToHaveValueAsync("My own view, still");
        await Assertions.Expect(note).ToBeVisibleAsync();

        await page.Locator("h1").ClickAsync();
        await page.Keyboard.PressAsync("j");
        await CallPageTests.AcceptAllAsync(page);
        await Assertions.Expect(page.Locator("#progress")).ToHaveTextAsync(new Regex(@"^(\d+) of \1 answered$"));
        await page.Locator("#submit").ClickAsync();
        await Assertions.Expect(note).ToBeFocusedAsync();
        (await site.Get<Reviews>().HistoryAsync(Sample, Token)).Count.ShouldBe(1, "nothing is submitted before the reviewer has read of it");
        await page.Locator("#submit").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/review$"));
        var history = await site.Get<Reviews>().HistoryAsync(Sample, Token);
        history.Select(review => (review.Reviewer, review.Remark)).ShouldBe([("reviewer", "My own view, still"), ("admin", null)]);
    }

    private static async Task ShowAsync(IPage page, string query = "")
    {
        await page.GotoAsync($"/calls/{Sample}{query}");
        await page.Locator("#workplace[data-ready]").WaitForAsync();
    }
}
