using CallQA.App.Coaching.Playlists;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Web.Api;
using CallQA.App.Web.Review;

namespace CallQA.App.Web.Playlists;

/// <summary>A stretch of the call that is shown, and where to put the clip.</summary>
internal sealed record NewCallClip(TimeSpan Start, TimeSpan End, string? Title, bool Level, bool Redact, long? Playlist = null, long? Session = null);

/// <summary>A clip that was cut, and where it is shown.</summary>
internal sealed record CallClipCut(long Id, string Address);

/// <summary>What the script of the call page sends to cut a clip.</summary>
internal static class CallClips
{
    public static void MapCallClips(this WebApplication app) =>
        app.MapGroup("/calls/{id}").AddEndpointFilter<SameSite>().DisableAntiforgery().MapPost("/clips", CutAsync).RequireAuthorization(Access.Coach);

    private static Task<IResult> CutAsync(string id, HttpContext context, CallAccess access, ClipPlacing placing) =>
        ReviewEndpoints.WithAsync<NewCallClip>(id, context, access, async (call, sent) =>
        {
            var clip = await placing.CutAsync(
                new(call.Id, sent.Start, sent.End, sent.Title ?? "", sent.Level, sent.Redact), sent.Playlist, sent.Session, Acting.Of(context.User), context.RequestAborted);
            return JsonAnswer.Of(new CallClipCut(clip, AddressOf(clip, call.Id, sent)), StatusCodes.Status201Created);
        });

    private static string AddressOf(long clip, string call, NewCallClip sent) => sent switch
    {
        { Session: { } session } => PageFormat.CoachingAddress(session) + "#hearing",
        { Playlist: { } playlist } => PageFormat.PlaylistAddress(playlist) + FormattableString.Invariant($"#clip-{clip}"),
        _ => PageFormat.Address("/clips", ("call", call)) + FormattableString.Invariant($"#clip-{clip}"),
    };
}
