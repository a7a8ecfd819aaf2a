using System.Security.Claims;
using CallQA.App.Identity;
using CallQA.App.Redaction;
using CallQA.App.Review;
using CallQA.App.Review.Playback;
using CallQA.App.Storage;
using CallQA.Transcription;

namespace CallQA.App.Web.Review;

/// <summary>What the player of a call fetches: the recording in parts, its waveform; and the transcript as a file.</summary>
internal static class Playback
{
    private const string Bytes = "application/octet-stream";

    public static void MapPlayback(this WebApplication app)
    {
        var call = app.MapGroup("/calls/{id}");
        Map(call);
        MapFiles(call);
        MapOriginals(call);
    }

    /// <summary>Maps the transcript as a file.</summary>
    public static void MapFiles(RouteGroupBuilder call) =>
        call.MapGet("/transcript.{format}", TranscriptAsync).WithSummary("The transcript as a file: txt, vtt, srt or json").Produces<string>(contentType: Bytes);

    /// <summary>Maps what a call was before something was taken out of it, where it is kept.</summary>
    public static void MapOriginals(RouteGroupBuilder call)
    {
        var original = call.MapGroup("/original").RequireAuthorization(Access.SeeOriginals);
        original.MapGet("/audio", OriginalAudioAsync).WithSummary("The recording before anything was taken out of it, in parts where asked for (HTTP Range)");
        original.MapGet("/transcript.{format}", OriginalTranscriptAsync).WithSummary("The transcript before anything was taken out of it: txt, vtt, srt or json").Produces<string>(contentType: Bytes);
    }

    /// <summary>Maps what pages and programs alike ask of a recording.</summary>
    public static void Map(RouteGroupBuilder call)
    {
        call.MapGet("/audio", AudioAsync).WithSummary("The recording as 16-bit WAV, in parts where asked for (HTTP Range)");
        call.MapGet("/peaks", PeaksAsync).WithSummary("The waveform: the lowest and highest sample of each pixel, in bytes");
    }

    private static async Task<IResult> AudioAsync(
        string id, ClaimsPrincipal user, CallAccess access, PlaybackFolder playback, AuditTrail audit, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(user, id, cancellationToken) is not { } call) return JsonAnswer.NoCall();
        try
        {
            var audio = await playback.OpenAsync(call, cancellationToken);
            await audit.AddListeningAsync(user.Identity!.Name!, call, cancellationToken);
            return Results.Stream(audio, "audio/wav", enableRangeProcessing: true);
        }
        catch (InputException exception)
        {
            return Problem(exception);
        }
    }

    private static async Task<IResult> OriginalAudioAsync(
        string id, ClaimsPrincipal user, CallAccess access, PlaybackFolder playback, SilencedRecordings silenced, AuditTrail audit, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(user, id, cancellationToken) is not { } call) return JsonAnswer.NoCall();
        if (await silenced.IsDestroyedAsync(id, cancellationToken))
            return JsonAnswer.Refusal($"The original recording of the call '{id}' was destroyed when it was redacted; what is kept of it is at /calls/{id}/audio.", StatusCodes.Status410Gone);
        try
        {
            // Before anything is sent: nobody hears an original without an entry.
            await audit.AddOriginalListeningAsync(user.Identity!.Name!, call, cancellationToken);
            return Results.Stream(await playback.OpenOriginalAsync(call, cancellationToken), "audio/wav", enableRangeProcessing: true);
        }
        catch (InputException exception)
        {
            return Problem(exception);
        }
    }

    private static async Task<IResult> OriginalTranscriptAsync(
        string id, string format, ClaimsPrincipal user, CallAccess access, OriginalTranscripts originals, AuditTrail audit, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(user, id, cancellationToken) is not { } call
            || !TranscriptWriter.Formats.Contains(format)
            || await originals.OfAsync(id, cancellationToken) is not { } transcript) return JsonAnswer.NoCall();
        try
        {
            await audit.AddAsync(AuditTrail.OriginalRead, user.Identity!.Name!, call, cancellationToken);
            return Results.File(System.Text.Encoding.UTF8.GetBytes(TranscriptWriter.For(format).Write(transcript)), Bytes, $"{id}.original.{format}");
        }
        catch (InputException exception)
        {
            return Problem(exception);
        }
    }

    private static async Task<IResult> PeaksAsync(
        string id, ClaimsPrincipal user, CallAccess access, PlaybackFolder playback, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(user, id, cancellationToken) is not { } call) return JsonAnswer.NoCall();
        try
        {
            return Results.Bytes(await playback.PeaksAsync(call, cancellationToken), Bytes);
        }
        catch (InputException exception)
        {
            return Problem(exception);
        }
    }

    private static async Task<IResult> TranscriptAsync(
        string id, string format, ClaimsPrincipal user, CallAccess access, EfCallStore store, TranscriptCorrections corrections, AuditTrail audit,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(user, id, cancellationToken) is not { } call
            || !TranscriptWriter.Formats.Contains(format)
            || await store.CurrentTranscriptAsync(id, cancellationToken) is not { } transcript) return JsonAnswer.NoCall();
        var corrected = await corrections.OfAsync(id, transcript, cancellationToken);
        try
        {
            var text = TranscriptWriter.For(format).Write(TranscriptCorrections.Apply(transcript, corrected));
            await audit.AddAsync(AuditTrail.Exported, user.Identity!.Name!, call, cancellationToken);
            return Results.File(System.Text.Encoding.UTF8.GetBytes(text), Bytes, $"{id}.{format}");
        }
        catch (InputException exception)
        {
            return Problem(exception);
        }
    }

    private static IResult Problem(InputException exception) => JsonAnswer.Refusal(
        RefusalTexts.In(exception.Message),
        exception switch
        {
            { Fault: InputFault.Transcript, Passing: true } => StatusCodes.Status409Conflict,
            { Passing: true } => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status422UnprocessableEntity,
        });
}
