using System.Buffers.Text;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallQA.App.Coaching.Playlists;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Interchange;
using CallQA.App.Jobs;
using CallQA.App.Review;
using CallQA.App.Settings;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Review;
using CallQA.App.Tests.Web;
using CallQA.Interchange;
using CallQA.Recordings;
using CallQA.Tests.Interchange;
using Microsoft.Extensions.Logging;

namespace CallQA.App.Tests.Redaction;

/// <summary>Looks for planted card numbers in everything that is kept and in everything that leaves: files, pages, exports.</summary>
public sealed partial class PlantedNumberTests
{
    private const string Id = "planted";
    private const string Written = "4111 1111 1111 1111";
    private const string InGerman = "vierundvierzig siebenundsiebzig zwölf vierunddreißig sechsundfünfzig achtundsiebzig einundneunzig zehn";
    private static readonly RedactionSettings Payment = new() { Kinds = "payment", MarginMilliseconds = 50 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // How it is said, and pieces that would give it away.
    public static TheoryData<string, string, string[]> Sayings => new()
    {
        { "en", $"Your card is {Written}, is that right?", [Written, Written.Replace(" ", "", StringComparison.Ordinal), "1111 1111"] },
        { "en", "Your card is four one one one one one one one one one one one one one one one, is that right?", ["four one one one", "one one one one"] },
        { "en", "Your card is four four double seven, one two three four, five six seven eight, nine one one zero, is that right?", ["double seven", "one two three four", "five six seven eight"] },
        { "de", "Ihre Karte ist vier vier sieben sieben eins zwei drei vier fünf sechs sieben acht neun eins eins null, richtig?", ["vier vier sieben sieben", "fünf sechs sieben acht"] },
        { "de", $"Ihre Karte ist {InGerman}, richtig?", [InGerman, "vierundvierzig siebenundsiebzig", "sechsundfünfzig achtundsiebzig"] },
    };

    [Theory]
    [MemberData(nameof(Sayings))]
    public async Task Number_IsNowhere_OnceTheCallIsRedacted(string language, string said, string[] pieces)
    {
        await using var site = await TestSite.OpenAsync(settings => settings with { Redaction = Payment });

        (await FindAsync(site, language, said, pieces)).ShouldBeEmpty();

        (await site.Store.CurrentTranscriptAsync(Id, Token))!.Turns[0].Text.ShouldContain(language == "de" ? "[Kartennummer]" : "[card-number]");
    }

    [Theory]
    [InlineData("en", $"Your card is {Written}, is that right?", Written)]
    [InlineData("de", $"Ihre Karte ist {InGerman}, richtig?", InGerman)]
    public async Task Number_IsFoundInEveryPlace_WhenTheCallIsNotRedacted(string language, string said, string piece)
    {
        await using var site = await TestSite.OpenAsync();

        var found = await FindAsync(site, language, said, [piece]);

        foreach (var place in Transcripts.Concat(["vcon", "signed vcon", "contact-lens", "wtf", "callqa.db", $"/calls/{Id}", $"/api/v1/calls/{Id}", "/api/v1/coaching/1", "/coaching/1", "/api/v1/clips", "/api/v1/playlists/1"]))
            found.ShouldContain(where => where.StartsWith(place, StringComparison.Ordinal), place);
    }

    private static IEnumerable<string> Transcripts => ["txt", "vtt", "srt", "json"];

    private static async Task<List<string>> FindAsync(TestSite site, string language, string said, string[] pieces)
    {
        using var log = new CollectedLog();
        site.Get<ILoggerFactory>().AddProvider(log);
        var playlist = await FillAsync(site, language, said);
        var found = new List<string>();
        foreach (var address in Addresses(playlist))
        {
            using var answer = await site.Client.GetAsync(address, Token);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
            Look(address, await answer.Content.ReadAsByteArrayAsync(Token), pieces, found);
        }

        foreach (var format in Transcripts)
        {
            using var answer = await site.Client.GetAsync($"/calls/{Id}/transcript.{format}", Token);
            Look(format, await answer.Content.ReadAsByteArrayAsync(Token), pieces, found);
        }

        foreach (var (form, content) in await ExportsAsync(site)) Look(form, content, pieces, found);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var path in Directory.GetFiles(site.Settings.DataDirectory, "*", SearchOption.AllDirectories))
            Look(Path.GetRelativePath(site.Settings.DataDirectory, path), await File.ReadAllBytesAsync(path, Token), pieces, found);
        Look("log", Encoding.UTF8.GetBytes(log.Text), pieces, found);
        return found;
    }

