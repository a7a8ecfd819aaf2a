using CallQA.App.Search.Index;
using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Redaction;
using CallQA.Transcription;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review;

/// <summary>A turn as somebody corrected it, with what the engine heard.</summary>
/// <param name="Turn">The corrected turn.</param>
/// <param name="Heard">What the engine had heard.</param>
/// <param name="By">Who corrected it.</param>
public sealed record Correction(Turn Turn, string Heard, string By);

/// <summary>
/// Corrections of transcripts. They are kept beside the transcript, which stays as the engine heard it, and belong to that
/// transcript: one made anew starts without.
/// </summary>
internal sealed class TranscriptCorrections(IDbContextFactory<CallQADbContext> contexts, EfCallStore calls, Redactor redactor, TimeProvider clock)
{
    /// <summary>Most letters of a turn.</summary>
    public const int LongestTurn = 8000;

    private readonly UnitOfWork work = new(contexts);

    /// <summary>The latest correction of each corrected turn, by index.</summary>
    public async Task<IReadOnlyDictionary<int, Correction>> OfAsync(string callId, Transcript? transcript, CancellationToken cancellationToken)
    {
        if (transcript is null) return new Dictionary<int, Correction>();
        var rows = await work.ReadAsync(
            context => context.TranscriptCorrections
                .Where(row => context.Calls.Any(call => call.Id == callId && call.CurrentTranscriptId == row.TranscriptId))
                .OrderBy(row => row.Id).ToListAsync(cancellationToken),
            cancellationToken);
        return rows.GroupBy(row => row.Turn).Where(group => group.Key < transcript.Turns.Count)
            .Select(group => group.Last())
            .Where(row => row.Text != transcript.Turns[row.Turn].Text)
            .ToDictionary(row => row.Turn, row => Of(transcript.Turns[row.Turn], row));
    }

    /// <summary>The transcript as it reads with its corrections.</summary>
    public static Transcript Apply(Transcript transcript, IReadOnlyDictionary<int, Correction> corrections) => transcript with
    {
        Turns = [.. transcript.Turns.Select((turn, index) => corrections.TryGetValue(index, out var correction) ? correction.Turn : turn)],
    };

    /// <summary>Corrects one turn.</summary>
    /// <param name="call">The call.</param>
    /// <param name="turn">Index of the turn, from 0.</param>
    /// <param name="text">What it should read.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="cancellationToken">Stops it; then nothing is stored.</param>
    /// <param name="mark">The <see cref="TranscriptMark"/> of the transcript that was read; null does not say.</param>
    /// <returns>The corrected turn; null when there is no such turn.</returns>
    /// <exception cref="OutdatedException">The call was transcribed anew since.</exception>
    /// <exception cref="InputException">The text is empty or too long.</exception>
    public async Task<Correction?> AddAsync(Call call, int turn, string text, string by, CancellationToken cancellationToken, string? mark = null)
    {
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length is 0 or > LongestTurn)
            throw new InputException(InputFault.Settings, $"The corrected turn has {text.Length} letters; write 1 to {LongestTurn}.");
        var transcriptId = await work.ReadAsync(context => IdAsync(context, call.Id, cancellationToken), cancellationToken);
        if (await calls.CurrentTranscriptAsync(call.Id, cancellationToken) is not { } transcript) return null;
        if (mark is not null && mark != TranscriptMark.Of(transcript)) throw Outdated(call.Id);
        if (turn < 0 || turn >= transcript.Turns.Count) return null;
        // What was taken out does not come back by hand.
        text = redactor.Redact(transcript with { Turns = [new Turn(Speaker.Unknown, text)] }, KnownNames.Of(call.Metadata)).Transcript.Turns[0].Text;
        var row = await work.CommitAsync(
            async context =>
            {
                if (await IdAsync(context, call.Id, cancellationToken) != transcriptId) throw Outdated(call.Id);
                await SearchIndex.CorrectedAsync(context, call.Id, turn, text, cancellationToken);
                return context.TranscriptCorrections.Add(new TranscriptCorrectionRow
                {
                    CallId = call.Id,
                    TranscriptId = transcriptId!.Value,
                    Turn = turn,
                    Text = text,
                    By = by,
                    AtUtc = CallMapping.Utc(clock.GetUtcNow()),
                }).Entity;
            },
            cancellationToken);
        return Of(transcript.Turns[turn], row);
    }

    private static Task<long?> IdAsync(CallQADbContext context, string callId, CancellationToken cancellationToken) =>
        context.Calls.Where(row => row.Id == callId).Select(row => row.CurrentTranscriptId).FirstAsync(cancellationToken);

    private static OutdatedException Outdated(string callId) =>
        new(InputFault.Settings, $"The call '{callId}' was transcribed anew meanwhile; open it anew, and correct what it reads now.");

    private static Correction Of(Turn heard, TranscriptCorrectionRow row) => new(CorrectedTurn.Of(heard, row.Text), heard.Text, row.By);
}
