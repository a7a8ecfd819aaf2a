using CallQA.App.Coaching.Playlists;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Review.Playback;
using CallQA.App.Storage;
using CallQA.Coaching.Clips;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Coaching.Sessions;

public abstract partial class CoachingContract
{
    private static readonly Acting Tina = new("t", "tina");

    private ClipTexts Texts => new(Store, new ClipRedaction(TimeSpan.FromSeconds(0.25)));

    private ClipStore Clips => new(Contexts, Store, Texts, ByHand, new PlaybackFolder(Path.GetTempPath(), new RecordingFolder(Path.GetTempPath()), (_, _) => Task.FromResult<IReadOnlyList<AudioSpan>>([])), clock);

    private PlaylistStore Playlists => new(Contexts, ByHand, clock);

    [Fact]
    public async Task Clip_IsAStretchOfACall_WithAir_AndNeverBeyondIt()
    {
        await CallsAsync("a-7", (0, 3));
        var clip = (await Clips.FindAsync(await Clips.CutAsync(new("a-7-0", TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(4), " Greets "), Tina, Token), Token))!;
        (clip.Title, clip.Start, clip.End, clip.By, clip.Level).ShouldBe(("Greets", TimeSpan.Zero, TimeSpan.FromSeconds(4.3), "tina", true));
        var end = (await Store.FindAsync("a-7-0", Token))!.Duration;
        (await Clips.FindAsync(await CutAsync("a-7-0", 60, end.TotalSeconds), Token))!.End.ShouldBe(end);
        await RefusedAsync(() => CutAsync("a-7-9", 1, 2), "'a-7-9'");
        await RefusedAsync(() => CutAsync("a-7-0", 2, 2), "no stretch of the recording");
        await RefusedAsync(() => CutAsync("a-7-0", 2, 600), "no stretch of the recording");
        await RefusedAsync(() => CutAsync("a-7-0", 1, 2, " "), "0 letters");
        (await Clips.ListAsync("a-7-0", 1, Token)).Total.ShouldBe(2);
        (await Clips.RemoveAsync(clip.Id, Tina, Token)).ShouldBeTrue();
        (await Clips.RemoveAsync(clip.Id, Tina, Token)).ShouldBeFalse();
        (await Audit.ListAsync("a-7-0", 0, 9, Token)).Select(entry => entry.Action).ShouldBe(["clip-removed", "clip-cut", "clip-cut"]);
    }

    [Fact]
    public async Task Playlist_KeepsItsOrder_AndRecordsWhereClipsAreUsed()
    {
        await CallsAsync("a-7", (0, 3));
        var id = await Playlists.CreateAsync(new(" Holds ", "For Monday.", "What was said?\n\n What was missing? "), Tina, Token);
        long[] clips = [await CutAsync("a-7-0", 1, 3, "one"), await CutAsync("a-7-0", 5, 8, "two"), await CutAsync("a-7-0", 9, 12, "three")];
        foreach (var clip in clips) (await Playlists.AddAsync(id, clip, clip == clips[0] ? "The tone." : null, Tina, Token)).ShouldBeTrue();
        await RefusedAsync(() => Playlists.AddAsync(id, clips[0], null, Tina, Token), "on the playlist already");
        await RefusedAsync(() => Playlists.AddAsync(id, 999, null, Tina, Token), "no clip 999");
        await Playlists.MoveAsync(id, clips[2], 0, Tina, Token);
        await Playlists.MoveAsync(id, clips[0], 99, Tina, Token);
        await Playlists.NoteAsync(id, clips[1], "The pause.", Tina, Token);
        var list = (await Playlists.FindAsync(id, Token))!;
        list.Entries.Select(entry => (entry.Clip.Title, entry.Note)).ShouldBe([("three", null), ("two", "The pause."), ("one", "The tone.")]);
        (list.Name, list.Notes, list.Length).ShouldBe(("Holds", "For Monday.", TimeSpan.FromSeconds(8 + (3 * 0.6))));
        list.Questions.ShouldBe(["What was said?", "What was missing?"]);
        await Playlists.UsedAsync(id, ClipUse.Exported, Tina, Token);
        await Playlists.RewordAsync(id, new("Waiting"), Tina, Token);
        await Playlists.TakeOffAsync(id, clips[1], Tina, Token);
        await RefusedAsync(() => Playlists.MoveAsync(id, clips[1], 0, Tina, Token), "not on the playlist");
        (await Clips.FindAsync(clips[1], Token))!.Uses.Select(use => (use.Kind, use.Playlist)).ShouldBe([(ClipUse.OnPlaylist, "Holds"), (ClipUse.Exported, "Holds")]);
        (await Playlists.ListAsync(Token)).Select(line => (line.Name, line.Clips)).ShouldBe([("Waiting", 2)]);
        (await Audit.ListAsync("a-7-0", 0, 9, Token)).Count(entry => entry.Action == "exported").ShouldBe(1, "one entry a call");
        await RefusedAsync(() => Playlists.CreateAsync(new(" "), Tina, Token), "0 letters");
        (await Playlists.MoveAsync(999, clips[0], 0, Tina, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Playlist_EndsAtTwentyMinutes()
    {
        await CallsAsync("a-7", (0, 3));
        var id = await Playlists.CreateAsync(new("Long"), Tina, Token);
        for (var number = 0; number < 19; number++) await Playlists.AddAsync(id, await CutAsync("a-7-0", 0, 60), null, Tina, Token);
        await RefusedAsync(async () => await Playlists.AddAsync(id, await CutAsync("a-7-0", 0, 60), null, Tina, Token), "the most are 20");
        (await Playlists.FindAsync(id, Token))!.Entries.Count.ShouldBe(19);
    }

    [Fact]
    public async Task Clips_GoWithTheirCall_AndPlaylistsStay()
    {
        await CallsAsync("a-7", (0, 3), (0, 3));
        var id = await Playlists.CreateAsync(new("Both"), Tina, Token);
        foreach (var call in new[] { "a-7-0", "a-7-1" }) await Playlists.AddAsync(id, await CutAsync(call, 1, 3), null, Tina, Token);
        await using var context = Contexts.CreateDbContext();
        await context.Calls.Where(row => row.Id == "a-7-0").ExecuteDeleteAsync(Token);
        (await Playlists.FindAsync(id, Token))!.Entries.ShouldHaveSingleItem().Clip.CallId.ShouldBe("a-7-1");
        (await Clips.ListAsync(null, 1, Token)).Total.ShouldBe(1);
        (await context.Set<ClipUseRow>().CountAsync(Token), await context.Set<PlaylistClipRow>().CountAsync(Token)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Session_LinksAPlaylist_ThatIsThere_UntilItIsRemoved()
    {
        await CallsAsync("a-7", (-1, 3));
        var session = await PlanAsync(Wanted());
        var id = await Playlists.CreateAsync(new("Holds"), Tina, Token);
        await RefusedAsync(() => Sessions.SetPlaylistAsync(session, "Holds", coach, Token), "no playlist 'Holds'");
        await Sessions.SetPlaylistAsync(session, PlaylistStore.KeyOf(id), coach, Token);
        var linked = (await Lists.FindAsync(session, null, Token))!;
        (linked.Playlist, linked.Events[^1].Text).ShouldBe((PlaylistStore.KeyOf(id), "Holds"));
        await Playlists.RemoveAsync(id, Tina, Token);
        (await Lists.FindAsync(session, null, Token))!.Playlist.ShouldBeNull();
    }

    private Task<long> CutAsync(string call, double start, double end, string title = "clip") =>
        Clips.CutAsync(new(call, TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(end), title), Tina, Token);
}
