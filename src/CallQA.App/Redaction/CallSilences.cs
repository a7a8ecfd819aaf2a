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

    public async Task<IReadOnlyList<AudioSpan>> OfAsync(Call call, CancellationToken cancellationToken)
    {
        var documents = await work.ReadAsync(
            context => context.Transcripts.Where(row => row.CallId == call.Id && row.Redactions != null).Select(row => row.Redactions!).ToListAsync(cancellationToken),
            cancellationToken);
        return redactor.Silences(documents.SelectMany(StoredJson.Read<List<RedactedSpan>>), call.Duration);
    }
}
