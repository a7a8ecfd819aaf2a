using CallQA.App.Storage;
using CallQA.Transcription;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Redaction;

/// <summary>Transcripts as they were heard, for those who may see originals.</summary>
internal sealed class OriginalTranscripts(IDbContextFactory<CallQADbContext> contexts)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>What was heard of a call before it was redacted; null when nothing was taken out or it was not kept.</summary>
    public Task<Transcript?> OfAsync(string callId, CancellationToken cancellationToken) => work.ReadAsync(
        async context => await context.OriginalTranscripts
            .Where(row => context.Calls.Any(call => call.Id == callId && call.CurrentTranscriptId == row.TranscriptId))
            .Select(row => row.Document).FirstOrDefaultAsync(cancellationToken) is { } document
            ? StoredJson.Read<Transcript>(document)
            : null,
        cancellationToken);

    /// <summary>Whether there is one.</summary>
    public Task<bool> AreKeptAsync(string callId, CancellationToken cancellationToken) => work.ReadAsync(
        context => context.OriginalTranscripts.AnyAsync(row => context.Calls.Any(call => call.Id == callId && call.CurrentTranscriptId == row.TranscriptId), cancellationToken), cancellationToken);
}
