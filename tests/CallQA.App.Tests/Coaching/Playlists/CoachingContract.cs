using CallQA.App.Coaching.Playlists;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Review.Playback;
using CallQA.App.Storage;
using CallQA.Coaching.Clips;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

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
    public async Task Session_LinksPlaylists_InTheOrderTheyCame_UntilTheyAreTakenAwayOrRemoved()
    {
        await CallsAsync("a-7", (-1, 3));
        var session = await PlanAsync(Wanted());
        var (holds, tones) = (await Playlists.CreateAsync(new("Holds"), Tina, Token), await Playlists.CreateAsync(new("Tones"), Tina, Token));
        await RefusedAsync(() => Sessions.LinkPlaylistAsync(session, 999, coach, Token), "no playlist '999'");
        foreach (var list in new[] { tones, holds }) (await Sessions.LinkPlaylistAsync(session, list, coach, Token)).ShouldBeTrue();
        await RefusedAsync(() => Sessions.LinkPlaylistAsync(session, holds, coach, Token), "'Holds' is in the session already");
        (await Sessions.LinkPlaylistAsync(999, holds, coach, Token)).ShouldBeFalse();
        var linked = (await Lists.FindAsync(session, null, Token))!;
        linked.Playlists.ShouldBe([tones, holds]);
        linked.Events.TakeLast(2).Select(entry => (entry.Kind, entry.Text)).ShouldBe([(SessionEventKind.PlaylistSet, "Tones"), (SessionEventKind.PlaylistSet, "Holds")]);

        await Sessions.UnlinkPlaylistAsync(session, tones, coach, Token);
        await RefusedAsync(() => Sessions.UnlinkPlaylistAsync(session, tones, coach, Token), $"no playlist {tones}");
        var left = (await Lists.FindAsync(session, null, Token))!;
        (left.Playlists.Single(), left.Events[^1].Kind, left.Events[^1].Text).ShouldBe((holds, SessionEventKind.PlaylistTakenAway, "Tones"));
        await Playlists.RemoveAsync(holds, Tina, Token);
        (await Lists.FindAsync(session, null, Token))!.Playlists.ShouldBeEmpty();
        (await Playlists.FindAsync(tones, Token)).ShouldNotBeNull("taken away from a session it stays a playlist");
    }

    [Fact]
    public async Task Session_RefusesPlaylists_BeyondTheMost_AndOnceItIsDone()
    {
        await CallsAsync("a-7", (-1, 3));
        var session = await PlanAsync(Wanted());
        List<long> lists = [];
        for (var number = 0; number <= CoachingSessions.MostPlaylists; number++) lists.Add(await Playlists.CreateAsync(new($"List {number}"), Tina, Token));
        foreach (var list in lists.SkipLast(1)) await Sessions.LinkPlaylistAsync(session, list, coach, Token);
        await RefusedAsync(() => Sessions.LinkPlaylistAsync(session, lists[^1], coach, Token), $"{CoachingSessions.MostPlaylists} playlists already");
        await Sessions.CancelAsync(session, "Holiday.", coach, Token);
        await RefusedAsync(() => Sessions.UnlinkPlaylistAsync(session, lists[0], coach, Token), "nothing on it is changed");
        (await Lists.FindAsync(session, null, Token))!.Playlists.ShouldBe(lists.SkipLast(1));
    }

    [Fact]
    public async Task Migration_KeepsTheFirstPlaylistOfASession_ThereAndBack()
    {
        await CallsAsync("a-7", (-1, 3));
        var (linked, without) = (await PlanAsync(Wanted()), await PlanAsync(Wanted()));
        var (tones, holds) = (await Playlists.CreateAsync(new("Tones"), Tina, Token), await Playlists.CreateAsync(new("Holds"), Tina, Token));
        foreach (var list in new[] { holds, tones }) await Sessions.LinkPlaylistAsync(linked, list, coach, Token);
        await Sessions.LinkPlaylistAsync(without, tones, coach, Token);
        await Sessions.UnlinkPlaylistAsync(without, tones, coach, Token);
        await using (var context = Contexts.CreateDbContext())
        {
            var migrations = context.Database.GetMigrations().ToList();
            var migrator = context.GetService<IMigrator>();
            await migrator.MigrateAsync(migrations[migrations.FindIndex(name => name.EndsWith("_PlaylistsOfSessions", StringComparison.Ordinal)) - 1], Token);
            await migrator.MigrateAsync(cancellationToken: Token);
        }

        (await Lists.FindAsync(linked, null, Token))!.Playlists.ShouldBe([holds]);
        (await Lists.FindAsync(without, null, Token))!.Playlists.ShouldBeEmpty();
        await using var after = Contexts.CreateDbContext();
        var kinds = await after.CoachingSessions.Where(row => row.Id == without).SelectMany(row => row.Events).Select(row => row.Kind).ToListAsync(Token);
        kinds.ShouldBe([SessionEventKind.Planned, SessionEventKind.PlaylistSet, SessionEventKind.PlaylistTakenAway], ignoreOrder: true);
    }

    private Task<long> CutAsync(string call, double start, double end, string title = "clip") =>
        Clips.CutAsync(new(call, TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(end), title), Tina, Token);
}
