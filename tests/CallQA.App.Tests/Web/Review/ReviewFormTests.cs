using System.Net.Http.Json;
using System.Text.RegularExpressions;
using CallQA.App.Identity;
using CallQA.App.Review;
using CallQA.App.Scorecards;
using CallQA.App.Tests.Review;
using CallQA.App.Tests.Storage;
using CallQA.Scoring.Scorecards;
using CallQA.Scoring.Scorecards.Drafts;
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

    [Fact]
    public async Task AutoFail_IsTold_AsLongAsItIsAnswered()
    {
        await using var site = await SampleSite.OpenAsync();
        var page = await chromium.OpenAsync(site, Role.Reviewer);
        await ShowAsync(page);
        var banner = page.Locator("#fail");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("1");
        await Assertions.Expect(page.Locator("#overall")).ToHaveTextAsync("100");
        await Assertions.Expect(banner).ToBeHiddenAsync();
        await page.EvaluateAsync("() => document.querySelector('#q-no-insults input[value=no]').click()").WaitAsync(Token);
        await Assertions.Expect(banner).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#overall")).ToHaveTextAsync("0");
        await page.EvaluateAsync("() => document.querySelector('#q-no-insults input[value=yes]').click()").WaitAsync(Token);
        await Assertions.Expect(banner).ToBeHiddenAsync();
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

    [Fact]
    public async Task NewScorecard_IsToldOfInTheOpenForm_AndWhatFitsIsTakenOver()
    {
        await using var site = await SampleSite.OpenAsync();
        var page = await chromium.OpenAsync(site, Role.Reviewer);
        await ShowAsync(page);
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("2");
        await Assertions.Expect(page.Locator("#saved")).ToHaveTextAsync("Draft saved");
        var source = ScorecardHeading.With(StandardScorecards.Text("service-call"), "service-call", 2).Replace("id: farewell", "id: goodbye", StringComparison.Ordinal);
        await site.Get<ScorecardStore>().SaveAsync(source, "boss", Token);
        await site.Get<ScorecardStore>().PutInForceAsync("service-call", 2, "boss", Token);

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("1");

        var note = page.Locator("#stale");
        await Assertions.Expect(note).ToContainTextAsync("service-call@2 is in force by now");
        await note.GetByRole(AriaRole.Link, new() { Name = "Show the new form" }).ClickAsync();
        await page.Locator("#workplace[data-ready]").WaitForAsync();
        await Assertions.Expect(page.Locator("#review")).ToContainTextAsync("This form was begun with service-call@1");
        await Assertions.Expect(page.Locator("#q-greeting input[value=partly]")).ToBeCheckedAsync();
        await Assertions.Expect(page.Locator("#q-goodbye")).ToHaveCountAsync(1);
        await page.Locator("#remark").FillAsync("Seen.");
        await Assertions.Expect(page.Locator("#saved")).ToHaveTextAsync("Draft saved");
    }

    [Fact]
    public async Task Review_IsAddedOnce_WhenTheAnswerToTheFirstAttemptIsLost()
    {
        await using var site = await SampleSite.OpenAsync();
        var page = await chromium.OpenAsync(site, Role.Reviewer);
        await ShowAsync(page);
        await page.Keyboard.PressAsync("j");
        await CallPageTests.AcceptAllAsync(page);
        await Assertions.Expect(page.Locator("#progress")).ToHaveTextAsync(new Regex(@"^(\d+) of \1 answered$"));
        await Assertions.Expect(page.Locator("#saved")).ToHaveTextAsync("Draft saved");
        var attempts = 0;
        await page.RouteAsync("**/review", async route =>
        {
            if (route.Request.Method != "POST" || ++attempts > 1)
            {
                await route.ContinueAsync();
                return;
            }

            (await route.FetchAsync()).Status.ShouldBe(201);
            await route.AbortAsync();
        });
        await page.Locator("#submit").ClickAsync();
        await Assertions.Expect(page.Locator("#gaps")).ToBeVisibleAsync();
        await page.Locator("#submit").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/review$"));
        attempts.ShouldBe(2);
        (await site.Get<Reviews>().HistoryAsync(Sample, Token)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Draft_IsSavedHoweverLong_AndWhatIsRefusedIsToldInItsSentence()
    {
        await using var site = await SampleSite.OpenAsync();
        var page = await chromium.OpenAsync(site, Role.Reviewer);
        await ShowAsync(page);
        await page.EvaluateAsync("""
            () => {
              for (const box of document.querySelectorAll('textarea[data-field=comment]')) box.value = 'x'.repeat(4000);
              document.getElementById('remark').dispatchEvent(new Event('input', { bubbles: true }));
            }
            """).WaitAsync(Token);
        await Assertions.Expect(page.Locator("#saved")).ToHaveTextAsync("Draft saved");
        var user = (await site.Get<Accounts>().ListAsync(Token)).Single(account => account.Role == Role.Reviewer).Id;
        (await site.Get<Reviews>().DraftAsync(Sample, user, Token)).Answers.Sum(answer => answer.Comment!.Length).ShouldBeGreaterThan(65536);

        await page.EvaluateAsync("""
            () => {
              const remark = document.getElementById('remark');
              remark.value = 'x'.repeat(5000);
              remark.dispatchEvent(new Event('input', { bubbles: true }));
            }
            """).WaitAsync(Token);
        await Assertions.Expect(page.Locator("#saved")).ToHaveTextAsync("A remark has 5000 letters; write at most 4000.");
    }

    private static async Task ShowAsync(IPage page, string query = "")
    {
        await page.GotoAsync($"/calls/{Sample}{query}");
        await page.Locator("#workplace[data-ready]").WaitForAsync();
    }
}
