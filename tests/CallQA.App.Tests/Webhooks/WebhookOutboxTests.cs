using System.Net;
using CallQA.App.Settings;
using CallQA.App.Tests.Redaction;
using CallQA.App.Tests.Storage;
using CallQA.App.Webhooks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.App.Tests.Webhooks;

/// <summary>Which files are opened to send messages. A file that must not be opened is no message: to open it is a failure.</summary>
public sealed class WebhookOutboxTests : IDisposable
{
    private const int Many = 10_000;

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider clock = new(Some.Start);
    private readonly Dead receiver = new();
    private readonly CollectedLog log = new();
    private readonly WebhookOutbox outbox;
    private readonly WebhookSender sender;

    public WebhookOutboxTests()
    {
        File.WriteAllText(folder.Of("secret"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"); // The specification's example: not-a-secret.
        outbox = new(Settings, clock, new Logger<WebhookOutbox>(new LoggerFactory([log])));
        sender = new(outbox, Settings, clock, receiver);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private CallQASettings Settings => new() { DataDirectory = folder.Of("data"), Webhook = new() { Address = "https://hooks.example/qa", SecretFile = folder.Of("secret") } };

    private string[] Waiting => Directory.GetFiles(Settings.WebhooksPath, "*.json");

    [Fact]
    public async Task SendAsync_OpensWhatIsDueOnly_HoweverManyWait()
    {
        await AddAsync(1);
        await sender.SendAsync(Token);
        var spoilt = Waiting.ShouldHaveSingleItem();
        Spoil(spoilt);
        for (var copy = 1; copy < Many; copy++) File.Copy(spoilt, spoilt.Replace("msg_", $"msg_{copy:00000}", StringComparison.Ordinal));
        await AddAsync(1);

        (await sender.SendAsync(Token)).ShouldBe(0);

        (receiver.Asked, Waiting.Length).ShouldBe((2, Many + 1));
    }

    [Fact]
    public async Task SendAsync_TriesAHundredAtOnce_TheEarliest_WhenNobodyAnswers()
    {
        await AddAsync(WebhookSender.MostAtOnce);
        var first = Waiting;
        clock.Advance(TimeSpan.FromSeconds(1));
        await AddAsync(WebhookSender.MostAtOnce / 2);
        foreach (var later in Waiting.Except(first)) Spoil(later);

        await sender.SendAsync(Token);

        receiver.Asked.ShouldBe(WebhookSender.MostAtOnce);
        Waiting.Except(first).Count().ShouldBe(WebhookSender.MostAtOnce * 3 / 2, "each of the first ones waits for its next attempt");
    }

    [Fact]
    public async Task SendAsync_ComesToAll_OneLookAfterTheOther()
    {
        await AddAsync(2 * WebhookSender.MostAtOnce);
        for (var look = 0; look < 4; look++) await sender.SendAsync(Token);
        receiver.Asked.ShouldBe(2 * WebhookSender.MostAtOnce, "none is tried twice before its pause is over");
        clock.Advance(TimeSpan.FromMinutes(5));
        for (var look = 0; look < 4; look++) await sender.SendAsync(Token);
        receiver.Asked.ShouldBe(4 * WebhookSender.MostAtOnce);
    }

    [Fact]
    public async Task SendAsync_TakesTheEarlierOne_WhereAProcessEndedBetweenTwoVersions()
    {
        await AddAsync(1);
        var before = Waiting[0];
        var content = await File.ReadAllTextAsync(before, Token);
        await sender.SendAsync(Token);
        await File.WriteAllTextAsync(before, content, Token);
        Waiting.Length.ShouldBe(2);

        await sender.SendAsync(Token);

        (receiver.Asked, Waiting.Length).ShouldBe((2, 1));
    }

    [Fact]
    public async Task SendAsync_GoesOnWithWhatAnEarlierVersionLeft()
    {
        await AddAsync(1);
        var old = Path.Combine(Settings.WebhooksPath, Path.GetFileName(Waiting[0])[Path.GetFileName(Waiting[0]).IndexOf("msg_", StringComparison.Ordinal)..]);
        File.Move(Waiting[0], old);

        await sender.SendAsync(Token);
        await sender.SendAsync(Token);

        (receiver.Asked, Waiting.Length, File.Exists(old)).ShouldBe((1, 1, false));
        (await outbox.ListAsync(Token)).ShouldHaveSingleItem().Attempts.ShouldBe(1);
    }

    [Theory]
    [InlineData("to be left alone")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"id":"msg_another","type":"a","createdAt":"2026-11-02T09:00:00Z","body":"{}"}""")]
    public async Task SendAsync_SetsAFileAside_ThatIsNoMessage_AndSendsTheOthers(string content)
    {
        await AddAsync(1);
        var spoilt = Waiting.ShouldHaveSingleItem();
        await File.WriteAllTextAsync(spoilt, content, Token);
        await AddAsync(WebhookSender.MostAtOnce);

        await sender.SendAsync(Token);
        await sender.SendAsync(Token);

        (receiver.Asked, File.Exists(spoilt), await File.ReadAllTextAsync(spoilt + ".bad", Token)).ShouldBe((WebhookSender.MostAtOnce, false, content));
        (await outbox.ListAsync(Token)).Count.ShouldBe(WebhookSender.MostAtOnce);
        log.Text.Split(Path.GetFileName(spoilt)).Length.ShouldBe(2, "it is told once");
    }

    [Fact]
    public async Task SendAsync_PassesOverAFile_ThatCannotBeRead_AndSendsItOnceItCan()
    {
        await AddAsync(1);
        var closed = Waiting.ShouldHaveSingleItem();
        // A link to itself: it cannot be opened by anybody, whatever the rights.
        File.Move(closed, closed + ".kept");
        File.CreateSymbolicLink(closed, closed);
        await AddAsync(1);

        await sender.SendAsync(Token);
        await sender.SendAsync(Token);
        receiver.Asked.ShouldBe(1);
        log.Text.Split(Path.GetFileName(closed)).Length.ShouldBe(2, "it is told once");

        File.Move(closed + ".kept", closed, overwrite: true);
        await sender.SendAsync(Token);
        receiver.Asked.ShouldBe(2);
    }

    public void Dispose()
    {
        log.Dispose();
        sender.Dispose();
        receiver.Dispose();
        folder.Dispose();
    }

    private static void Spoil(string path) => File.WriteAllText(path, "to be left alone");

    private async Task AddAsync(int messages)
    {
        for (var number = 0; number < messages; number++) await outbox.AddAsync("reports.written", new { number }, Token);
    }

    private sealed class Dead : HttpMessageHandler
    {
        public int Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            throw new HttpRequestException(HttpRequestError.ConnectionError, "nobody is there", null, HttpStatusCode.BadGateway);
        }
    }
}
