using CallQA.App.Identity;
using CallQA.App.Search.Index;
using CallQA.App.Storage;
using CallQA.Redaction;
using CallQA.Transcription;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CallQA.App.Redaction;

/// <summary>What was or would be taken out of a call.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Found">Places in its current transcript and earlier ones, by kind.</param>
/// <param name="Texts">Texts about it that are kept elsewhere, and in which something was found.</param>
internal sealed record RedactedCall(string CallId, IReadOnlyDictionary<PersonalDataKind, int> Found, int Texts);

/// <summary>
/// Redacts calls that were stored before redaction was switched on, or with fewer kinds: their transcripts, what search reads of them, and every text
/// that is kept about them, also where the transcript itself has nothing. A call that somebody works on is left for the next time.
/// </summary>
internal sealed class StoredCallRedaction(IDbContextFactory<CallQADbContext> contexts, Redactor redactor, CallErasure erasure, TimeProvider clock)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>The calls that there is something to take out of, one by one.</summary>
    /// <param name="dryRun">Only tell.</param>
    /// <param name="by">Who has it done.</param>
    /// <param name="cancellationToken">Stops between two calls.</param>
    public async IAsyncEnumerable<RedactedCall> RunAsync(
        bool dryRun, string by, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ids = await work.ReadAsync(context => context.Calls.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(cancellationToken), cancellationToken);
        var changed = false;
        foreach (var id in ids)
        {
            var (found, listed) = dryRun
                ? await work.ReadAsync(context => RedactAsync(context, id, by: null, cancellationToken), cancellationToken)
                : await work.CommitAsync(context => RedactAsync(context, id, by, cancellationToken), cancellationToken);
            if (found is null) continue;
            if (!dryRun) erasure.RemoveReports(listed);
            changed = !dryRun;
            yield return found;
        }

        if (changed) await ForgetAsync(cancellationToken);
    }

    // Nobody has it done in a dry run: then what is found is only told.
    private async Task<(RedactedCall? Found, DateTime Listed)> RedactAsync(CallQADbContext context, string callId, string? by, CancellationToken cancellationToken)
    {
        var call = await context.Calls.FirstOrDefaultAsync(row => row.Id == callId, cancellationToken);
        if (call is null || call.LeasedUntilUtc > CallMapping.Utc(clock.GetUtcNow())) return default;
        var rows = await context.Transcripts.Include(row => row.Original).Where(row => row.CallId == callId).ToListAsync(cancellationToken);
        var names = new KnownNames(call.AgentName, call.CustomerName);
        var current = rows.MaxBy(row => row.Id);
        var again = new SaidAgain(redactor, names, current is null ? CallMapping.MetadataOf(call).Language ?? "en" : StoredJson.Read<Transcript>(current.Document).Language);
        var found = new List<PersonalDataKind>();
        foreach (var row in rows)
        {
            var heard = StoredJson.Read<Transcript>(row.Document);
            if (heard.Redactions is not null && heard.Origin == redactor.OriginOf(heard.Origin)) continue;
            var result = redactor.Redact(heard, names);
            again.Learn(heard, result.Transcript);
            found.AddRange(result.Findings.Select(finding => finding.Kind));
            Replace(row, rows, heard, result);
        }

        HaveSilenced(call, rows);
        var texts = await RewriteAsync(context, call, again, found.Count > 0, cancellationToken);
        if (found.Count == 0 && texts == 0) return default;
        if (by is not null) Enter(context, call, by);
        return (new RedactedCall(callId, found.CountBy(kind => kind).ToDictionary(), texts), call.ListedUtc);
    }

    // More was found since its recording was silenced, or the margin is another one.
    private void HaveSilenced(CallRow call, List<TranscriptRow> rows)
    {
        if (call.SilencedHash is null) return;
        var silent = redactor.Silences(rows.Select(row => row.Redactions).OfType<string>().SelectMany(StoredJson.Read<List<RedactedSpan>>), CallMapping.ToCall(call).Duration);
        if (CallSilences.DigestOf(silent) != call.SilencedSpans) call.SilencingPending = true;
    }

    private void Replace(TranscriptRow row, List<TranscriptRow> rows, Transcript heard, RedactedTranscript result)
    {
        if (redactor.KeepsOriginals && row.Original is null && result.Findings.Count > 0) row.Original = new OriginalTranscriptRow { Document = row.Document };
        row.Document = StoredJson.Write(result.Transcript);
        row.Redactions = CallMapping.Redactions(result.Transcript);
        var key = CallMapping.OriginKey(result.Transcript.Origin);
        // One heard again since then is redacted already and has the key.
        if (heard.Origin is not null && !rows.Exists(other => other.OriginKey == key)) row.OriginKey = key;
    }

    // What the machine made of a redacted transcript holds nothing of its own.
    private static async Task<int> RewriteAsync(CallQADbContext context, CallRow call, SaidAgain again, bool anew, CancellationToken cancellationToken)
    {
        var changed = 0;
        foreach (var type in context.Model.GetEntityTypes().Where(type => IsAboutCalls(type) && (anew || type.ClrType != typeof(EvaluationRow))))
        {
            foreach (var row in await RowsAsync(context, type, call.Id, cancellationToken)) changed += Rewrite(context, type, row, again);
        }

        if ((anew || changed > 0) && await context.CallFigures.FirstOrDefaultAsync(row => row.CallId == call.Id, cancellationToken) is { } figures)
        {
            foreach (var turn in await context.SpokenTurns.Where(row => row.CallKey == figures.Key).ToListAsync(cancellationToken)) turn.Text = again.Rewrite(turn.Text);
        }

        return changed;
    }

    private void Enter(CallQADbContext context, CallRow call, string by) => context.Audit.Add(new AuditRow
    {
        AtUtc = CallMapping.Utc(clock.GetUtcNow()), Action = AuditTrail.Redacted, By = by, CallDigest = CallDigest.Of(call.Id), ContentHash = call.ContentHash,
    });

    // Every table with texts about a call, those to come included.
    private static bool IsAboutCalls(IEntityType type) =>
        type.ClrType != typeof(TranscriptRow) && type.ClrType != typeof(CallFigureRow) && type.FindProperty("CallId") is { ClrType: var id } && id == typeof(string);

    private static Task<List<object>> RowsAsync(CallQADbContext context, IEntityType type, string callId, CancellationToken cancellationToken)
    {
        var read = typeof(StoredCallRedaction).GetMethod(nameof(RowsOfAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!;
        return (Task<List<object>>)read.MakeGenericMethod(type.ClrType).Invoke(null, [context, callId, cancellationToken])!;
    }

    private static async Task<List<object>> RowsOfAsync<T>(CallQADbContext context, string callId, CancellationToken cancellationToken)
        where T : class =>
        [.. await context.Set<T>().Where(row => EF.Property<string>(row, "CallId") == callId).ToListAsync(cancellationToken)];

    private static int Rewrite(CallQADbContext context, IEntityType type, object row, SaidAgain again)
    {
        var changed = 0;
        foreach (var property in type.GetProperties().Where(IsText))
        {
            var value = context.Entry(row).Property(property);
            if (value.CurrentValue is not string { Length: > 0 } before) continue;
            var after = Rewrite(property, before, again);
            if (after == before) continue;
            value.CurrentValue = after;
            changed++;
        }

        return changed;
    }

    private static string Rewrite(IProperty property, string before, SaidAgain again) => IsDocument(property) ? again.RewriteDocument(before) : again.Rewrite(before);

    // By its column: a text that looks like JSON is one that somebody wrote.
    private static bool IsDocument(IProperty property) => property.Name is "Document" or "Announced" or "Described";

    private static bool IsText(IProperty property) =>
        property.ClrType == typeof(string) && !property.IsKey() && !property.IsForeignKey() && !property.Name.EndsWith("Id", StringComparison.Ordinal)
        && property.Name is not ("By" or "Scorecard" or "Model" or "Worker" or "Path" or "State" or "Address" or "Digest");

    // A changed page of SQLite's file holds what it held until it is written over.
    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (!context.Database.IsSqlite()) return;
        await context.Database.ExecuteSqlRawAsync("VACUUM", cancellationToken);
        await context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken);
    }
}