    private static async Task<IEnumerable<(string Form, byte[] Content)>> ExportsAsync(TestSite site)
    {
        var call = (await site.Store.FindEvaluatedAsync(Id, Token))!;
        using var vcon = new MemoryStream();
        await VconWriter.WriteAsync(call, recording: null, vcon, Token, reviews: await site.Get<TakenOverReviews>().DocumentsAsync(Id, Token));
        using var key = RSA.Create(2048);
        using var own = new CertificateRequest("CN=a", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(TestSite.Clock.GetUtcNow(), TestSite.Clock.GetUtcNow().AddDays(1));
        using var signer = VconSigner.Create(own.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        using var signed = new MemoryStream();
        await signer.SignAsync(new MemoryStream(vcon.ToArray()), VconWriter.IdOf(call.Call.ContentHash), signed, Token);
        VconSchema.Faults(JsonNode.Parse(vcon.ToArray())).ShouldBeEmpty();
        VconSchema.FaultsOfSigned(JsonNode.Parse(signed.ToArray())).ShouldBeEmpty();
        return
        [
            ("vcon", vcon.ToArray()),
            ("signed vcon", Base64Url.DecodeFromChars((string)JsonNode.Parse(signed.ToArray())!["payload"]!)),
            ("contact-lens", Encoding.UTF8.GetBytes(ContactLensWriter.Write(call))),
            ("wtf", Plain(WtfTranscript.Write(call))),
        ];
    }

    // Umlauts as they are, whatever the writer escapes.
    private static byte[] Plain(string json) => JsonSerializer.SerializeToUtf8Bytes(JsonNode.Parse(json), CallQAJson.Compact);

    // A call as people leave it: heard, scored, corrected, cut into a playlist, reported.
    private static async Task<long> FillAsync(TestSite site, string language, string said)
    {
        (site.Engines.Spoken, site.Engines.Language) = (said, language);
        var source = TestRecording.Write(Path.Combine(site.Settings.DataDirectory, "arriving", Id + ".wav"), 1);
        var pipeline = site.Get<CallPipeline>();
        var call = (await pipeline.RunAsync(new IncomingRecording(source, new CallMetadata { AgentId = "a-7", AgentName = "Anna" }), null, Token)).Call;
        await ReviewAsync(site, call, said);
        await site.Get<TranscriptCorrections>().AddAsync(call, 0, said, "rita", Token);
        await site.Get<CoachingReports>().WriteAsync(Token);
        var who = new Acting("1", "rita");
        var clip = await site.Get<ClipStore>().CutAsync(new NewClip(Id, TimeSpan.Zero, TimeSpan.FromSeconds(0.4), said), who, Token);
        var playlist = await site.Get<PlaylistStore>().CreateAsync(new PlaylistWords("Openings", said, said), who, Token);
        await site.Get<PlaylistStore>().AddAsync(playlist, clip, null, who, Token);
        await TalkAsync(site, said);
        return playlist;
    }

    // Somebody quotes the call and types the number in.
    private static async Task ReviewAsync(TestSite site, Call call, string said)
    {
        var quoted = (await site.Store.CurrentTranscriptAsync(Id, Token))!.Turns[0].Text;
        var accepted = ReviewSheetTests.Accepted((await site.Store.FindEvaluatedAsync(Id, Token))!.Evaluation!);
        var form = accepted with { Answers = [.. accepted.Answers.Select(answer => answer.Given ? answer : answer with { NotApplicable = true })] };
        var noted = form.Answers[0] with { Comment = said, Passages = [new(0, TimeSpan.Zero, TimeSpan.FromSeconds(0.2), quoted)] };
        (await site.Get<Reviews>().SubmitAsync(call, "rita", "Rita", ReviewSheetTests.With(form, noted) with { Remark = said }, Token)).Review.ShouldNotBeNull();
        await site.Get<CallComments>().AddAsync(call, TimeSpan.Zero, said, "rita", Token);
    }

    private static IEnumerable<string> Addresses(long playlist) =>
    [
        "/", $"/calls/{Id}", "/review", "/clips", "/examples", "/search?q=card", "/search?q=Karte", "/api/v1/exports/evaluations.csv", "/api/v1/exports/answers.csv", "/api/v1/search?q=Karte", "/audit", "/quarantine", "/dashboard", "/agreement", $"/playlists/{playlist}",
        $"/playlists/{playlist}/playlist.html", $"/playlists/{playlist}/playlist.zip", "/disputes.csv", "/coaching.csv", "/metrics", "/disputes", "/coaching", "/coaching/1", "/api/v1/coaching/1", "/api/v1/disputes", "/api/v1/coaching.csv", "/api/v1/disputes.csv", "/api/v1/playlists/1",
        "/api/v1/calls", $"/api/v1/calls/{Id}", $"/api/v1/calls/{Id}/transcript", "/api/v1/search?q=card", "/api/v1/search.csv?q=card", "/api/v1/examples?topic=skill:open-warmly", "/api/v1/clips", "/api/v1/audit",
        $"/calls/{Id}/audio", $"/calls/{Id}/peaks",
    ];

    private static void Look(string place, byte[] content, string[] pieces, List<string> found)
    {
        if (content.AsSpan().StartsWith("PK\x03\x04"u8)) content = Unpacked(content);
        foreach (var piece in pieces.SelectMany(piece => new[] { piece, WebUtility.HtmlEncode(piece), HtmlEncoder.Default.Encode(piece), JavaScriptEncoder.Default.Encode(piece) }).Distinct())
            foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode])
                if (content.AsSpan().IndexOf(encoding.GetBytes(piece)) >= 0) found.Add($"{place}: {piece}");
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
