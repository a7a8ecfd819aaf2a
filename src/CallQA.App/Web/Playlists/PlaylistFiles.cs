using System.Security.Claims;
using CallQA.App.Coaching.Playlists;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;

namespace CallQA.App.Web.Playlists;

/// <summary>Playlists as files.</summary>
internal static class PlaylistFiles
{
    public static void MapPlaylistFiles(this WebApplication app) => Map(app.MapGroup("/playlists"));

    /// <summary>Maps what pages and programs alike fetch.</summary>
    public static void Map(RouteGroupBuilder playlists) => playlists.MapGet("/{id:long}/playlist.{format}", AnswerAsync).RequireAuthorization(Access.Coach)
        .WithSummary("The playlist with its audio: as one page (html) or as a zip");

    private static async Task<IResult> AnswerAsync(
        long id, string format, PlaylistStore playlists, PlaylistExport export, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!PlaylistExport.Formats.Contains(format) || await playlists.FindAsync(id, cancellationToken) is not { } playlist)
            return JsonAnswer.Refusal("There is no such playlist.", StatusCodes.Status404NotFound);
        try
        {
            var file = await export.WriteAsync(playlist, format, cancellationToken);
            await playlists.UsedAsync(id, ClipUse.Exported, Acting.Of(user), cancellationToken);
            return Results.File(file, "application/octet-stream", $"playlist-{id}.{format}");
        }
        catch (InputException exception)
        {
            return JsonAnswer.Refusal(exception.Message, exception.Passing ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status422UnprocessableEntity);
        }
    }
}
