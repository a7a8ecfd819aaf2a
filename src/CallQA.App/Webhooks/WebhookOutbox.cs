using System.Security.Cryptography;
using System.Text.Json;
using CallQA.App.Settings;
using CallQA.Recordings;

namespace CallQA.App.Webhooks;

/// <summary>
/// The messages to a program, one file each in the data directory: whoever ends in between, they are sent later. Those that were taken, or given up,
/// are kept for thirty days, to be sent again on demand.
/// </summary>
internal sealed class WebhookOutbox(CallQASettings settings, TimeProvider clock)
{
    private const string Prefix = "msg_";
    private const int RandomBytes = 16;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Keeps a message to be sent; nothing where nobody is to be told.</summary>
    /// <param name="type">What happened.</param>
    /// <param name="data">What there is to say of it; no words of calls.</param>
    /// <param name="cancellationToken">Stops before it is kept.</param>
    public async Task AddAsync<T>(string type, T data, CancellationToken cancellationToken)
    {
        if (settings.Webhook.Address is null) return;
        var now = clock.GetUtcNow();
        var body = JsonSerializer.Serialize(new { type, timestamp = now, data }, CallQAJson.Compact);
        await SaveAsync(new(Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes)), type, now, body), cancellationToken);
    }

    /// <summary>All messages kept, the latest first.</summary>
    public async Task<IReadOnlyList<WebhookMessage>> ListAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(settings.WebhooksPath)) return [];
        var messages = new List<WebhookMessage>();
        foreach (var path in Directory.EnumerateFiles(settings.WebhooksPath, Prefix + "*.json"))
            messages.Add(JsonSerializer.Deserialize<WebhookMessage>(await File.ReadAllTextAsync(path, cancellationToken), CallQAJson.Compact)!);
        return [.. messages.OrderByDescending(message => message.CreatedAt).ThenBy(message => message.Id, StringComparer.Ordinal)];
    }

    /// <summary>Replaces a message by what has become of it.</summary>
    public Task SaveAsync(WebhookMessage message, CancellationToken cancellationToken) =>
        AtomicFile.WriteTextAsync(PathOf(message.Id), JsonSerializer.Serialize(message, CallQAJson.Compact), cancellationToken);

    /// <summary>Has a message sent again from the start.</summary>
    /// <returns>False when there is no such message.</returns>
    public async Task<bool> ReplayAsync(string id, CancellationToken cancellationToken)
    {
        if ((await ListAsync(cancellationToken)).FirstOrDefault(message => message.Id == id) is not { } known) return false;
        await SaveAsync(known.Again(clock.GetUtcNow()), cancellationToken);
        return true;
    }

    /// <summary>Removes what has been done with for thirty days.</summary>
    public void Remove(IEnumerable<WebhookMessage> messages)
    {
        var oldest = clock.GetUtcNow() - Kept;
        foreach (var message in messages.Where(message => message.NextAt is null && message.CreatedAt < oldest)) File.Delete(PathOf(message.Id));
    }

    private string PathOf(string id) => Path.Combine(settings.WebhooksPath, id + ".json");
}
