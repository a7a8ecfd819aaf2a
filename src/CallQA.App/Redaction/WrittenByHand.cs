using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Redaction;

namespace CallQA.App.Redaction;

/// <summary>Takes out of what people write about calls what is taken out of the calls: it does not come back by hand.</summary>
internal sealed class WrittenByHand(Redactor redactor, EfCallStore calls, CallQASettings settings)
{
    private const string German = "de";

    /// <summary>A document without it; the same one where there is nothing to take out.</summary>
    /// <param name="call">The call it is about.</param>
    /// <param name="document">What somebody wrote.</param>
    /// <param name="cancellationToken">Stops the reading of the call's language.</param>
    public async Task<T> WithoutAsync<T>(Call call, T document, CancellationToken cancellationToken)
    {
        var written = StoredJson.Write(document);
        var redacted = (await OfAsync(call, cancellationToken)).RewriteDocument(written);
        return redacted == written ? document : StoredJson.Read<T>(redacted);
    }

    /// <summary>A text without it.</summary>
    public async Task<string> WithoutAsync(Call call, string text, CancellationToken cancellationToken) =>
        (await OfAsync(call, cancellationToken)).Rewrite(text);

    /// <summary>A document about a call that is known by its identifier; the same one where there is no such call.</summary>
    /// <param name="callId">The call's identifier.</param>
    /// <param name="document">What somebody wrote.</param>
    /// <param name="cancellationToken">Stops the reading of the call.</param>
    public async Task<T> WithoutAsync<T>(string callId, T document, CancellationToken cancellationToken) =>
        await calls.FindAsync(callId, cancellationToken) is { } call ? await WithoutAsync(call, document, cancellationToken) : document;

    /// <summary>A text about such a call, trimmed and not too long already.</summary>
    /// <param name="callId">The call's identifier.</param>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="cancellationToken">Stops the reading of the call.</param>
    public async Task<string> WithoutAsync(string callId, string text, CancellationToken cancellationToken) =>
        await calls.FindAsync(callId, cancellationToken) is { } call ? await WithoutAsync(call, text, cancellationToken) : text;

    /// <summary>A text that is about no single call.</summary>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="agent">Name of the agent it is about, which stays; null for none.</param>
    public string Without(string text, string? agent = null) =>
        new SaidAgain(redactor, new KnownNames(agent), settings.Language == German ? German : "en").Rewrite(text);

    private async Task<SaidAgain> OfAsync(Call call, CancellationToken cancellationToken)
    {
        var language = (await calls.CurrentTranscriptAsync(call.Id, cancellationToken))?.Language ?? call.Metadata.Language ?? "en";
        return new(redactor, KnownNames.Of(call.Metadata), language);
    }
}
