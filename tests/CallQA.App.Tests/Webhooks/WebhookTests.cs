using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CallQA.App.Settings;
using CallQA.App.Tests.Storage;
using CallQA.App.Webhooks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.App.Tests.Webhooks;

public sealed class WebhookTests : IDisposable
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"; // The specification's example: not-a-secret.

    private static readonly int[] Pauses = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider clock = new(Some.Start);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private CallQASettings Settings => new() { DataDirectory = folder.Of("data"), Webhook = new() { Address = "https://hooks.example/qa", SecretFile = folder.Of("secret") } };

    [Fact]
    public void Sign_GivesTheSignatureOfTheSpecificationsExample() =>
        WebhookKey.Parse(Secret)!.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), "{\"test\": 2432232314}")
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Theory]
    [InlineData("")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_no base64")]
    public void Parse_FindsNoKey_WhereNoneIs(string secret) => WebhookKey.Parse(secret).ShouldBeNull();

    [Fact]
    public async Task SendAsync_SendsWhatIsSigned_Once()
    {
        var receiver = new Receiver(HttpStatusCode.NoContent);
        var outbox = await WithMessageAsync();
        using var sender = new WebhookSender(outbox, Settings, clock, receiver);

        (await sender.SendAsync(Token)).ShouldBe(1);
        (await sender.SendAsync(Token)).ShouldBe(0);

        var (headers, body) = receiver.Received.Single();
        JsonNode.Parse(body)!["type"]!.GetValue<string>().ShouldBe("reports.written");
        JsonNode.Parse(body)!["data"]!["period"]!.GetValue<string>().ShouldBe("2026-11");
        headers["webhook-signature"].ShouldBe(WebhookKey.Parse(Secret)!.Sign(headers["webhook-id"], clock.GetUtcNow(), body));
        headers["webhook-timestamp"].ShouldBe($"{clock.GetUtcNow().ToUnixTimeSeconds()}");
    }

    [Fact]
    public async Task SendAsync_TriesAgainAfterTheStatedPauses_AndGivesUpAtTheEnd()
    {
        var receiver = new Receiver(HttpStatusCode.ServiceUnavailable);
        var outbox = await WithMessageAsync();
        using var sender = new WebhookSender(outbox, Settings, clock, receiver);
        TimeSpan[] pauses = [.. Pauses.Select(seconds => TimeSpan.FromSeconds(seconds))];

        foreach (var pause in pauses)
        {
            var before = receiver.Received.Count;
            await sender.SendAsync(Token);
            receiver.Received.Count.ShouldBe(before + 1);
            clock.Advance(pause - TimeSpan.FromSeconds(1));
            await sender.SendAsync(Token);
            receiver.Received.Count.ShouldBe(before + 1, $"{pause} are not over");
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        await sender.SendAsync(Token);
        var given = (await outbox.ListAsync(Token)).Single();
        (given.Attempts, given.NextAt, given.DeliveredAt, given.Outcome).ShouldBe((10, null, null, "503"));
        receiver.Received.Select(one => one.Headers["webhook-id"]).Distinct().Count().ShouldBe(1);
        receiver.Status = HttpStatusCode.OK;
        (await outbox.ReplayAsync(given.Id, Token)).ShouldBeTrue();
        (await sender.SendAsync(Token)).ShouldBe(1);
        (await outbox.ReplayAsync("msg_none", Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task SendAsync_StopsAtOnce_WhereTheReceiverIsGone()
    {
        var outbox = await WithMessageAsync();
        using var sender = new WebhookSender(outbox, Settings, clock, new Receiver(HttpStatusCode.Gone));

        await sender.SendAsync(Token);

        (await outbox.ListAsync(Token)).Single().NextAt.ShouldBeNull();
    }

    [Fact]
    public async Task SendAsync_GoesOnAfterFifteenSeconds_WhereNobodyAnswers()
    {
        var outbox = await WithMessageAsync();
        using var sender = new WebhookSender(outbox, Settings, clock, new Silent());

        var sending = sender.SendAsync(Token);
        while (!sending.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        (await sending).ShouldBe(0);
        (await outbox.ListAsync(Token)).Single().ShouldSatisfyAllConditions(message => message.Outcome.ShouldBe("no answer in time"), message => message.NextAt.ShouldNotBeNull());
    }

    [Fact]
    public async Task Outbox_ForgetsWhatWasTaken_AfterThirtyDays()
    {
        var outbox = await WithMessageAsync();
        using var sender = new WebhookSender(outbox, Settings, clock, new Receiver(HttpStatusCode.OK));
        await sender.SendAsync(Token);

        clock.Advance(TimeSpan.FromDays(29));
        await sender.SendAsync(Token);
        (await outbox.ListAsync(Token)).Count.ShouldBe(1);
        clock.Advance(TimeSpan.FromDays(2));
        await sender.SendAsync(Token);
        (await outbox.ListAsync(Token)).ShouldBeEmpty();
    }

    public void Dispose() => folder.Dispose();

    private async Task<WebhookOutbox> WithMessageAsync()
    {
        await File.WriteAllTextAsync(folder.Of("secret"), Secret + "\n", Token);
        var outbox = new WebhookOutbox(Settings, clock, NullLogger<WebhookOutbox>.Instance);
        await outbox.AddAsync("reports.written", new { period = "2026-11" }, Token);
        return outbox;
    }

    private sealed class Silent : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new(HttpStatusCode.OK);
        }
    }

    private sealed class Receiver(HttpStatusCode status) : HttpMessageHandler
    {
        public HttpStatusCode Status { get; set; } = status;

        public List<(Dictionary<string, string> Headers, string Body)> Received { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = Encoding.UTF8.GetString(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
            Received.Add((request.Headers.ToDictionary(header => header.Key, header => header.Value.Single(), StringComparer.OrdinalIgnoreCase), body));
            return new(Status);
        }
    }
}
