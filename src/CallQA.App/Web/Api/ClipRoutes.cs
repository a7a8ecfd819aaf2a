using System.Security.Claims;
using CallQA.App.Coaching.Playlists;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;

namespace CallQA.App.Web.Api;

/// <summary>A page of clips.</summary>
internal sealed record ClipListing(int Total, int Page, IReadOnlyList<Clip> Clips);

/// <summary>A stretch to cut out of a call, and where to put the clip: on a playlist, into a coaching session.</summary>
internal sealed record ClipToCut(string CallId, TimeSpan Start, TimeSpan End, string Title, bool Level = true, bool? Redact = null, long? Playlist = null, long? Session = null);

/// <summary>Stretches cut out of calls.</summary>
internal static class ClipRoutes
{
    public static void Map(RouteGroupBuilder clips)
    {
        var reading = clips.MapGroup("").RequireAuthorization(Access.SeeReports).Scoped(ApiScope.ReadCoaching);
        reading.MapGet("", ListAsync).Describe<ClipListing>("Clips, the latest first");
        reading.MapGet("/{id:long}", FindAsync).Describe<Clip>("A clip with where it was used");
        reading.MapGet("/{id:long}/words", WordsAsync).Describe<IReadOnlyList<SaidTurn>>("What is said in a clip, with marks where personal data is silent; empty while its call is being transcribed");
        MapAudio(clips.MapGroup("").Scoped(ApiScope.Listen));
        var changing = clips.MapGroup("").RequireAuthorization(Access.Coach).Scoped(ApiScope.WriteCoaching);
        changing.MapPost("", CutAsync).Describe<Numbered>("Cuts a clip out of a call, from word to word, and puts it on a playlist or into a coaching session", StatusCodes.Status201Created);
        changing.MapDelete("/{id:long}", RemoveAsync).Describe("Removes a clip, from every playlist as well");
    }

    /// <summary>Maps what pages and programs alike ask of a clip.</summary>
    public static void MapAudio(RouteGroupBuilder clips) =>
        clips.MapGet("/{id:long}/audio", AudioAsync).RequireAuthorization(Access.SeeReports).WithSummary("The clip as 16-bit WAV, cut from the recording");

    private static async Task<IResult> ListAsync(ClipStore clips, CancellationToken cancellationToken, string? call = null, int page = 1)
    {
        page = Math.Max(1, page);
        var (found, total) = await clips.ListAsync(call, page, cancellationToken);
        return JsonAnswer.Of(new ClipListing(total, page, found));
    }

    private static async Task<IResult> FindAsync(long id, ClipStore clips, CancellationToken cancellationToken) =>
        await clips.FindAsync(id, cancellationToken) is { } clip ? JsonAnswer.Of(clip) : NoClip();

    private static async Task<IResult> WordsAsync(long id, ClipStore clips, ClipTexts spoken, CancellationToken cancellationToken) =>
        await clips.FindAsync(id, cancellationToken) is { } clip ? JsonAnswer.Of((await spoken.OfAsync([clip], cancellationToken)).GetValueOrDefault(id, [])) : NoClip();

    private static async Task<IResult> CutAsync(ClipToCut sent, ClipPlacing clips, CallAccess access, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await access.FindAsync(user, sent.CallId, cancellationToken) is null
            ? JsonAnswer.NoCall()
            : JsonAnswer.Of(
                new Numbered(await clips.CutAsync(
                    new(sent.CallId, sent.Start, sent.End, sent.Title, sent.Level, sent.Redact), sent.Playlist, sent.Session, Acting.Of(user), cancellationToken)),
                StatusCodes.Status201Created);

    private static async Task<IResult> RemoveAsync(long id, ClipStore clips, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await clips.RemoveAsync(id, Acting.Of(user), cancellationToken) ? Results.Accepted() : NoClip();

    private static async Task<IResult> AudioAsync(long id, ClipStore clips, CallAccess access, AuditTrail audit, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (await clips.FindAsync(id, cancellationToken) is not { } clip || await access.FindAsync(user, clip.CallId, cancellationToken) is not { } call) return NoClip();
        try
        {
            var audio = await clips.OpenAsync(clip, call, cancellationToken);
            await audit.AddListeningAsync(user.Identity!.Name!, call, cancellationToken);
            return Results.Stream(audio, "audio/wav", enableRangeProcessing: true);
        }
        catch (InputException exception)
        {
            return JsonAnswer.Refusal(exception.Message, exception.Passing ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static IResult NoClip() => JsonAnswer.Refusal("There is no such clip.", StatusCodes.Status404NotFound);
}
