using CallQA.App.Coaching.Playlists;
using CallQA.App.Identity;
using CallQA.App.Storage;

namespace CallQA.App.Web.Playlists;

/// <summary>The clips of a shared playlist, for whoever has the link. Listening is entered in the audit log under the link's number.</summary>
internal static class SharedAudio
{
    public static void MapSharedAudio(this WebApplication app) => app.MapGet(ResponseHeaders.Shared + "/{token}/{clip:long}", AnswerAsync).AllowAnonymous().RequireRateLimiting(SharedLimit.Policy);

    private static async Task<IResult> AnswerAsync(
        string token, long clip, PlaylistShares shares, ClipStore clips, EfCallStore calls, AuditTrail audit, CancellationToken cancellationToken)
    {
        if (await shares.FindAsync(token, cancellationToken) is not var (share, playlist)
            || playlist.Entries.FirstOrDefault(entry => entry.Clip.Id == clip)?.Clip is not { } shared
            || await calls.FindAsync(shared.CallId, cancellationToken) is not { } call)
            return JsonAnswer.Refusal("There is nothing to hear here.", StatusCodes.Status404NotFound);
        try
        {
            var audio = await clips.OpenAsync(shared, call, cancellationToken);
            await audit.AddListeningAsync(FormattableString.Invariant($"link {share}"), call, cancellationToken);
            return Results.Stream(audio, "audio/wav", enableRangeProcessing: true);
        }
        catch (InputException exception)
        {
            return JsonAnswer.Refusal(exception.Message, exception.Passing ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status422UnprocessableEntity);
        }
    }
}
