using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using CallQA.App.Identity;
using CallQA.App.Review.Playback;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Tests.Buckets;
using CallQA.App.Tests.Commands;
using CallQA.App.Tests.Storage;
using CallQA.App.Tests.Web;
using CallQA.Recordings;
using CallQA.Tests;

namespace CallQA.App.Tests.Review.Playback;

public sealed class PlaybackTests
{
    private const string Sample = "call-05-poor-cancellation";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Audio_IsTheRecordingAsSixteenBitWave_InWholeAndInParts()
    {
        await using var site = await SiteAsync();
        await ShouldBePlayedAsync(site);
    }

    [Fact]
    public async Task Audio_IsThereInParts_WhenTheRecordingIsInABucketAndNotHere()
    {
        await using var server = await BucketServer.StartAsync();
        await using var site = await SiteAsync(server.Settings);
        Directory.Delete(site.Settings.CopiesPath, recursive: true);
        await ShouldBePlayedAsync(site);
        server.Got.ShouldHaveSingleItem();
    }

    private static async Task ShouldBePlayedAsync(TestSite site)
    {
        var whole = await site.Client.GetByteArrayAsync($"/calls/{Sample}/audio", Token);
        using var decoded = await new AudioReader().ReadAsync(Path.Combine(Cli.Samples, "calls", Sample + ".wav"), Token);
        whole.Length.ShouldBe(44 + (decoded.Length * 4));
        BinaryPrimitives.ReadInt32LittleEndian(whole.AsSpan(24)).ShouldBe(8000);
        BinaryPrimitives.ReadInt16LittleEndian(whole.AsSpan(20)).ShouldBe((short)1, "plain PCM, whatever the recorder used");
        var (agent, customer) = (decoded.Channels[0].ToArray(), decoded.Channels[1].ToArray());
        for (var frame = 0; frame < decoded.Length; frame += 997)
        {
            BinaryPrimitives.ReadInt16LittleEndian(whole.AsSpan(44 + (frame * 4))).ShouldBe((short)MathF.Round(agent[frame] * 32768));
            BinaryPrimitives.ReadInt16LittleEndian(whole.AsSpan(46 + (frame * 4))).ShouldBe((short)MathF.Round(customer[frame] * 32768));
        }

        foreach (var (from, to) in new[] { (0L, 100L), (30L, 60L), (200_001L, 300_002L), (whole.Length - 5L, whole.Length - 1L) })
        {
            (await PartAsync(site, from, to)).AsSpan().SequenceEqual(whole.AsSpan((int)from, (int)(to - from + 1))).ShouldBeTrue($"{from}–{to}");
        }
    }

    [Theory]
    [InlineData("libopus", "ogg")]
    [InlineData("libmp3lame", "mp3")]
    public async Task Audio_IsDecodedForAllWhoAsk_AndWrittenOnce(string encoder, string extension)
    {
        Requires.Ffmpeg();
        await using var site = await TestSite.OpenAsync();
        using var folder = new TemporaryFolder();
        var compressed = folder.Of("call." + extension);
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", ["-v", "error", "-i", Path.Combine(Cli.Samples, "calls", Sample + ".wav"), "-c:a", encoder, compressed]))!;
        await ffmpeg.WaitForExitAsync(Token);
        await site.Get<CallPipeline>().TakeInAsync(new IncomingRecording(compressed, new CallMetadata { CallId = Sample }), Token);
        using var decoded = await new AudioReader().ReadAsync(compressed, Token);

        var many = await Task.WhenAll(Enumerable.Range(0, 5).Select(part => PartAsync(site, part * 100_000, (part * 100_000) + 9_999)));
        var whole = await site.Client.GetByteArrayAsync($"/calls/{Sample}/audio", Token);

        whole.Length.ShouldBe(44 + (decoded.Length * 4));
        for (var part = 0; part < many.Length; part++) many[part].AsSpan().SequenceEqual(whole.AsSpan(part * 100_000, 10_000)).ShouldBeTrue($"part {part}");
        var customer = decoded.Channels[1].ToArray();
        for (var frame = 0; frame < decoded.Length; frame += 997)
            BinaryPrimitives.ReadInt16LittleEndian(whole.AsSpan(46 + (frame * 4))).ShouldBe((short)MathF.Round(customer[frame] * 32768));
        (await site.Client.GetByteArrayAsync($"/calls/{Sample}/peaks", Token)).ShouldNotBeEmpty();
        Directory.EnumerateFiles(site.Settings.PlaybackPath, "*.wav", SearchOption.AllDirectories).ShouldHaveSingleItem();
        (await site.Client.GetByteArrayAsync($"/calls/{Sample}/audio", Token)).ShouldBe(whole);
    }

