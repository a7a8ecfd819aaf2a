using System.Net;
using System.Net.Http.Json;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.App.Tests.Web.Api;

/// <summary>The own password, through the API.</summary>
public sealed class OwnPasswordTests
{
    private const string Chosen = "a long enough one";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Password_IsChanged_ByWhoeverKnowsThePresentOne()
    {
        await using var site = await TestSite.OpenAsync();
        using var program = await ApiKeysTests.ProgramAsync(site, Role.Reviewer, ApiScope.Administer);
        var present = await site.Get<Accounts>().ResetAsync("reviewer", Token);
        (await ChangeAsync(program, "wrong", Chosen)).ShouldBe((HttpStatusCode.BadRequest, "The present password is another."));
        (await ChangeAsync(program, present, present)).ShouldBe((HttpStatusCode.BadRequest, "The new password is the present one; choose another."));
        (await ChangeAsync(program, present, "short")).ShouldBe((HttpStatusCode.BadRequest, "The new password has 5 letters; choose one of 12 or more."));
        (await ChangeAsync(program, present, Chosen)).Status.ShouldBe(HttpStatusCode.Accepted);
        await using var scope = site.Get<IServiceScopeFactory>().CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<UserRow>>();
        var user = (await users.FindByNameAsync("reviewer"))!;
        ((await users.CheckPasswordAsync(user, Chosen)), user.MustChangePassword).ShouldBe((true, false));
        (await site.Get<AuditTrail>().ListAsync(null, 0, 1, Token)).Single().ShouldSatisfyAllConditions(
            entry => entry.Action.ShouldBe(AuditTrail.AccountChanged), entry => entry.By.ShouldBe("reviewer"));
        for (var attempt = 0; attempt < SignInAttempts.MostForAccount; attempt++)
            (await ChangeAsync(program, "wrong", "another long one")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await ChangeAsync(program, "wrong", "another long one")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await ChangeAsync(program, Chosen, "another long one")).Status.ShouldBe(HttpStatusCode.TooManyRequests, "whoever guesses learns nothing more");
    }

    [Fact]
    public async Task Password_CanBeChanged_WithTheOneTimePasswordStillInUse_AndTheSessionGoesOn()
    {
        await using var site = await TestSite.OpenAsync();
        var password = await site.Get<Accounts>().AddAsync("eva", Role.Reviewer, null, Token);
        var eva = (await site.Get<Accounts>().ListAsync(Token)).Single(user => user.Name == "eva");
        using var browser = site.Nobody();
        browser.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        browser.DefaultRequestHeaders.Add("Cookie", "callqa=" + site.Session(eva));
        using var response = await browser.PutAsJsonAsync("/api/v1/password", new { present = password, chosen = Chosen }, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        response.Headers.GetValues("Set-Cookie").ShouldContain(cookie => cookie.StartsWith("callqa=", StringComparison.Ordinal));
        using var local = site.Connect();
        (await ChangeAsync(local, "x", Chosen)).Status.ShouldBe(HttpStatusCode.Conflict, "programs on this machine have no account");
    }

    private static async Task<(HttpStatusCode Status, string? Message)> ChangeAsync(HttpClient client, string present, string chosen)
    {
        using var response = await client.PutAsJsonAsync("/api/v1/password", new { present, chosen }, Token);
        return (response.StatusCode, response.StatusCode == HttpStatusCode.Accepted ? null : (await response.Content.ReadFromJsonAsync<Refusal>(Token))!.Message);
    }

    private sealed record Refusal(string Message);
}
