using System.Security.Claims;
using CallQA.App.Coaching.Playlists;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Storage;

namespace CallQA.App.Web.Coaching;

/// <summary>The clips of coaching sessions. An agent hears them in the own sessions only, whoever's calls they are of.</summary>
internal static class SessionAudio
{
    public static void MapSessionAudio(this WebApplication app) => Map(app.MapGroup("/coaching"));

    /// <summary>Maps what pages and programs alike ask of a session's clip.</summary>
    public static RouteHandlerBuilder Map(RouteGroupBuilder coaching) =>
        coaching.MapGet("/{id:long}/clips/{clip:long}/audio", AnswerAsync).WithSummary("A clip of a session as 16-bit WAV; agents get those of their own sessions");

    private static async Task<IResult> AnswerAsync(
        long id, long clip, SessionClips sessions, ClipStore clips, EfCallStore calls, AuditTrail audit, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (await sessions.FindClipAsync(id, clip, UserClaims.LimitOf(user), cancellationToken) is not { } given || await calls.FindAsync(given.CallId, cancellationToken) is not { } call)
            return JsonAnswer.Refusal("There is no such clip.", StatusCodes.Status404NotFound);
        try
        {
            var audio = await clips.OpenAsync(given, call, cancellationToken);
            await audit.AddListeningAsync(user.Identity!.Name!, call, cancellationToken);
            return Results.Stream(audio, "audio/wav", enableRangeProcessing: true);
        }
        catch (InputException exception)
        {
            return JsonAnswer.Refusal(exception.Message, exception.Passing ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status422UnprocessableEntity);
        }
    }
}
