using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace CallQA.App.Tests.Web;

/// <summary>Bodies of requests that are too long, of another type or no form at all.</summary>
public sealed class RefusedBodiesTests
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/scorecards", 4, null, false)]
    [InlineData("/api/v1/scorecards", 4, "key", false)]
    [InlineData("/api/v1/scorecards", 4, "key", true)]
    [InlineData("/api/v1/calls/one/comments", 1, null, false)]
    [InlineData("/api/v1/calls/one/comments", 1, "key", false)]
    [InlineData("/calls/one/comments", 1, null, false)]
    [InlineData("/calls/one/comments", 1, null, true)]
    public async Task Json_IsRefusedAsTooLong_WhateverItIsSentWith(string address, int limit, string? key, bool chunked)
    {
        await using var site = await TestSite.OpenAsync();
        await site.AddScoredAsync("one");

        var (status, answer) = await SendAsync(site.Client, address, Of($"{{\"text\":\"{new string('x', (limit << 20) + 100)}\"}}", Json), key, chunked);

        status.ShouldBe(HttpStatusCode.RequestEntityTooLarge, answer);
        answer.ShouldContain($"What was sent is longer than {limit} MiB");
    }

    [Fact]
    public async Task Json_OfALongScorecard_IsRead_WithAKeyToo()
    {
        await using var site = await TestSite.OpenAsync();

        foreach (var key in new[] { null, "key" })
            (await SendAsync(site.Client, "/api/v1/scorecards", Of($"{{\"source\":\"{new string('x', 2 << 20)}\"}}", Json), key)).Status.ShouldBe(HttpStatusCode.BadRequest, "it is no scorecard");
    }

    [Theory]
    [InlineData("/api/v1/scorecards")]
    [InlineData("/api/v1/calls/one/comments")]
    [InlineData("/calls/one/comments")]
    public async Task AnotherType_IsRefused(string address)
    {
        await using var site = await TestSite.OpenAsync();
        await site.AddScoredAsync("one");

        (await SendAsync(site.Client, address, Of("{}", "text/plain"))).Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Form_IsRefusedInASentence_WhenItIsTooLongOrNone()
    {
        await using var site = await TestSite.OpenAsync();
        using var nobody = site.Nobody();
        var multipart = new StringContent("nothing");
        multipart.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");

        (await SendAsync(nobody, "/sign-in", Of("Name=" + new string('x', (4 << 20) + 100), Form))).ShouldBe((HttpStatusCode.RequestEntityTooLarge, "What was sent is longer than 4 MiB; go back and send less."));
        (await SendAsync(nobody, "/sign-in", Of("Name=" + new string('x', (4 << 20) + 100), Form), chunked: true)).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        foreach (var broken in new HttpContent[] { Of(string.Join('&', Enumerable.Range(0, 2000).Select(number => $"f{number}=1")), Form), multipart })
            (await SendAsync(nobody, "/sign-in", broken)).ShouldBe((HttpStatusCode.BadRequest, "What was sent cannot be read; go back, load the page anew and send it again."));
    }

    private static StringContent Of(string text, string type) => new(text, Encoding.UTF8, type);

    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpClient client, string address, HttpContent content, string? key = null, bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        // Whoever sends much more all at once may find the connection closed before the answer is read.
        request.Headers.ExpectContinue = true;
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var response = await client.SendAsync(request, Token);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }
}
