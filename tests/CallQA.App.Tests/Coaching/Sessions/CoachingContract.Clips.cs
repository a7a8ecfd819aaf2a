using CallQA.App.Coaching.Playlists;
using CallQA.App.Coaching.Sessions;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Coaching.Sessions;

public abstract partial class CoachingContract
{
    private SessionClips Hearings => new(Contexts, Playlists, Texts);

    private ClipPlacing Placing => new(Clips, Playlists, Sessions);

    [Fact]
    public async Task GiveAsync_GivesClipsToHear_AndRecordsItWithThem()
    {
        await CallsAsync("a-7", (-1, 3));
        await CallsAsync("a-8", (-1, 5));
        var id = await PlanAsync(Wanted());
        var (own, example) = (await CutAsync("a-7-0", 1, 3, "own"), await CutAsync("a-8-0", 1, 3, "example"));

        (await Sessions.GiveAsync(id, own, " The tone. ", coach, Token)).ShouldBeTrue();
        await Sessions.GiveAsync(id, example, null, coach, Token);

        var heard = (await Hearings.FindAsync(id, null, Token))!;
        heard.Clips.Select(clip => (clip.Title, clip.Remark, clip.CallId)).ShouldBe([("own", "The tone.", "a-7-0"), ("example", null, "a-8-0")]);
        heard.Clips[0].Said.Single().Text.ShouldBe("Guten Tag, schön dass Sie anrufen");
        (await Clips.FindAsync(example, Token))!.Uses.Select(use => (use.Kind, use.Session, use.By)).ShouldBe([(ClipUse.InSession, id, "tina")]);
        (await Lists.FindAsync(id, null, Token))!.Events[^1].ShouldSatisfyAllConditions(
            entry => entry.Kind.ShouldBe(SessionEventKind.ClipGiven), entry => entry.Text.ShouldBeNull("what was given goes with its call"));
        await RefusedAsync(() => Sessions.GiveAsync(id, own, null, coach, Token), "'own' is in the session already");
        await RefusedAsync(() => Sessions.GiveAsync(id, 999, null, coach, Token), "no clip 999");
        (await Sessions.GiveAsync(999, own, null, coach, Token)).ShouldBeFalse();
        await Sessions.TakeAwayAsync(id, own, coach, Token);
        await RefusedAsync(() => Sessions.TakeAwayAsync(id, own, coach, Token), $"no clip {own}");
        (await Hearings.FindAsync(id, null, Token))!.Clips.Select(clip => clip.Title).ShouldBe(["example"]);
    }

