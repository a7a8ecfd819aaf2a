using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using CallQA.App.Coaching.Playlists;
using CallQA.App.Coaching.Sessions;
using CallQA.Transcription;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Web.Playlists;

/// <summary>A card number that is spoken in a clip of a call from which nothing was taken out.</summary>
public sealed partial class RedactedClipTests
{
    private const string Number = "4111 1111 1111 1111";
    private static readonly Acting Tina = new("t", "tina");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Number_IsMaskedInEveryTextOfTheClip_AndSilentInItsSound()
    {
        await using var site = await SpokenAsync();
        var (open, hidden) = (await CutAsync(site, redact: false), await CutAsync(site, redact: null));

        (await site.Get<ClipStore>().FindAsync(hidden, Token))!.Redact.ShouldBeTrue("nothing was taken out of the call");
        foreach (var (place, text) in await TextsAsync(site, hidden))
        {
            text.ShouldNotContain("1111", customMessage: place);
            WebUtility.HtmlDecode(text).ShouldContain("[card-number]", customMessage: place);
        }

        foreach (var (place, text) in await TextsAsync(site, open)) text.ShouldContain(Number, customMessage: place);
        var (loud, silent) = (await WaveAsync(site, $"/clips/{open}/audio"), await WaveAsync(site, $"/clips/{hidden}/audio"));
        (silent.Rate, silent.Samples.Length).ShouldBe((loud.Rate, loud.Samples.Length));
        // The clip begins with its air at 9.7 s, the number is spoken from 11.5 to 13.4 s, and has a quarter of a second of silence around it.
        Peak(silent, 1.6, 3.9).ShouldBe(0);
        Peak(loud, 1.6, 3.9).ShouldBeGreaterThan(100);
        Peak(silent, 0, 1.5).ShouldBe(Peak(loud, 0, 1.5));
        Peak(silent, 0, 1.5).ShouldBePositive();
    }

    [Fact]
    public async Task Exports_AreSilentToo()
    {
        await using var site = await SpokenAsync();
        var playlist = await PlaylistAsync(site, await CutAsync(site, redact: true));
        await using var zipped = new MemoryStream(await site.Client.GetByteArrayAsync($"/playlists/{playlist}/playlist.zip", Token));
        await using var zip = new ZipArchive(zipped);
        using var wave = new MemoryStream();
        await zip.Entries[0].Open().CopyToAsync(wave, Token);

        var page = await site.Client.GetStringAsync($"/playlists/{playlist}/playlist.html", Token);

        Peak(Read(wave.ToArray()), 1.6, 3.9).ShouldBe(0);
        Peak(Read(Convert.FromBase64String(Audio().Match(page).Groups[1].Value)), 1.6, 3.9).ShouldBe(0);
        page.ShouldContain("Personal data is silent here");
    }

    [Fact]
    public async Task Cutting_ProposesSilence_WhereNothingWasTakenOut()
    {
        await using var site = await SpokenAsync();
        await site.Store.SaveTranscriptAsync(SampleSite.Call, Spoken("heard again") with { Redactions = [] }, Token);

        var clip = (await site.Get<ClipStore>().FindAsync(await CutAsync(site, redact: null), Token))!;

        clip.Redact.ShouldBeFalse("personal data were looked for in the call already");
        (await site.Get<ClipStore>().RedactedAsync([SampleSite.Call, "other"], Token)).ShouldBeEmpty("nothing was found in it, and its origin does not tell");
        await site.Store.SaveTranscriptAsync(SampleSite.Call, Spoken("heard", "redaction=2:Name") with { Redactions = [] }, Token);
        (await site.Get<ClipStore>().RedactedAsync([SampleSite.Call, "other"], Token)).ShouldBe([SampleSite.Call]);
    }

    [Fact]
    public async Task Clip_IsNotHeard_WhileItsCallIsTranscribedAnew()
    {
        await using var site = await SpokenAsync();
        var clip = await CutAsync(site, redact: true);
        await using (var context = await site.Get<IDbContextFactory<App.Storage.CallQADbContext>>().CreateDbContextAsync(Token))
            await context.Calls.ExecuteUpdateAsync(call => call.SetProperty(row => row.Stage, CallQA.Recordings.CallStage.TakenIn), Token);

        using var answer = await site.Client.GetAsync($"/clips/{clip}/audio", Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain("not known while its call is being transcribed");
        (await site.Client.GetFromJsonAsync<JsonElement>($"/api/v1/clips/{clip}/words", Token)).GetArrayLength().ShouldBe(0);
    }

    private static async Task<List<(string Place, string Text)>> TextsAsync(TestSite site, long clip)
    {
        var playlist = await PlaylistAsync(site, clip);
        var link = await site.Get<PlaylistShares>().AddAsync(playlist, 1, Tina, Token);
        var texts = new List<(string, string)>();
        foreach (var address in new[]
        {
            $"/playlists/{playlist}", $"/shared/{link}", $"/api/v1/playlists/{playlist}", $"/api/v1/clips/{clip}/words", $"/playlists/{playlist}/playlist.html",
        })
            texts.Add((address, Audio().Replace(await site.Client.GetStringAsync(address, Token), "")));
        await using var zipped = new MemoryStream(await site.Client.GetByteArrayAsync($"/playlists/{playlist}/playlist.zip", Token));
        await using var zip = new ZipArchive(zipped);
        using var index = new StreamReader(zip.GetEntry("index.html")!.Open());
        texts.Add(("zip", await index.ReadToEndAsync(Token)));
        return texts;
    }

    private static async Task<long> PlaylistAsync(TestSite site, long clip)
    {
        var playlist = await site.Get<PlaylistStore>().CreateAsync(new("Payments"), Tina, Token);
        await site.Get<PlaylistStore>().AddAsync(playlist, clip, null, Tina, Token);
        return playlist;
    }

    private static Task<long> CutAsync(TestSite site, bool? redact) => site.Get<ClipStore>().CutAsync(
        new(SampleSite.Call, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(14.2), "Paying", Level: false, redact), Tina, Token);

    private static async Task<TestSite> SpokenAsync()
    {
        var site = await SampleSite.OpenAsync();
        await site.Store.SaveTranscriptAsync(SampleSite.Call, Spoken("other words"), Token);
        return site;
    }

    // Half a second a word from 10 s on: the number is words four to seven.
    private static Transcript Spoken(string engine, string? options = null)
    {
        var words = $"My card is {Number} thanks.".Split(' ')
            .Select((word, index) => new Word(word, TimeSpan.FromSeconds(10 + (0.5 * index)), TimeSpan.FromSeconds(10.4 + (0.5 * index)), 0.9)).ToList();
        return new(
            SampleSite.Call, "en", [new(Speaker.Customer, string.Join(' ', words.Select(word => word.Text)), words[0].Start, words[^1].End, 0.9, words)],
            TimeSpan.FromSeconds(52.87), new(engine, null, options));
    }

    private static async Task<(int Rate, short[] Samples)> WaveAsync(TestSite site, string address) => Read(await site.Client.GetByteArrayAsync(address, Token));

    private static (int Rate, short[] Samples) Read(byte[] wave) => (BitConverter.ToInt32(wave, 24), System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(wave.AsSpan(44)).ToArray());

    private static int Peak((int Rate, short[] Samples) wave, double from, double until) =>
        wave.Samples[(int)(from * wave.Rate)..(int)(until * wave.Rate)].Max(sample => Math.Abs((int)sample));

    [GeneratedRegex("base64,([^\"]+)")]
    private static partial Regex Audio();
}
