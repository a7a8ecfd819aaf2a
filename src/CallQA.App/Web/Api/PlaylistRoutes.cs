using System.Security.Claims;
using CallQA.App.Coaching.Playlists;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Web.Playlists;

namespace CallQA.App.Web.Api;

/// <summary>A clip to put on a playlist.</summary>
internal sealed record ClipOnPlaylist(long Clip, string? Note = null);

/// <summary>A clip's place on a playlist, from 0, and what to listen for; what is null stays.</summary>
internal sealed record ClipPlace(int? Place = null, string? Note = null);

/// <summary>How many days a link lasts.</summary>
internal sealed record NewShare(int Days);

/// <summary>The path of a link, which is shown once.</summary>
internal sealed record GivenShare(string Path);

/// <summary>Clips in an order, with what to think about.</summary>
internal static class PlaylistRoutes
{
    public static void Map(RouteGroupBuilder group)
    {
        var reading = group.MapGroup("").RequireAuthorization(Access.SeeReports).Scoped(ApiScope.ReadCoaching);
        reading.MapGet("", async (PlaylistStore playlists, CancellationToken token) => JsonAnswer.Of(await playlists.ListAsync(token))).Describe<IReadOnlyList<PlaylistLine>>("Playlists, the latest first");
        reading.MapGet("/{id:long}", FindAsync).Describe<Playlist>("A playlist with its clips in order and what is said in them");
        PlaylistFiles.Map(group.MapGroup("").Scoped(ApiScope.Listen));
        MapChanges(group.MapGroup("").RequireAuthorization(Access.Coach).Scoped(ApiScope.WriteCoaching));
    }

    private static void MapChanges(RouteGroupBuilder group)
    {
        group.MapPost("", async (PlaylistWords sent, PlaylistStore playlists, ClaimsPrincipal user, CancellationToken token) =>
            JsonAnswer.Of(new Numbered(await playlists.CreateAsync(sent, Acting.Of(user), token)), StatusCodes.Status201Created)).Describe<Numbered>("Makes a playlist", StatusCodes.Status201Created);
        var list = group.MapGroup("/{id:long}");
        list.MapPut("", (long id, PlaylistWords sent, PlaylistStore playlists, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(playlists.RewordAsync(id, sent, Acting.Of(user), token))).Describe("Gives a playlist another name, notes and questions");
        list.MapDelete("", (long id, PlaylistStore playlists, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(playlists.RemoveAsync(id, Acting.Of(user), token))).Describe("Removes a playlist; its clips stay");
        list.MapPost("/clips", (long id, ClipOnPlaylist sent, PlaylistStore playlists, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(playlists.AddAsync(id, sent.Clip, sent.Note, Acting.Of(user), token))).Describe("Puts a clip at the end");
        list.MapGet("/shares", async (long id, PlaylistShares shares, CancellationToken token) => JsonAnswer.Of(await shares.ListAsync(id, token))).Describe<IReadOnlyList<PlaylistShare>>("The links to a playlist");
        list.MapPost("/shares", async (long id, NewShare sent, PlaylistShares shares, ClaimsPrincipal user, CancellationToken token) =>
            await shares.AddAsync(id, sent.Days, Acting.Of(user), token) is { } secret ? JsonAnswer.Of(new GivenShare($"{ResponseHeaders.Shared}/{secret}"), StatusCodes.Status201Created) : NoPlaylist())
            .WithMetadata(new ShownOnce()).Describe<GivenShare>("Makes a link with which the playlist is heard without signing in, for 1 to 90 days", StatusCodes.Status201Created);
        list.MapDelete("/shares/{share:long}", (long id, long share, PlaylistShares shares, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(shares.RevokeAsync(id, share, Acting.Of(user), token))).Describe("Takes a link back");
        list.MapPut("/clips/{clip:long}", PlaceAsync).Describe("Moves a clip, or says what to listen for in it");
        list.MapDelete("/clips/{clip:long}", (long id, long clip, PlaylistStore playlists, ClaimsPrincipal user, CancellationToken token) =>
            AnswerAsync(playlists.TakeOffAsync(id, clip, Acting.Of(user), token))).Describe("Takes a clip off; it stays a clip");
    }

    private static async Task<IResult> FindAsync(long id, PlaylistStore playlists, ClipTexts spoken, CancellationToken cancellationToken) =>
        await playlists.FindAsync(id, cancellationToken) is { } list
            ? JsonAnswer.Of(list.Saying(await spoken.OfAsync(list.Entries.Select(entry => entry.Clip), cancellationToken)))
            : NoPlaylist();

    private static async Task<IResult> PlaceAsync(long id, long clip, ClipPlace sent, PlaylistStore playlists, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (await playlists.FindAsync(id, cancellationToken) is null) return NoPlaylist();
        if (sent.Place is { } place) await playlists.MoveAsync(id, clip, place, Acting.Of(user), cancellationToken);
        if (sent.Note is { } note) await playlists.NoteAsync(id, clip, note, Acting.Of(user), cancellationToken);
        return Results.Accepted();
    }

    private static async Task<IResult> AnswerAsync(Task<bool> change) => await change ? Results.Accepted() : NoPlaylist();

    private static IResult NoPlaylist() => JsonAnswer.Refusal("There is no such playlist.", StatusCodes.Status404NotFound);
}
