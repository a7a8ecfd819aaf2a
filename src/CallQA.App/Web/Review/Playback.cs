using System.Security.Claims;
using CallQA.App.Identity;
using CallQA.App.Review;
using CallQA.App.Review.Playback;
using CallQA.App.Storage;
using CallQA.Transcription;

namespace CallQA.App.Web.Review;

/// <summary>What the player of a call fetches: the recording in parts, its waveform; and the transcript as a file.</summary>
internal static class Playback
{
    public static void MapPlayback(this WebApplication app)
    {
        app.MapGet("/calls/{id}/audio", AudioAsync);
        app.MapGet("/calls/{id}/peaks", PeaksAsync);
        app.MapGet("/calls/{id}/transcript.{format}", TranscriptAsync);
    }

    private static async Task<IResult> AudioAsync(
        string id, ClaimsPrincipal user, CallAccess access, PlaybackFolder playback, AuditTrail audit, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(user, id, cancellationToken) is not { } call) return Missing();
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

    private static async Task<IResult> PeaksAsync(
        string id, ClaimsPrincipal user, CallAccess access, PlaybackFolder playback, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(user, id, cancellationToken) is not { } call) return Missing();
        try
        {
            return Results.Bytes(await playback.PeaksAsync(call, cancellationToken), "application/octet-stream");
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
            || await store.CurrentTranscriptAsync(id, cancellationToken) is not { } transcript) return Missing();
        var corrected = await corrections.OfAsync(id, transcript, cancellationToken);
        try
        {
            var text = TranscriptWriter.For(format).Write(transcript with
            {
                Turns = [.. transcript.Turns.Select((turn, index) => corrected.TryGetValue(index, out var correction) ? correction.Turn : turn)],
            });
            await audit.AddAsync(AuditTrail.Exported, user.Identity!.Name!, call, cancellationToken);
            return Results.File(System.Text.Encoding.UTF8.GetBytes(text), "application/octet-stream", $"{id}.{format}");
        }
        catch (InputException exception)
        {
            return Problem(exception);
        }
    }

    // With a body, or the page for people would be put in its place.
    private static IResult Missing() => Answer("There is no such call.", StatusCodes.Status404NotFound);

    private static IResult Problem(InputException exception) => Answer(
        exception.Message, exception.Passing ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status422UnprocessableEntity);

    private static IResult Answer(string message, int status) => Results.Json(new { Message = message }, CallQAJson.Compact, statusCode: status);
}
