using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Redaction;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Redaction;

/// <summary>
/// What must not be heard of a call: what was taken out of any of its transcripts, so that a transcript made anew never lets be heard what an
/// earlier one hid.
/// </summary>
internal sealed class CallSilences(IDbContextFactory<CallQADbContext> contexts, Redactor redactor)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>What is known by now.</summary>
    public async Task<IReadOnlyList<AudioSpan>> OfAsync(Call call, CancellationToken cancellationToken) => Silences(call, await DocumentsAsync(call, cancellationToken));

    /// <summary>The same for whoever listens, or takes the recording along: before a call is transcribed nobody knows what must be silent.</summary>
    /// <exception cref="InputException">It is not known yet.</exception>
    public async Task<IReadOnlyList<AudioSpan>> ForListenersAsync(Call call, CancellationToken cancellationToken)
    {
        var documents = await DocumentsAsync(call, cancellationToken);
        return redactor.Enabled && documents.Count == 0
            ? throw new InputException(
                InputFault.Transcript, $"What must be silent in the recording of the call '{call.Id}' is not known before it is transcribed; hear or export it when that is done.") { Passing = true }
            : Silences(call, documents);
    }

    /// <summary>Tells by which stretches a recording was made silent.</summary>
    public static string DigestOf(IEnumerable<AudioSpan> silent) => CallDigest.Of(string.Join(' ', silent.OrderBy(span => span.From).ThenBy(span => span.Until)));

    private IReadOnlyList<AudioSpan> Silences(Call call, IEnumerable<string?> documents) =>
        redactor.Silences(documents.OfType<string>().SelectMany(StoredJson.Read<List<RedactedSpan>>), call.Duration);

    // Of each transcript; null where nothing was to be taken out of it.
    private Task<List<string?>> DocumentsAsync(Call call, CancellationToken cancellationToken) => work.ReadAsync(
        context => context.Transcripts.Where(row => row.CallId == call.Id).Select(row => row.Redactions).ToListAsync(cancellationToken), cancellationToken);
}
