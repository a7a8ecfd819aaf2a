using System.Net;
using System.Text.RegularExpressions;
using CallQA.App.Identity;
using CallQA.App.Tests.Storage;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web.SignIn;

public sealed class SignInTests(Chromium chromium, PostgreSqlCluster cluster)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_LeadsToTheSignInAndBack_WhenNobodyIsSignedIn()
    {
        await using var site = await TestSite.OpenAsync();
        using var browser = Browser(site);
        using var response = await browser.GetAsync("/quarantine?page=1", Token);
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var place = response.Headers.Location!.ToString();
        place.ShouldContain("/sign-in?from=%2Fquarantine%3Fpage%3D1");
        var password = await site.Get<Accounts>().ResetAsync("admin", Token);
        using var signedIn = await SignInAsync(browser, new Uri(place).PathAndQuery, "admin", password);
        signedIn.Headers.Location!.ToString().ShouldEndWith("/password", Case.Sensitive, "the password was good for one sign-in");
        using var held = await browser.GetAsync("/quarantine", Token);
        held.Headers.Location!.ToString().ShouldBe("/password");
        using var changed = await PostAsync(browser, "/password", ("_handler", "password"), ("Present", password), ("Chosen", "a long enough one"), ("Again", "a long enough one"));
        changed.StatusCode.ShouldBe(HttpStatusCode.Redirect, await changed.Content.ReadAsStringAsync(Token));
        using var free = await browser.GetAsync("/quarantine", Token);
        free.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var again = await SignInAsync(browser, "/sign-in?from=//evil.example", "ADMIN", "a long enough one");
        new Uri(site.Address, again.Headers.Location!).ShouldBe(site.Address);
        using var gone = await PostAsync(browser, "/", "/sign-out");
        using var after = await browser.GetAsync("/", Token);
        after.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FirstAdmin_SignsInWithTheOneTimePassword_ChoosesAnOwnOne_AndSignsInWithThat(bool onPostgreSql)
    {
        await using var site = await TestSite.OpenOnAsync(await cluster.DatabaseAsync(onPostgreSql));
        var password = await site.Get<Accounts>().ResetAsync("admin", Token);
        var page = await chromium.OpenAsync(site);
        await page.GotoAsync("/audit");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/sign-in"));
        await EnterAsync(page, "admin", "not the one");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Name or password is wrong");
        await EnterAsync(page, "admin", password);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/password$"));
        await Assertions.Expect(page.Locator("form.sheet")).ToContainTextAsync("You signed in with a one-time password.");
        await page.GotoAsync("/users");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/password$"));

        await ChooseAsync(page, password, "correct horse battery", "correct horse battory");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await ChooseAsync(page, password, "correct horse battery", "correct horse battery");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Calls");
        await page.GotoAsync("/users");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Accounts");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GotoAsync("/users");
        await EnterAsync(page, "admin", password);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Name or password is wrong");
        await EnterAsync(page, "admin", "correct horse battery");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/users$"));
    }

    [Fact]
    public async Task SignIn_IsRefusedAlike_WhenNameOrPasswordIsWrong_AndHasToWaitAfterFiveAttempts_WhichKeepsOutNobodyElse()
    {
        await using var site = await TestSite.OpenAsync();
        var password = await site.Get<Accounts>().AddAsync("eva", Role.Reviewer, null, Token);
        using var browser = Browser(site);
        using var unknown = await SignInAsync(browser, "/sign-in", "nobody", "x");
        (await unknown.Content.ReadAsStringAsync(Token)).ShouldContain("Name or password is wrong");
        for (var attempt = 0; attempt < SignInAttempts.MostForAccount; attempt++)
        {
            using var wrong = await SignInAsync(browser, "/sign-in", "eva", "wrong");
            (await wrong.Content.ReadAsStringAsync(Token)).ShouldContain("Name or password is wrong");
        }

        using var locked = await SignInAsync(browser, "/sign-in", "eva", "wrong");
        (await locked.Content.ReadAsStringAsync(Token)).ShouldContain("Too many attempts");
        locked.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        locked.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), SignInAttempts.Window);
        using var elsewhere = Browser(site);
        elsewhere.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        using var herself = await SignInAsync(elsewhere, "/sign-in", "eva", password);
        herself.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Cookies_AreForThisSiteAlone_AndForHttpsWhereTheProxySaysSo()
    {
        await using var site = await TestSite.OpenAsync();
        var password = await site.Get<Accounts>().ResetAsync("admin", Token);
        using var browser = Browser(site);
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        using var page = await browser.GetAsync("/sign-in", Token);
        var forgery = page.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        forgery.ShouldContain("secure");
        forgery.ShouldContain("httponly");
        page.Headers.GetValues("Strict-Transport-Security").ShouldHaveSingleItem().ShouldContain("max-age");
        page.Headers.Contains("Server").ShouldBeFalse();
        page.Headers.GetValues("Cross-Origin-Opener-Policy").ShouldHaveSingleItem().ShouldBe("same-origin");
        using var form = PageForm.Of(await page.Content.ReadAsStringAsync(Token), ("_handler", "sign-in"), ("Name", "admin"), ("Password", password));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = form };
        request.Headers.Add("Cookie", forgery.Split(';')[0]);
        using var signedIn = await browser.SendAsync(request, Token);
        var session = signedIn.Headers.GetValues("Set-Cookie").First(cookie => cookie.StartsWith("callqa=", StringComparison.Ordinal));
        foreach (var flag in new[] { "secure", "httponly", "samesite=lax" }) session.ShouldContain(flag);
    }

    [Fact]
    public async Task Bodies_AreRefused_WhenTheyAreLongerThanAFormCanBe()
    {
        await using var site = await TestSite.OpenAsync();
        // The body is not sent before the answer: a connection that is closed on it may lose the answer.
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(5) }) { BaseAddress = site.Address, Timeout = Timeout.InfiniteTimeSpan };
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        using var content = new ByteArrayContent(new byte[5 << 20]);
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = content };
        request.Headers.ExpectContinue = true;
        using var refused = await browser.SendAsync(request, Token);
        refused.StatusCode.ShouldBeOneOf(HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Session_Ends_WhenTheAccountIsDisabled()
    {
        await using var site = await TestSite.OpenAsync();
        var password = await site.Get<Accounts>().AddAsync("eva", Role.Reviewer, null, Token);
        await site.Get<Accounts>().DisableAsync("Eva", Token);
        using var browser = Browser(site);
        using var refused = await SignInAsync(browser, "/sign-in", "eva", password);
        refused.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await refused.Content.ReadAsStringAsync(Token)).ShouldContain("Name or password is wrong");
        await Should.ThrowAsync<InputException>(() => site.Get<Accounts>().DisableAsync("admin", Token));
    }

    [Fact]
    public async Task Form_IsRefused_WithoutItsToken()
    {
        await using var site = await TestSite.OpenAsync();
        using var browser = Browser(site);
        using var response = await browser.PostAsync("/sign-in", PageForm.Forged(("_handler", "sign-in"), ("Name", "admin"), ("Password", "x")), Token);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task EnterAsync(IPage page, string name, string password)
    {
        await page.Locator("#name").FillAsync(name);
        await page.Locator("#password").FillAsync(password);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task ChooseAsync(IPage page, string present, string chosen, string again)
    {
        await page.Locator("#old").FillAsync(present);
        await page.Locator("#new").FillAsync(chosen);
        await page.Locator("#again").FillAsync(again);
        await page.Keyboard.PressAsync("Enter");
    }

    private static HttpClient Browser(TestSite site)
    {
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = site.Address, Timeout = Timeout.InfiniteTimeSpan };
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return browser;
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string address, string name, string password) =>
        PostAsync(browser, address, ("_handler", "sign-in"), ("Name", name), ("Password", password));

    private static Task<HttpResponseMessage> PostAsync(HttpClient browser, string address, params (string Name, string Value)[] fields) =>
        PostAsync(browser, address, address, fields);

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string page, string address, params (string Name, string Value)[] fields)
    {
        using var form = PageForm.Of(await browser.GetStringAsync(page, Token), fields);
        return await browser.PostAsync(address, form, Token);
    }
}
