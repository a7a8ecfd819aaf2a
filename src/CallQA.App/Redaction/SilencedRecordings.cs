using CallQA.App.Identity;
using CallQA.App.Review.Playback;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Storage.Encryption;
using CallQA.Recordings;
using CallQA.Recordings.Encryption;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Redaction;

/// <summary>
/// Puts the silenced recording in the place of the original where originals are to be destroyed. What takes its place is entered before it does, so that
/// after a kill either one is known to be right and the next run finishes the work. The call keeps the original's hash: it is not taken in again.
/// </summary>
internal sealed class SilencedRecordings(
    IDbContextFactory<CallQADbContext> contexts, IKeptRecordings recordings, CallSilences silences, RecordingKeys keys, PlaybackFolder playback, CallQASettings settings, TimeProvider clock)
{
    private readonly UnitOfWork work = new(contexts);
    private readonly AudioReader reader = new(new AudioReaderOptions { InMemoryBytes = 0 });

    private bool Enabled => settings.Redaction is { Originals: OriginalsRule.Destroy, Options.Enabled: true };

    /// <summary>Destroys a call's original, if something was taken out of the call; one on legal hold keeps it.</summary>
    /// <returns>Whether there is a silenced recording now that was not there before.</returns>
    /// <exception cref="InputException">The recording cannot be read, or the store not be written.</exception>
    public async Task<bool> SilenceAsync(string callId, CancellationToken cancellationToken)
    {
        if (!Enabled) return false;
        var row = await work.ReadAsync(context => context.Calls.FirstOrDefaultAsync(row => row.Id == callId, cancellationToken), cancellationToken);
        if (row is null or { LegalHold: not null }) return false;
        var call = CallMapping.ToCall(row);
        var silent = await silences.OfAsync(call, cancellationToken);
        if (silent.Count == 0) return false;
        var spans = CallSilences.DigestOf(silent);
        if (row.SilencedSpans == spans && !row.SilencingPending) return false;
        await ReplaceAsync(call, silent, spans, cancellationToken);
        return true;
    }

    /// <summary>Does the same for all calls of which an original is left that should not be there. One that cannot be read keeps no other from being destroyed.</summary>
    /// <returns>How many were destroyed.</returns>
    /// <exception cref="InputException">Some could not be, or the store is away.</exception>
    public async Task<int> SilenceAllAsync(CancellationToken cancellationToken)
    {
        if (!Enabled) return 0;
        var due = await work.ReadAsync(
            context => context.Calls.Where(row => row.LegalHold == null
                    && (row.SilencingPending || (row.SilencedHash == null && context.Transcripts.Any(transcript => transcript.CallId == row.Id && transcript.Redactions != null))))
                .OrderBy(row => row.Id).Select(row => new { row.Id, row.ContentHash }).ToListAsync(cancellationToken),
            cancellationToken);
        var (destroyed, problems) = (0, new List<InputException>());
        foreach (var call in due)
        {
            try
            {
                if (await SilenceAsync(call.Id, cancellationToken)) destroyed++;
            }
            catch (InputException exception)
            {
                // A store that is away ends it here.
                await recordings.HasAsync(call.ContentHash, cancellationToken);
                problems.Add(exception);
            }
        }

        return problems is [var first, ..] ? throw Left(destroyed, problems.Count, first) : destroyed;
    }

    private static InputException Left(int destroyed, int left, InputException first) => new(
        first.Fault, $"{destroyed} original recordings were destroyed, and {left} are left for the next run, the first because: {first.Message}", first) { Passing = first.Passing };

    /// <summary>Whether a call's original was destroyed.</summary>
    public Task<bool> IsDestroyedAsync(string callId, CancellationToken cancellationToken) =>
        work.ReadAsync(context => context.Calls.AnyAsync(row => row.Id == callId && row.SilencedHash != null, cancellationToken), cancellationToken);

    private async Task ReplaceAsync(Call call, IReadOnlyList<AudioSpan> silent, string spans, CancellationToken cancellationToken)
    {
        var original = await recordings.FindAsync(call.ContentHash, cancellationToken);
        // A key of its own: with the former one goes what backups and versions hold of the original.
        var key = keys.Encrypts ? await keys.AddAsync(call.ContentHash, cancellationToken) : null;
        await recordings.ReplaceAsync(
            call.ContentHash,
            async (target, token) =>
            {
                await using var wave = new WaveStream((await reader.ReadAsync(original, token)).Muted(silent));
                await EnterAsync(call, await StoredCopy.WriteHashedAsync(wave, target, key, token), spans, token);
            },
            cancellationToken);
        await keys.RemoveAsync(call.ContentHash, key?.Name, cancellationToken);
        playback.Remove(call.ContentHash);
        await ChangeAsync(call.Id, row => row.SilencingPending = false, cancellationToken);
    }

    private Task<CallRow> EnterAsync(Call call, string hash, string spans, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var row = await context.Calls.FirstAsync(row => row.Id == call.Id, cancellationToken);
            if (row.LegalHold is not null) throw new InputException(InputFault.Settings, $"The call '{call.Id}' is on legal hold; release it first.");
            (row.SilencedHash, row.SilencedSpans, row.SilencingPending) = (hash, spans, true);
            context.Audit.Add(new AuditRow
            {
                AtUtc = CallMapping.Utc(clock.GetUtcNow()), Action = AuditTrail.OriginalDestroyed, By = "redaction", CallDigest = CallDigest.Of(call.Id), ContentHash = call.ContentHash,
            });
            return row;
        },
        cancellationToken);

    private Task<bool> ChangeAsync(string callId, Action<CallRow> change, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            // Erased in between: then the recording is gone, too.
            if (await context.Calls.FirstOrDefaultAsync(row => row.Id == callId, cancellationToken) is { } row) change(row);
            return true;
        },
        cancellationToken);
}