    [Fact]
    public async Task FindClipAsync_FindsClips_ForTheAgentOfTheSessionOnly()
    {
        await CallsAsync("a-7", (-1, 3));
        await CallsAsync("a-8", (-1, 5));
        var id = await PlanAsync(Wanted());
        var (given, listed, second, other) = (await CutAsync("a-8-0", 1, 3, "given"), await CutAsync("a-8-0", 4, 6, "listed"), await CutAsync("a-8-0", 2, 5, "second"), await CutAsync("a-7-0", 1, 3, "other"));
        await Sessions.GiveAsync(id, given, null, coach, Token);
        var (list, closings) = (await Playlists.CreateAsync(new("Openings", "For Monday.", "What helps?"), Tina, Token), await Playlists.CreateAsync(new("Closings"), Tina, Token));
        await Playlists.AddAsync(list, listed, "The pause.", Tina, Token);
        await Playlists.AddAsync(closings, second, null, Tina, Token);
        foreach (var linked in new[] { list, closings }) await Sessions.LinkPlaylistAsync(id, linked, coach, Token);

        foreach (var clip in new[] { given, listed, second })
        {
            (await Hearings.FindClipAsync(id, clip, "a-7", Token))!.Id.ShouldBe(clip);
            (await Hearings.FindClipAsync(id, clip, null, Token))!.Id.ShouldBe(clip);
            (await Hearings.FindClipAsync(id, clip, "a-8", Token)).ShouldBeNull("the session is not theirs, though the call is");
            (await Hearings.FindClipAsync(999, clip, "a-7", Token)).ShouldBeNull();
        }

        (await Hearings.FindClipAsync(id, other, "a-7", Token)).ShouldBeNull("the own call, but not given in the session");
        (await Hearings.FindAsync(id, "a-8", Token)).ShouldBeNull();
        var heard = (await Hearings.FindAsync(id, "a-7", Token))!;
        heard.Clips.Single().CallId.ShouldBeNull("an agent is not told whose calls examples are of");
        heard.Playlists.Select(playlist => playlist.Name).ShouldBe(["Openings", "Closings"]);
        heard.Playlists[0].ShouldSatisfyAllConditions(
            playlist => playlist.Questions.ShouldBe(["What helps?"]),
            playlist => playlist.Clips.Single().ShouldSatisfyAllConditions(clip => clip.Remark.ShouldBe("The pause."), clip => clip.CallId.ShouldBeNull(), clip => clip.Start.ShouldBeNull()));
        await Sessions.GiveAsync(id, other, null, coach, Token);
        (await Hearings.FindAsync(id, "a-7", Token))!.Clips[1].CallId.ShouldBe("a-7-0", "own calls they may see anyway");
        (await Hearings.FindAsync(id, null, Token))!.Hiding(new HashSet<string> { "a-8-0" }).Playlists[0].Clips.Single().Remark.ShouldBeNull("the reader has to score the call blind");
        await Sessions.UnlinkPlaylistAsync(id, closings, coach, Token);
        (await Hearings.FindClipAsync(id, second, "a-7", Token)).ShouldBeNull("its playlist was taken away");
        (await Hearings.FindClipAsync(id, listed, "a-7", Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Playlist_OfASession_RecordsItsClipsThere_AlsoThoseThatComeLater()
    {
        await CallsAsync("a-7", (-1, 3));
        var id = await PlanAsync(Wanted());
        var list = await Playlists.CreateAsync(new("Openings"), Tina, Token);
        var (first, later) = (await CutAsync("a-7-0", 1, 3), await CutAsync("a-7-0", 4, 6));
        await Playlists.AddAsync(list, first, null, Tina, Token);
        await Sessions.LinkPlaylistAsync(id, list, coach, Token);

        await Playlists.AddAsync(list, later, null, Tina, Token);

        foreach (var clip in new[] { first, later })
            (await Clips.FindAsync(clip, Token))!.Uses.Select(use => (use.Kind, use.Session)).ShouldBe([(ClipUse.OnPlaylist, null), (ClipUse.InSession, id)], customMessage: $"clip {clip}");
    }

    [Fact]
    public async Task Erasure_TakesClipsOutOfSessions()
    {
        await CallsAsync("a-7", (-1, 3), (-1, 4));
        var id = await PlanAsync(Wanted());
        foreach (var call in new[] { "a-7-0", "a-7-1" }) await Sessions.GiveAsync(id, await CutAsync(call, 1, 3, call), "Hear the tone.", coach, Token);

        await using var context = Contexts.CreateDbContext();
        await context.Calls.Where(row => row.Id == "a-7-0").ExecuteDeleteAsync(Token);

        (await Hearings.FindAsync(id, null, Token))!.Clips.Select(clip => clip.Title).ShouldBe(["a-7-1"]);
        (await context.Set<CoachingClipRow>().CountAsync(Token)).ShouldBe(1);
        (await Lists.FindAsync(id, null, Token))!.Events.Count(entry => entry.Kind == SessionEventKind.ClipGiven).ShouldBe(2, "the history says that clips were given, not which");
    }

    [Fact]
    public async Task CutAsync_CutsAndPlaces_OrDoesNeither()
    {
        await CallsAsync("a-7", (-1, 3));
        var (id, list) = (await PlanAsync(Wanted()), await Playlists.CreateAsync(new("Openings"), Tina, Token));
        NewClip Wished(string title) => new("a-7-0", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), title);

        var clip = await Placing.CutAsync(Wished("both"), list, id, coach, Token);
        await RefusedAsync(() => Placing.CutAsync(Wished("list"), 999, null, coach, Token), "no playlist '999'");
        await RefusedAsync(() => Placing.CutAsync(Wished("session"), null, 999, coach, Token), "no session 999");
        await Sessions.CancelAsync(id, "Holiday.", coach, Token);
        await RefusedAsync(() => Placing.CutAsync(Wished("cancelled"), null, id, coach, Token), "nothing on it is changed");

        (await Clips.ListAsync(null, 1, Token)).Clips.Select(one => (one.Id, one.Title)).ShouldBe([(clip, "both")]);
        (await Hearings.FindAsync(id, null, Token))!.Clips.Single().Id.ShouldBe(clip);
        (await Playlists.FindAsync(list, Token))!.Entries.Single().Clip.Id.ShouldBe(clip);
    }
}
