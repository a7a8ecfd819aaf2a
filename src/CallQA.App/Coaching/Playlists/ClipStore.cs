using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Redaction;
using CallQA.App.Review.Playback;
using CallQA.App.Storage;
using CallQA.Coaching.Clips;
using CallQA.Recordings;
using CallQA.Redaction;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Coaching.Playlists;

/// <summary>Cuts clips out of calls and plays them. A clip is two moments of a call; its audio is cut from the recording each time.</summary>
internal sealed class ClipStore(IDbContextFactory<CallQADbContext> contexts, EfCallStore calls, ClipTexts texts, WrittenByHand byHand, PlaybackFolder playback, TimeProvider clock)
{
    /// <summary>Most letters of a title.</summary>
    public const int LongestTitle = 200;

    /// <summary>Clips on a page.</summary>
    public const int PageSize = 50;

    private readonly UnitOfWork work = new(contexts);

    /// <summary>Cuts a clip, from word to word.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="InputException">There is no such call, the stretch is none of it or too long, or the title is empty or too long.</exception>
    public async Task<long> CutAsync(NewClip clip, Acting who, CancellationToken cancellationToken)
    {
        var title = clip.Title.Trim();
        if (title.Length is 0 or > LongestTitle) throw Refuse($"The title has {title.Length} letters; write 1 to {LongestTitle} that say what the clip shows.");
        var call = await calls.FindAsync(clip.CallId, cancellationToken) ?? throw Refuse($"There is no call '{clip.CallId}'; take its identifier from the list of calls.");
        if (clip.Start < TimeSpan.Zero || clip.End <= clip.Start || clip.End > call.Duration || clip.End - clip.Start > ClipAudio.Longest)
        {
            throw Refuse($"From {clip.Start.TotalSeconds:0.###} s to {clip.End.TotalSeconds:0.###} s is no stretch of the recording of {call.Duration.TotalSeconds:0.###} s, or longer than {ClipAudio.Longest.TotalMinutes:0} minutes; "
                + "write two moments of it, the earlier first.");
        }

        title = await byHand.WithoutAsync(call, title, cancellationToken);
        var span = new ClipSpan(clip.Start, clip.End);
        var transcript = await calls.CurrentTranscriptAsync(call.Id, cancellationToken);
        if (transcript is not null) span = span.ToWords(transcript, call.Duration);
        var row = new ClipRow
        {
            CallId = call.Id, StartTicks = span.Start.Ticks, EndTicks = span.End.Ticks, Title = title, Level = clip.Level,
            Redact = clip.Redact ?? ClipRedaction.IsNeeded(transcript), By = who.Name, AtUtc = CallMapping.Utc(clock.GetUtcNow()),
        };
        await work.CommitAsync(
            context =>
            {
                context.Audit.Add(Entry(AuditTrail.ClipCut, who, row.AtUtc, call));
                return Task.FromResult(context.Clips.Add(row).Entity);
            },
            cancellationToken);
        return row.Id;
    }

    /// <summary>Clips, the latest first.</summary>
    /// <param name="callId">Only those of this call; null for all.</param>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>A page of them, and how many there are.</returns>
    public Task<(List<Clip> Clips, int Total)> ListAsync(string? callId, int page, CancellationToken cancellationToken) => work.ReadAsync(
        async context =>
        {
            var rows = context.Clips.Where(row => callId == null || row.CallId == callId);
            var shown = await rows.Include(row => row.Uses).OrderByDescending(row => row.Id).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken);
            return (shown.ConvertAll(Clip.Of), await rows.CountAsync(cancellationToken));
        },
        cancellationToken);

    /// <summary>One clip; null when there is none, or its call was erased.</summary>
    public Task<Clip?> FindAsync(long id, CancellationToken cancellationToken) => work.ReadAsync(
        async context => await context.Clips.Include(row => row.Uses).FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is { } row ? Clip.Of(row) : null, cancellationToken);

    /// <summary>Those of some calls in which personal data were looked for: nothing more need be silent in clips of them.</summary>
    public Task<HashSet<string>> RedactedAsync(IReadOnlyCollection<string> callIds, CancellationToken cancellationToken) => work.ReadAsync(
        async context => (await context.Calls.Where(row => callIds.Contains(row.Id) && (row.CurrentTranscript!.Redactions != null || row.CurrentTranscript.OriginKey.Contains(Redactor.Mark)))
            .Select(row => row.Id).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal),
        cancellationToken);

    /// <summary>Removes a clip, from every playlist as well.</summary>
    /// <returns>Whether there was one.</returns>
    public Task<bool> RemoveAsync(long id, Acting who, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            if (await context.Clips.FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } row) return false;
            var call = CallMapping.ToCall(await context.Calls.FirstAsync(call => call.Id == row.CallId, cancellationToken));
            context.Audit.Add(Entry(AuditTrail.ClipRemoved, who, CallMapping.Utc(clock.GetUtcNow()), call));
            context.Clips.Remove(row);
            return true;
        },
        cancellationToken);

    /// <summary>A clip's audio as a 16-bit WAV file with one channel.</summary>
    /// <exception cref="InputException">The recording is missing or cannot be decoded, or what is personal in the clip is not known now.</exception>
    public async Task<Stream> OpenAsync(Clip clip, Call call, CancellationToken cancellationToken)
    {
        var silent = await texts.SilencesAsync(clip, cancellationToken);
        using var recording = (await playback.ReadAsync(call, cancellationToken)).Muted(silent);
        return new WaveStream(ClipAudio.Cut(recording, clip.Span, clip.Level));
    }

    /// <summary>An entry of the audit log about a clip's call.</summary>
    internal static AuditRow Entry(string action, Acting who, DateTime atUtc, Call call) => new()
    {
        AtUtc = atUtc, Action = action, By = who.Name, CallDigest = CallDigest.Of(call.Id), ContentHash = call.ContentHash,
    };

    private static InputException Refuse(string sentence) => new(InputFault.Settings, sentence);
}
