using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Redaction;

namespace CallQA.App.Redaction;

/// <summary>Takes out of what people write about calls what is taken out of the calls: it does not come back by hand.</summary>
internal sealed class WrittenByHand(Redactor redactor, EfCallStore calls)
{
    /// <summary>A document without it; the same one where there is nothing to take out.</summary>
    /// <param name="call">The call it is about.</param>
    /// <param name="document">What somebody wrote.</param>
    /// <param name="cancellationToken">Stops the reading of the call's language.</param>
    public async Task<T> WithoutAsync<T>(Call call, T document, CancellationToken cancellationToken)
    {
        var written = StoredJson.Write(document);
        var redacted = await WithoutAsync(call, written, cancellationToken);
        return redacted == written ? document : StoredJson.Read<T>(redacted);
    }

    /// <summary>A text, or a JSON document, without it.</summary>
    public async Task<string> WithoutAsync(Call call, string text, CancellationToken cancellationToken)
    {
        var language = (await calls.CurrentTranscriptAsync(call.Id, cancellationToken))?.Language ?? call.Metadata.Language ?? "en";
        return new SaidAgain(redactor, KnownNames.Of(call.Metadata), language).Rewrite(text);
    }
}
