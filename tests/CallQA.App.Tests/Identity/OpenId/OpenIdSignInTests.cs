using System.Net;
using System.Security.Cryptography;
using CallQA.App.Identity;
using CallQA.App.Identity.OpenId;
using CallQA.App.Tests.Web;

namespace CallQA.App.Tests.Identity.OpenId;

/// <summary>Signing in at a provider, from the sign-in page and back.</summary>
public sealed class OpenIdSignInTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SignIn_MakesAnAccountWithTheMappedRole_AndFindsItAgain()
    {
        await using var provider = await OpenIdProvider.OpenAsync();
        await using var site = await SiteAsync(provider);
        Says(provider, "subject-1", "eva", "staff", "qa");
        using var browser = Browser(site);
        (await browser.GetStringAsync("/sign-in?from=/search", Token)).ShouldContain("href=\"/sign-in/openid?from=%2Fsearch\"");
        (await SignInAsync(browser, "/sign-in/openid?from=/search")).ShouldBe("/search");
        (await browser.GetStringAsync("/search", Token)).ShouldContain("eva");
        var user = await FindAsync(site, "eva");
        (user.Role, user.PasswordHash, user.MustChangePassword).ShouldBe((Role.Reviewer, null, false));
        provider.WithoutPkce.ShouldBeFalse();

        Says(provider, "subject-1", "eva-married", "leads", "qa");
        using var again = Browser(site);
        await SignInAsync(again, "/sign-in/openid");
        ((await FindAsync(site, "eva")).Role, (await FindAsync(site, "eva")).Id).ShouldBe((Role.Admin, user.Id), "the subject is the same, the role is another");
        (await site.Get<AuditTrail>().ListAsync(null, 0, 9, Token)).Count(entry => entry is { Action: AuditTrail.SignedIn, By: "eva" }).ShouldBe(2);
        (await SignInAsync(again, "/sign-in/openid?from=//evil.example")).ShouldBe("/");
    }

    [Theory]
    [InlineData(nameof(OpenIdProblem.NoRole), "subject-2", "max", "sales")]
    [InlineData(nameof(OpenIdProblem.NameTaken), "subject-3", "admin", "qa")]
    [InlineData(nameof(OpenIdProblem.NoName), "subject-4", "m a x", "qa")]
    [InlineData(nameof(OpenIdProblem.NoAgent), "subject-5", "max", "agents")]
    public async Task SignIn_IsRefused_AndMakesNoAccount(string problem, string subject, string name, string role)
    {
        await using var provider = await OpenIdProvider.OpenAsync();
        await using var site = await SiteAsync(provider);
        Says(provider, subject, name, role);
        using var browser = Browser(site);
        (await SignInAsync(browser, "/sign-in/openid")).ShouldBe("/sign-in?refused=" + problem);
        (await site.Get<Accounts>().ListAsync(Token)).Select(user => user.Name).ShouldBe(["admin"]);
        using var page = await browser.GetAsync("/sign-in?refused=" + problem, Token);
        (await page.Content.ReadAsStringAsync(Token)).ShouldContain("role=\"alert\"");
        using var closed = await browser.GetAsync("/search", Token);
        closed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Agents_SeeTheCallsOfTheirIdentifier_AndDisabledOnesNothing()
    {
        await using var provider = await OpenIdProvider.OpenAsync();
        await using var site = await SiteAsync(provider);
        Says(provider, "subject-6", "emily", "agents");
        provider.Claims["agent_id"] = "a-7";
        using var browser = Browser(site);
        (await SignInAsync(browser, "/sign-in/openid?from=/my")).ShouldBe("/my");
        (await FindAsync(site, "emily")).AgentId.ShouldBe("a-7");
        await site.Get<Accounts>().DisableAsync("emily", Token);
        using var again = Browser(site);
        (await SignInAsync(again, "/sign-in/openid")).ShouldBe("/sign-in?refused=Disabled");
    }

    [Fact]
    public async Task SignIn_IsRefused_WhenTheTokenIsForged()
    {
        await using var provider = await OpenIdProvider.OpenAsync();
        await using var site = await SiteAsync(provider);
        using var forged = RSA.Create(2048);
        (provider.ForgedKey, provider.Claims["roles"]) = (forged, "qa");
        Says(provider, "subject-7", "eva", "qa");
        using var browser = Browser(site);
        (await SignInAsync(browser, "/sign-in/openid")).ShouldBe("/sign-in?refused=Failed");
        (await site.Get<Accounts>().ListAsync(Token)).Count.ShouldBe(1);
    }

    private static Task<TestSite> SiteAsync(OpenIdProvider provider) => TestSite.OpenAsync(change: settings => settings with
    {
        OpenId = new() { Authority = provider.Authority, ClientId = OpenIdProvider.Client, ClientSecret = OpenIdProvider.Secret, Roles = "leads=admin, qa=reviewer, agents=agent" },
    });

    private static void Says(OpenIdProvider provider, string subject, string name, params string[] roles) =>
        (provider.Claims["sub"], provider.Claims["preferred_username"], provider.Claims["roles"]) = (subject, name, roles);

    private static async Task<UserRow> FindAsync(TestSite site, string name) => (await site.Get<Accounts>().ListAsync(Token)).Single(user => user.Name == name);

    private static HttpClient Browser(TestSite site)
    {
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = site.Address, Timeout = Timeout.InfiniteTimeSpan };
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return browser;
    }

    // To the provider, back to the site, and where that leads.
    private static async Task<string> SignInAsync(HttpClient browser, string address)
    {
        var place = await NextAsync(browser, new Uri(browser.BaseAddress!, address));
        for (var hop = 0; hop < 2; hop++) place = await NextAsync(browser, place);
        return place.Authority == browser.BaseAddress!.Authority ? place.PathAndQuery : place.ToString();
    }

    private static async Task<Uri> NextAsync(HttpClient browser, Uri address)
    {
        using var response = await browser.GetAsync(address, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect, address.ToString());
        return new Uri(address, response.Headers.Location!);
    }
}
