using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CallQA.App.Settings;

namespace CallQA.App.Webhooks;

/// <summary>Sends what is due, the earliest first. Redirections are not followed: what is signed goes to the address of the settings alone.</summary>
internal sealed class WebhookSender(WebhookOutbox outbox, CallQASettings settings, TimeProvider clock, HttpMessageHandler? handler = null) : IDisposable
{
    /// <summary>Most messages that are tried before it is looked anew for the earliest ones.</summary>
    public const int MostAtOnce = 100;

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(15);

    private readonly HttpClient client = new(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Tries the messages that are due, the earliest hundred; the others have their turn the next time.</summary>
    /// <returns>How many were taken.</returns>
    /// <exception cref="InputException">The secret cannot be read.</exception>
    public async Task<int> SendAsync(CancellationToken cancellationToken)
    {
        if (settings.Webhook.Address is null) return 0;
        var messages = await outbox.DueAsync(MostAtOnce, cancellationToken);
        var key = settings.Webhook.ReadKey();
        var taken = 0;
        foreach (var message in messages)
        {
            // An earlier version left messages there that are done with, or not due yet.
            var tried = message.NextAt <= clock.GetUtcNow() ? await TryAsync(message, key, cancellationToken) : message;
            await outbox.ReplaceAsync(message, tried, cancellationToken);
            if (tried != message && tried.DeliveredAt is not null) taken++;
        }

        await outbox.CleanAsync(cancellationToken);
        return taken;
    }

    /// <inheritdoc />
    public void Dispose() => client.Dispose();

    private async Task<WebhookMessage> TryAsync(WebhookMessage message, WebhookKey key, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(LongestAnswer, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var request = Request(message, key);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return message.Tried(((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture), answer.IsSuccessStatusCode, answer.StatusCode == HttpStatusCode.Gone, clock.GetUtcNow());
        }
        catch (HttpRequestException exception)
        {
            return message.Tried(exception.HttpRequestError.ToString(), taken: false, final: false, clock.GetUtcNow());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return message.Tried("no answer in time", taken: false, final: false, clock.GetUtcNow());
        }
    }

    private HttpRequestMessage Request(WebhookMessage message, WebhookKey key)
    {
        var now = clock.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, settings.Webhook.Address)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(message.Body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Add("webhook-id", message.Id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", key.Sign(message.Id, now, message.Body));
        return request;
    }
}
