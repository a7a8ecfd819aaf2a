using System.Security.Cryptography;
using System.Text.Json;
using CallQA.App.Settings;
using CallQA.Recordings;

namespace CallQA.App.Webhooks;

/// <summary>
/// The messages to a program, one file each in the data directory: whoever ends in between, they are sent later. Those that were taken, or given up, lie in a folder
/// of their own, so that sending need not read them, and are kept for thirty days, to be sent again on demand.
/// </summary>
internal sealed class WebhookOutbox(CallQASettings settings, TimeProvider clock)
{
    /// <summary>Most messages that are kept once they are done with: the oldest go first.</summary>
    public const int MostDone = 10_000;

    private const string Prefix = "msg_";
    private const int RandomBytes = 16;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private static readonly TimeSpan BetweenCleanings = TimeSpan.FromHours(1);

    private DateTimeOffset cleaned = DateTimeOffset.MinValue;

    private string DonePath => Path.Combine(settings.WebhooksPath, "done");

    /// <summary>Keeps a message to be sent; nothing where nobody is to be told, or not of this.</summary>
    /// <param name="type">What happened, one of <see cref="WebhookTypes"/>.</param>
    /// <param name="data">What there is to say of it; no words of calls.</param>
    /// <param name="cancellationToken">Stops before it is kept.</param>
    public async Task AddAsync<T>(string type, T data, CancellationToken cancellationToken)
    {
        if (!settings.Webhook.Wants(type)) return;
        var now = clock.GetUtcNow();
        var body = JsonSerializer.Serialize(new { type, timestamp = now, data }, CallQAJson.Compact);
        await SaveAsync(new(Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes)), type, now, body), cancellationToken);
    }

    /// <summary>All messages kept, the latest first.</summary>
    public async Task<IReadOnlyList<WebhookMessage>> ListAsync(CancellationToken cancellationToken)
    {
        var messages = (await PendingAsync(cancellationToken)).Concat(await ReadAsync(DonePath, cancellationToken));
        return [.. messages.DistinctBy(message => message.Id).OrderByDescending(message => message.CreatedAt).ThenBy(message => message.Id, StringComparer.Ordinal)];
    }

    /// <summary>The messages that are not done with, in no order.</summary>
    public Task<List<WebhookMessage>> PendingAsync(CancellationToken cancellationToken) => ReadAsync(settings.WebhooksPath, cancellationToken);

    /// <summary>Replaces a message by what has become of it.</summary>
    public async Task SaveAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        var (place, other) = message.NextAt is null ? (DonePath, settings.WebhooksPath) : (settings.WebhooksPath, DonePath);
        Directory.CreateDirectory(place);
        Directory.CreateDirectory(other);
        await AtomicFile.WriteTextAsync(PathOf(place, message.Id), JsonSerializer.Serialize(message, CallQAJson.Compact), cancellationToken);
        // Last: of a process that ends in between it is sent once more, and not never.
        File.Delete(PathOf(other, message.Id));
    }

    /// <summary>Has a message sent again from the start.</summary>
    /// <returns>False when there is no such message.</returns>
    public async Task<bool> ReplayAsync(string id, CancellationToken cancellationToken)
    {
        if ((await ListAsync(cancellationToken)).FirstOrDefault(message => message.Id == id) is not { } known) return false;
        await SaveAsync(known.Again(clock.GetUtcNow()), cancellationToken);
        return true;
    }

    /// <summary>Removes what has been done with for thirty days, or is beyond the number that is kept; looks once an hour.</summary>
    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - cleaned < BetweenCleanings) return;
        cleaned = now;
        var done = (await ReadAsync(DonePath, cancellationToken)).OrderByDescending(message => message.CreatedAt);
        foreach (var (_, message) in done.Index().Where(entry => entry.Index >= MostDone || entry.Item.CreatedAt < now - Kept)) File.Delete(PathOf(DonePath, message.Id));
    }

    private static async Task<List<WebhookMessage>> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var messages = new List<WebhookMessage>();
        if (!Directory.Exists(folder)) return messages;
        foreach (var path in Directory.EnumerateFiles(folder, Prefix + "*.json"))
        {
            // Another process may have done with it meanwhile.
            if (await TryReadAsync(path, cancellationToken) is { } message) messages.Add(message);
        }

        return messages;
    }

    private static async Task<WebhookMessage?> TryReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return JsonSerializer.Deserialize<WebhookMessage>(await File.ReadAllTextAsync(path, cancellationToken), CallQAJson.Compact);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static string PathOf(string folder, string id) => Path.Combine(folder, id + ".json");
}
