using CallQA.Recordings;
using CallQA.Recordings.Parties;
using CallQA.Recordings.Sources;
using CallQA.Tests.Recordings.Wave;
using CallQA.Transcription;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.Tests.Recordings.Parties;

/// <summary>Files of one call's parties: found together, told apart, laid out by their starts.</summary>
public sealed class PartySetTests : IDisposable
{
    private const string Profile = "source: pbx\nfile-names:\n  - preset: siprec\n  - preset: asterisk-monitor\nregion: DE\ntime-zone: Europe/Berlin\nparties:\n  wait: 90s\n";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static SourceProfiles Profiles { get; } = new([SourceProfileReader.Read(Profile, "'pbx.yaml'")], zone: null);

    [Fact]
    public async Task FindAsync_BringsBothPartiesTogether_WhicheverIsAskedFor()
    {
        Write("c-1_customer.wav", 100);
        Write("c-1_agent.wav", 200);
        Write("c-10_agent.wav", 200);
        folder.Write("c-1_agent.wav.part", [1]);

        foreach (var name in new[] { "c-1_customer.wav", "c-1_agent.wav" })
        {
            var set = await FindAsync(name);
            set!.Files.Select(file => Path.GetFileName(file.Path)).ShouldBe(["c-1_agent.wav", "c-1_customer.wav"]);
            set.IsComplete.ShouldBeTrue();
            set.Metadata.CallId.ShouldBe("c-1");
            set.Metadata.ChannelMap.ShouldBe([Speaker.Agent, Speaker.Customer]);
            set.Rules.Wait.ShouldBe(TimeSpan.FromSeconds(90));
        }
    }

    [Fact]
    public async Task FindAsync_TellsWhoIsThere_WhenTheOtherIsMissing()
    {
        Write("1730780250.107-in.wav", 100);

        var set = await FindAsync("1730780250.107-in.wav");

        (set!.IsComplete, set.Present, set.Metadata.ChannelMap!.Single()).ShouldBe((false, "the customer", Speaker.Customer));
    }

    [Fact]
    public async Task FindAsync_FindsNothing_ForAFileOfAnotherForm()
    {
        Write("call.wav", 100);

        (await FindAsync("call.wav")).ShouldBeNull();
    }

