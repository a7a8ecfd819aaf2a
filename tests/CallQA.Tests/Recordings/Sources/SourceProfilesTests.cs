using CallQA.Recordings;
using CallQA.Recordings.Sources;

namespace CallQA.Tests.Recordings.Sources;

public sealed class SourceProfilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Of_TakesTheLongestFolder()
    {
        var profiles = new SourceProfiles([Profile("all", ""), Profile("berlin", "pbx/berlin/"), Profile("pbx", "pbx/")], zone: null);

        profiles.Of("pbx/berlin/a.wav")!.Id.ShouldBe("berlin");
        profiles.Of("pbx/a.wav")!.Id.ShouldBe("pbx");
        profiles.Of("pbx2/a.wav")!.Id.ShouldBe("all");
    }

    [Fact]
    public void Load_RefusesTwoProfilesOfOneFolder()
    {
        folder.Write("sources/a.yaml", "source: a\nfolder: x");
        folder.Write("sources/b.yaml", "source: b\nfolder: x/");

        Should.Throw<InputException>(() => SourceProfiles.Load(folder.At("sources"), zone: null)).Message
            .ShouldBe("The source profiles 'a' and 'b' have the same folder 'x/'; change or remove one of them.");
    }

    [Fact]
    public void Load_HasNone_WhenThereIsNoFolder() => SourceProfiles.Load(folder.At("nowhere"), zone: null).All.ShouldBeEmpty();

    [Fact]
    public async Task DescribeAsync_PrefersTheSidecar_ThenTheName_ThenTheSource()
    {
        var path = folder.Write("a-101_20260331140500.wav", "");
        folder.Write("a-101_20260331140500.json", """{ "agent_id": "a-7", "queue": "returns" }""");
        var profiles = new SourceProfiles(
            [
                Profile("pbx", "") with
                {
                    FileNames = [FileNamePattern.Parse(@"^(?<agent_id>[^_]+)_(?<start_time>\d{14})$")],
                    Defaults = new() { Queue = "orders", Team = "North" },
                },
            ],
            TimeZoneInfo.Utc);

        var told = await profiles.DescribeAsync(path, "a-101_20260331140500.wav", Token);

        told.Sidecar.ShouldBe(folder.At("a-101_20260331140500.json"));
        told.Metadata.ShouldBe(new CallMetadata { AgentId = "a-7", Queue = "returns", Team = "North", StartTime = new(2026, 3, 31, 14, 5, 0, TimeSpan.Zero), Source = "pbx" });
    }

    [Fact]
    public async Task DescribeAsync_GoesByTheName_WhenTheSidecarIsHalfWritten()
    {
        var path = folder.Write("a-101.wav", "");
        folder.Write("a-101.json", """{ "agent_id": "a-""");
        var profiles = new SourceProfiles([Profile("pbx", "") with { FileNames = [FileNamePattern.Parse("^(?<agent_id>.+)$")] }], zone: null);

        var told = await profiles.DescribeAsync(path, "a-101.wav", Token);

        (told.Sidecar, told.Metadata).ShouldBe((null, new CallMetadata { AgentId = "a-101", Source = "pbx" }));
    }

    private static SourceProfile Profile(string id, string folder) => new() { Id = id, Folder = folder };
}
