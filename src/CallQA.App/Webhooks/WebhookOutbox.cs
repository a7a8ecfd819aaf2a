using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using CallQA.App.Settings;
using CallQA.Recordings;

namespace CallQA.App.Webhooks;

/// <summary>
/// The messages to a program, one file each in the data directory: whoever ends in between, they are sent later. The file of one that waits begins with the moment at which
/// it is due, so that only what is due is ever opened. Those that were taken, or given up, lie in a folder of their own and are kept for thirty days, to be sent again on demand.
/// A file that is no message is set aside, and keeps no other from being sent.
/// </summary>
internal sealed class WebhookOutbox(CallQASettings settings, TimeProvider clock, ILogger<WebhookOutbox> logger)
{
    /// <summary>Most messages that are kept once they are done with: the oldest go first.</summary>
    public const int MostDone = 10_000;

    private const string Prefix = "msg_";
    private const string Extension = ".json";
    private const string SetAsideExtension = ".bad";
    private const string DueFormat = "yyyyMMdd'T'HHmmssfffffff'_'";
    private const int RandomBytes = 16;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private static readonly TimeSpan BetweenCleanings = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, bool> told = new(StringComparer.Ordinal);

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
        await WriteAsync(new(Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes)), type, now, body), cancellationToken);
    }

    /// <summary>All messages kept, the latest first.</summary>
    public async Task<IReadOnlyList<WebhookMessage>> ListAsync(CancellationToken cancellationToken)
    {
        var messages = ReadAsync(Waiting().Select(file => file.Path).Concat(FilesIn(DonePath)), cancellationToken);
        return [.. (await messages.ToListAsync(cancellationToken)).DistinctBy(message => message.Id).OrderByDescending(message => message.CreatedAt).ThenBy(message => message.Id, StringComparer.Ordinal)];
    }

    /// <summary>The messages that are due, the earliest first.</summary>
    /// <param name="most">Most of them; no other file is opened.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public ValueTask<List<WebhookMessage>> DueAsync(int most, CancellationToken cancellationToken)
    {
        var now = Due(clock.GetUtcNow());
        // Of a message that is being replaced, or was when a process ended, the earlier one counts. The other stays and is sent once more: taken away here, the
        // message would be lost if whoever replaces it takes the earlier one away.
        var first = Waiting().OrderBy(file => file.Due, StringComparer.Ordinal).ThenBy(file => file.Id, StringComparer.Ordinal).DistinctBy(file => file.Id);
        return ReadAsync(first.Where(file => string.CompareOrdinal(file.Due, now) <= 0).Select(file => file.Path), cancellationToken).Take(most).ToListAsync(cancellationToken);
    }

    /// <summary>Replaces a message by what has become of it.</summary>
    public async Task ReplaceAsync(WebhookMessage former, WebhookMessage message, CancellationToken cancellationToken)
    {
        await WriteAsync(message, cancellationToken);
        // Last: of a process that ends in between it is sent once more, and not never.
        foreach (var path in new[] { PathOf(former), Path.Combine(settings.WebhooksPath, former.Id + Extension) })
            if (path != PathOf(message)) File.Delete(path);
    }

    /// <summary>Has a message sent again from the start.</summary>
    /// <returns>False when there is no such message.</returns>
    public async Task<bool> ReplayAsync(string id, CancellationToken cancellationToken)
    {
        if ((await ListAsync(cancellationToken)).FirstOrDefault(message => message.Id == id) is not { } known) return false;
        await ReplaceAsync(known, known.Again(clock.GetUtcNow()), cancellationToken);
        return true;
    }

    /// <summary>Removes what has been done with for thirty days, or is beyond the number that is kept; looks once an hour.</summary>
    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - cleaned < BetweenCleanings) return;
        cleaned = now;
        var done = (await ReadAsync(FilesIn(DonePath), cancellationToken).ToListAsync(cancellationToken)).OrderByDescending(message => message.CreatedAt);
        foreach (var (_, message) in done.Index().Where(entry => entry.Index >= MostDone || entry.Item.CreatedAt < now - Kept)) File.Delete(PathOf(message));
    }

    // Names only. An earlier version did not write the moment: what it left is due at once.
    private IEnumerable<(string Path, string Due, string Id)> Waiting() => FilesIn(settings.WebhooksPath).Select(path =>
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var id = name.IndexOf(Prefix, StringComparison.Ordinal);
        return (path, name[..id], name[id..]);
    });

    private static IEnumerable<string> FilesIn(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, $"*{Prefix}*{Extension}") : [];

    private async Task WriteAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(settings.WebhooksPath);
        Directory.CreateDirectory(DonePath);
        await AtomicFile.WriteTextAsync(PathOf(message), JsonSerializer.Serialize(message, CallQAJson.Compact), cancellationToken);
    }

    private async IAsyncEnumerable<WebhookMessage> ReadAsync(IEnumerable<string> paths, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var path in paths)
            if (await TryReadAsync(path, cancellationToken) is { } message) yield return message;
    }

    private async Task<WebhookMessage?> TryReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var message = JsonSerializer.Deserialize<WebhookMessage>(await File.ReadAllTextAsync(path, cancellationToken), CallQAJson.Compact);
            if (message is { Id.Length: > 0, Type: not null, Body: not null } && Path.GetFileNameWithoutExtension(path).EndsWith(message.Id, StringComparison.Ordinal)) return message;
            SetAside(path);
        }
        catch (FileNotFoundException)
        {
            // Another process may have done with it meanwhile.
        }
        catch (JsonException)
        {
            SetAside(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It may be a message; whoever may read it sends it.
            Tell(path);
        }

        return null;
    }

    private void SetAside(string path)
    {
        try
        {
            AtomicFile.Publish(path, path + SetAsideExtension, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It stays, and is passed over each time.
        }

        Tell(path);
    }

    // Once: it is looked at every few seconds.
    private void Tell(string path)
    {
        if (told.TryAdd(path, true)) Log.WebhookMessageUnusable(logger, Path.GetFileName(path));
    }

    private string PathOf(WebhookMessage message) => message.NextAt is { } next
        ? Path.Combine(settings.WebhooksPath, Due(next) + message.Id + Extension)
        : Path.Combine(DonePath, message.Id + Extension);

    private static string Due(DateTimeOffset moment) => moment.UtcDateTime.ToString(DueFormat, CultureInfo.InvariantCulture);
}
