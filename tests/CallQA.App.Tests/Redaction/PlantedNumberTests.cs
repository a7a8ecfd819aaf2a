using System.IO.Compression;
using System.Net;
using System.Text;
using CallQA.App.Coaching.Playlists;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Jobs;
using CallQA.App.Review;
using CallQA.App.Settings;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Web;
using CallQA.Interchange;
using CallQA.Recordings;

namespace CallQA.App.Tests.Redaction;

/// <summary>Looks for planted card numbers in everything that is kept and in everything that leaves: files, pages, exports.</summary>
public sealed class PlantedNumberTests
{
    private const string Id = "planted";
    private const string Planted = "4111 1111 1111 1111";
    private const string Said = "Your card is " + Planted + ", is that right?";
    private static readonly RedactionSettings Payment = new() { Kinds = "payment", MarginMilliseconds = 50 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Number_IsNowhere_OnceTheCallIsRedacted()
    {
        await using var site = await TestSite.OpenAsync(settings => settings with { Redaction = Payment });
        var found = await FindAsync(site);
        found.ShouldBeEmpty();
    }

    [Fact]
    public async Task Number_IsFoundInEveryPlace_WhenTheCallIsNotRedacted()
    {
        await using var site = await TestSite.OpenAsync();
        var found = await FindAsync(site);
        foreach (var place in Transcripts.Concat(["vcon", "callqa.db", $"/calls/{Id}", $"/api/v1/calls/{Id}"]))
            found.ShouldContain(where => where.StartsWith(place, StringComparison.Ordinal), place);
    }

    private static IEnumerable<string> Transcripts => ["txt", "vtt", "srt", "json"];

    private static async Task<List<string>> FindAsync(TestSite site)
    {
        var playlist = await FillAsync(site);
        var found = new List<string>();
        foreach (var address in Addresses(playlist))
        {
            using var answer = await site.Client.GetAsync(address, Token);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
            Look(address, await answer.Content.ReadAsByteArrayAsync(Token), found);
        }

        foreach (var format in Transcripts)
        {
            using var answer = await site.Client.GetAsync($"/calls/{Id}/transcript.{format}", Token);
            Look(format, await answer.Content.ReadAsByteArrayAsync(Token), found);
        }

        using var vcon = new MemoryStream();
        await VconWriter.WriteAsync((await site.Store.FindEvaluatedAsync(Id, Token))!, recording: null, vcon, Token);
        Look("vcon", vcon.ToArray(), found);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var path in Directory.GetFiles(site.Settings.DataDirectory, "*", SearchOption.AllDirectories))
            Look(Path.GetRelativePath(site.Settings.DataDirectory, path), await File.ReadAllBytesAsync(path, Token), found);
        return found;
    }

    // A call as people leave it: heard, scored, corrected, cut into a playlist, reported.
    private static async Task<long> FillAsync(TestSite site)
    {
        site.Engines.Spoken = Said;
        var source = TestRecording.Write(Path.Combine(site.Settings.DataDirectory, "arriving", Id + ".wav"), 1);
        var pipeline = site.Get<CallPipeline>();
        var call = (await pipeline.RunAsync(new IncomingRecording(source, new CallMetadata { AgentId = "a-7", AgentName = "Anna" }), null, Token)).Call;
        await site.Get<TranscriptCorrections>().AddAsync(call, 0, Said, "rita", Token);
        await site.Get<CoachingReports>().WriteAsync(Token);
        var who = new Acting("1", "rita");
        var clip = await site.Get<ClipStore>().CutAsync(new NewClip(Id, TimeSpan.Zero, TimeSpan.FromSeconds(0.4), "Opening"), who, Token);
        var playlist = await site.Get<PlaylistStore>().CreateAsync(new PlaylistWords("Openings"), who, Token);
        await site.Get<PlaylistStore>().AddAsync(playlist, clip, null, who, Token);
        return playlist;
    }

    private static IEnumerable<string> Addresses(long playlist) =>
    [
        "/", $"/calls/{Id}", "/review", "/clips", "/examples", "/search?q=card", "/audit", "/quarantine", "/dashboard", "/agreement", $"/playlists/{playlist}",
        $"/playlists/{playlist}/playlist.html", $"/playlists/{playlist}/playlist.zip", "/disputes.csv", "/coaching.csv", "/metrics",
        "/api/v1/calls", $"/api/v1/calls/{Id}", $"/api/v1/calls/{Id}/transcript", "/api/v1/search?q=card", "/api/v1/search.csv?q=card", "/api/v1/examples?topic=skill:open-warmly", "/api/v1/clips", "/api/v1/audit",
        $"/calls/{Id}/audio", $"/calls/{Id}/peaks",
    ];

    private static void Look(string place, byte[] content, List<string> found)
    {
        if (content.AsSpan().StartsWith("PK\x03\x04"u8)) content = Unpacked(content);
        foreach (var number in (string[])[Planted, Planted.Replace(" ", "", StringComparison.Ordinal)])
            foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode])
                if (content.AsSpan().IndexOf(encoding.GetBytes(number)) >= 0) found.Add(place);
    }

    private static byte[] Unpacked(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        using var content = new MemoryStream();
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            stream.CopyTo(content);
        }

        return content.ToArray();
    }
}