    [Fact]
    public async Task Peaks_AreComputedOnce_AndShowWhoIsLoud()
    {
        await using var site = await SiteAsync();
        var peaks = await site.Client.GetByteArrayAsync($"/calls/{Sample}/peaks", Token);
        BinaryPrimitives.ReadInt32LittleEndian(peaks.AsSpan(4)).ShouldBe(2);
        var count = BinaryPrimitives.ReadInt32LittleEndian(peaks.AsSpan(8));
        count.ShouldBeInRange(52 * WaveformPeaks.PerSecond, 54 * WaveformPeaks.PerSecond);
        // The agent speaks from 0.6 s, the customer from 3.5 s.
        var (agent, customer) = (peaks.AsSpan(12, count).ToArray(), peaks.AsSpan(12 + count, count).ToArray());
        agent[30..140].Max().ShouldBeGreaterThan((byte)(4 * customer[30..140].Max()));
        customer[180..370].Max().ShouldBeGreaterThan((byte)(4 * agent[200..370].Max()));
        var file = Directory.EnumerateFiles(site.Settings.PlaybackPath, "*.peaks", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(file, "kept", Token);
        (await site.Client.GetStringAsync($"/calls/{Sample}/peaks", Token)).ShouldBe("kept");
        await site.Get<CallErasure>().EraseAsync(Sample, "test", Token);
        File.Exists(file).ShouldBeFalse("what was made of a recording goes with it");
    }

    [Fact]
    public async Task Audio_IsWhatWasWrittenOnce_WithoutALookAtTheOriginal()
    {
        await using var site = await SiteAsync();
        var hash = (await site.Store.FindAsync(Sample, Token))!.ContentHash;
        var written = Path.Combine(Directory.CreateDirectory(Path.Combine(site.Settings.PlaybackPath, hash[..2])).FullName, hash + ".wav");
        await File.WriteAllTextAsync(written, "written once", Token);
        File.Delete((await site.Get<IRecordingStore>().FindAsync(hash, Token)).Path);
        (await site.Client.GetStringAsync($"/calls/{Sample}/audio", Token)).ShouldBe("written once");
    }

    [Fact]
    public async Task Listening_IsEnteredOnce_AndEveryExport()
    {
        await using var site = await SiteAsync();
        await site.AddResultsAsync(Sample);
        for (var part = 0; part < 3; part++) await site.Client.GetByteArrayAsync($"/calls/{Sample}/audio", Token);
        (await site.Client.GetStringAsync($"/calls/{Sample}/transcript.txt", Token)).ShouldContain("Guten");
        (await site.Client.GetStringAsync($"/calls/{Sample}/transcript.txt", Token)).ShouldNotBeEmpty();
        var entries = await site.Get<AuditTrail>().ListAsync(Sample, 0, 10, Token);
        entries.Select(entry => (entry.Action, entry.By, entry.CallId)).ShouldBe(
            [("exported", "admin", Sample), ("exported", "admin", Sample), ("listened", "admin", Sample)]);
        (await site.PageAsync($"/audit?call={Sample}")).ShouldContain("listened");
        (await site.PageAsync("/audit?call=other")).ShouldNotContain("listened");
    }

    [Fact]
    public async Task Audio_SaysWhy_WhenTheRecordingIsGone()
    {
        await using var site = await TestSite.OpenAsync();
        await site.Store.AddAsync(Some.Call("lost"), Token);
        using var response = await site.Client.GetAsync("/calls/lost/audio", Token);
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync(Token)).ShouldContain("restore it from the backup");
    }

    private static async Task<byte[]> PartAsync(TestSite site, long from, long to)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/calls/{Sample}/audio") { Headers = { Range = new RangeHeaderValue(from, to) } };
        using var response = await site.Client.SendAsync(request, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        return await response.Content.ReadAsByteArrayAsync(Token);
    }

    private static async Task<TestSite> SiteAsync(StoreSettings? store = null)
    {
        var site = await TestSite.OpenAsync(settings => settings with { Store = store ?? settings.Store });
        await site.Get<CallPipeline>().TakeInAsync(
            new IncomingRecording(Path.Combine(Cli.Samples, "calls", Sample + ".wav"), new CallMetadata { CallId = Sample }), Token);
        return site;
    }
}
