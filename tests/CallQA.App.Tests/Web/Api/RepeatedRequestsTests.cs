using System.Net;
using System.Net.Http.Json;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Review;
using CallQA.App.Storage;
using CallQA.App.Web.Api;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Web.Api;

public sealed class RepeatedRequestsTests
{
    private const string Comments = "/api/v1/calls/one/comments";

    private static readonly string[] Reading = [ApiScope.Read];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_IsDoneOnce_HoweverOftenItIsSentUnderOneKey()
    {
        await using var site = await SiteAsync();
        var first = await CommentAsync(site.Client, "k-1", "Well said.");
        first.Status.ShouldBe(HttpStatusCode.Created);
        (await CommentAsync(site.Client, "k-1", "Well said.")).ShouldBe(first);
        (await site.Get<CallComments>().ListAsync("one", Token)).Count.ShouldBe(1);
        (await CommentAsync(site.Client, "k-2", "Well said.")).Status.ShouldBe(HttpStatusCode.Created);
        (await site.Get<CallComments>().ListAsync("one", Token)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Request_IsRefused_WhenAnotherOneHadItsKey()
    {
        await using var site = await SiteAsync();
        await CommentAsync(site.Client, "k-1", "Well said.");
        var other = await CommentAsync(site.Client, "k-1", "Badly said.");
        other.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        other.Body.ShouldContain("choose a new key");
        (await CommentAsync(site.Client, new string('k', 201), "x")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Keys_OfDifferentAccounts_AreDifferentKeys()
    {
        await using var site = await SiteAsync();
        using var program = await ApiKeysTests.ProgramAsync(site, Role.Reviewer, ApiScope.Review);
        await CommentAsync(site.Client, "k-1", "Well said.");
        (await CommentAsync(program, "k-1", "Well said.")).Body.ShouldContain("\"by\":\"reviewer\"");
    }

    [Fact]
    public async Task Request_WaitsForItself_AndBeginsAnew_WhenItWasAbandoned()
    {
        await using var site = await SiteAsync();
        var requests = site.Get<AnsweredRequests>();
        (await requests.BeginAsync("admin", "k-1", "digest", "one", Token)).Begun.ShouldBeTrue();
        (await requests.BeginAsync("admin", "k-1", "digest", "one", Token)).Known!.Status.ShouldBeNull();
        var later = new AnsweredRequests(site.Get<IDbContextFactory<CallQADbContext>>(), new MinutesLater(6));
        (await later.BeginAsync("admin", "k-1", "digest", "one", Token)).Begun.ShouldBeTrue();
        await later.EndAsync("admin", "k-1", 201, "text/plain", [1]);
        (await new AnsweredRequests(site.Get<IDbContextFactory<CallQADbContext>>(), new MinutesLater(60)).BeginAsync("admin", "k-1", "digest", "one", Token)).Known!.Status.ShouldBe(201);
        (await new AnsweredRequests(site.Get<IDbContextFactory<CallQADbContext>>(), new MinutesLater(1500)).BeginAsync("admin", "k-1", "digest", "one", Token)).Begun.ShouldBeTrue();
    }

    [Fact]
    public async Task Answers_AreErasedWithTheirCall_AndSecretsAreNeverKept()
    {
        await using var site = await SiteAsync();
        await CommentAsync(site.Client, "k-1", "Well said.");
        var made = await SendAsync(site.Client, "k-2", "/api/v1/keys", new { account = "admin", name = "x", scopes = Reading });
        made.Status.ShouldBe(HttpStatusCode.Created);
        await using var context = await site.Get<IDbContextFactory<CallQADbContext>>().CreateDbContextAsync(Token);
        (await context.AnsweredRequests.Select(row => row.Key).ToListAsync(Token)).ShouldBe(["k-1"]);
        (await site.Get<CallErasure>().EraseAsync("one", "test", Token)).ShouldBeTrue();
        (await context.AnsweredRequests.CountAsync(Token)).ShouldBe(0);
    }

    private static async Task<TestSite> SiteAsync()
    {
        var site = await TestSite.OpenAsync();
        await site.AddScoredAsync("one");
        return site;
    }

    private static Task<(HttpStatusCode Status, string Body)> CommentAsync(HttpClient client, string key, string text) =>
        SendAsync(client, key, Comments, new { moment = 0.5, text });

    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpClient client, string key, string address, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) };
        request.Headers.Add(RepeatedRequests.Header, key);
        using var response = await client.SendAsync(request, Token);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    private sealed class MinutesLater(int minutes) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => TestSite.Clock.GetUtcNow().AddMinutes(minutes);
    }
}