    [Fact]
    public async Task FindAsync_ReadsSiprecMetadata_WhenStreamsAreCalledByTheirLabels()
    {
        Write("s1_1.wav", 100);
        folder.Write("s1.xml", SiprecMetadataTests.Document);
        (await FindAsync("s1_1.wav"))!.IsComplete.ShouldBeFalse();
        Write("s1_2.wav", 100);

        var set = await FindAsync("s1_1.wav");

        set!.IsComplete.ShouldBeTrue();
        set.Sidecars.ShouldHaveSingleItem().Name.ShouldBe("s1.xml");
        set.Files.Select(file => (file.Party, file.Speaker)).ShouldBe([("2", Speaker.Agent), ("1", Speaker.Customer)]);
        (set.Metadata.CallId, set.Metadata.AgentId, set.Metadata.AgentName, set.Metadata.CustomerPhone).ShouldBe(("s1", "anna", "Anna Berg", "+4930901820"));
        set.Metadata.StartTime.ShouldBe(new DateTimeOffset(2026, 3, 31, 12, 5, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task OpenAsync_LaysThePartiesOutByTheirStarts()
    {
        Write("c-1_20260331140500_agent.wav", 100, seconds: 2);
        Write("c-1_20260331140501_customer.wav", 200, seconds: 2, rate: 16_000);
        var set = await FindAsync("c-1_20260331140500_agent.wav");

        using var joined = await JoinedRecording.OpenAsync(set!, new AudioReader(), Token);
        using var clip = await new AudioReader().ReadAsync(joined.Path, Token);

        (clip.SampleRate, clip.Channels.Count, clip.Duration).ShouldBe((16_000, 2, TimeSpan.FromSeconds(3)));
        set!.Metadata.StartTime.ShouldBe(new DateTimeOffset(2026, 3, 31, 14, 5, 0, TimeSpan.FromHours(2)));
        Level(clip, 0, 1.5).ShouldBe(100, 2);
        Level(clip, 0, 2.5).ShouldBe(0, 0.1);
        Level(clip, 1, 0.5).ShouldBe(0, 0.1);
        Level(clip, 1, 1.5).ShouldBe(200, 2);
    }

    [Fact]
    public async Task OpenAsync_PutsThePiecesOfOnePartyOnOneChannel()
    {
        Write("c-1_20260331140500_agent.wav", 100);
        Write("c-1_20260331140502_agent.wav", 300);
        Write("c-1_20260331140500_customer.wav", 200);
        var set = await FindAsync("c-1_20260331140500_agent.wav");

        using var joined = await JoinedRecording.OpenAsync(set!, new AudioReader(), Token);
        using var clip = await new AudioReader().ReadAsync(joined.Path, Token);

        (clip.Channels.Count, set!.Metadata.ChannelMap!.Count).ShouldBe((2, 2));
        (Level(clip, 0, 0.5), Level(clip, 0, 1.5), Level(clip, 0, 2.5)).ShouldBe((100, 0, 300));
    }

    [Fact]
    public async Task OpenAsync_GoesByTheNames_WhereAPartyHasSeveralFilesBesideSiprecMetadata()
    {
        Write("s1_20260331140500_1.wav", 100);
        Write("s1_20260331140503_1.wav", 300);
        Write("s1_20260331140500_2.wav", 200);
        folder.Write("s1.xml", SiprecMetadataTests.Document);

        using var joined = await JoinedRecording.OpenAsync((await FindAsync("s1_20260331140500_2.wav"))!, new AudioReader(), Token);
        using var clip = await new AudioReader().ReadAsync(joined.Path, Token);

        (Level(clip, 1, 0.5), Level(clip, 1, 2), Level(clip, 1, 3.5)).ShouldBe((100, 0, 300));
    }

    [Fact]
    public async Task OpenAsync_RefusesBeforeItWrites_WhenTheJoinedRecordingWouldBeTooLong()
    {
        Write("c-1_20260331140500_agent.wav", 100, seconds: 2);
        Write("c-1_20260331140503_customer.wav", 200, seconds: 2);
        var set = await FindAsync("c-1_20260331140500_agent.wav");
        var audio = new AudioReader(new AudioReaderOptions { MaximumDuration = TimeSpan.FromSeconds(4) });

        (await Should.ThrowAsync<InputException>(() => JoinedRecording.OpenAsync(set!, audio, Token))).Message.ShouldBeASentence("c-1_20260331140500_agent.wav + c-1_20260331140503_customer.wav", "is longer than");
    }

    [Fact]
    public async Task OpenAsync_NamesTheFileItself_WhenSamplesWithoutHeaderCannotBeUsed()
    {
        folder.Write("c-1_agent.ulaw", [.. Enumerable.Range(0, 40_000).Select(index => (byte)(index * 31))]);
        var set = await PartySet.FindAsync(folder.At("c-1_agent.ulaw"), "c-1_agent.ulaw", new(Profiles, _ => true, TimeProvider.System), Token);
        var audio = new AudioReader(new AudioReaderOptions { MaximumDuration = TimeSpan.FromSeconds(4) });

        (await Should.ThrowAsync<InputException>(() => JoinedRecording.OpenAsync(set!, audio, Token))).Message.ShouldStartWith($"The recording '{folder.At("c-1_agent.ulaw")}' is longer than");
    }

    [Fact]
    public async Task OpenAsync_GivesTheSameRecording_WhenDoneTwice()
    {
        Write("c-1_customer.wav", 100);
        Write("c-1_agent.wav", 200, seconds: 3);
        var set = await FindAsync("c-1_agent.wav");

        using var first = await JoinedRecording.OpenAsync(set!, new AudioReader(), Token);
        using var second = await JoinedRecording.OpenAsync(set!, new AudioReader(), Token);

        (await File.ReadAllBytesAsync(first.Path, Token)).ShouldBe(await File.ReadAllBytesAsync(second.Path, Token));
    }

    [Fact]
    public async Task OpenAsync_Refuses_WhenTheStartsLieDaysApart()
    {
        Write("c-1_20260331140500_agent.wav", 100);
        Write("c-1_20260401140500_customer.wav", 100);
        var set = await FindAsync("c-1_20260331140500_agent.wav");

        (await Should.ThrowAsync<InputException>(() => JoinedRecording.OpenAsync(set!, new AudioReader(), Token))).Message.ShouldBeASentence("'c-1'", "24 hours apart");
    }

    [Theory]
    [InlineData("source: p\nfile-names:\n  - pattern: '^(?<party>in|out)'\n", "it tells the party and not the call")]
    [InlineData("source: p\nparties:\n  wait: soon\n", "has the wait 'soon'; write a time from 1s to 24h")]
    [InlineData("source: p\nparties:\n  wait: 25h\n", "has the wait '25h'")]
    [InlineData("source: p\nparties:\n  caller: [a]\n", "unknown key 'caller'")]
    public void Read_SaysWhatIsWrong_WhenAProfilesPartiesMakeNoSense(string profile, string what) =>
        Should.Throw<InputException>(() => SourceProfileReader.Read(profile, "'pbx.yaml'")).Message.ShouldContain(what);

    public void Dispose() => folder.Dispose();

    private Task<PartySet?> FindAsync(string name) =>
        PartySet.FindAsync(folder.At(name), name, new(Profiles, other => other.EndsWith(".wav", StringComparison.Ordinal), new FakeTimeProvider()), Token);

    private void Write(string name, short level, int seconds = 1, int rate = 8000) =>
        folder.Write(name, new WaveBuilder { Channels = 1, SampleRate = (uint)rate, Data = WaveBuilder.Pcm16([.. Enumerable.Repeat(level, seconds * rate)]) }.Build());

    private static double Level(AudioClip clip, int channel, double second) =>
        Math.Round(clip.Channels[channel].Read((int)(second * clip.SampleRate), 100).Average() * 32_768, 1);
}
