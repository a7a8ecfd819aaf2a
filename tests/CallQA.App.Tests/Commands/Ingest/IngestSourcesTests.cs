using System.Globalization;
using CallQA.App.Commands.Ingest;
using CallQA.App.Tests.Storage;
using CallQA.Recordings.Sources;

namespace CallQA.App.Tests.Commands.Ingest;

public sealed class IngestSourcesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Find_ReadsAFolderAsItGoes_WhenItHoldsVeryManyFiles()
    {
        const int files = 8000;
        for (var number = 0; number < files; number++) Write(string.Create(CultureInfo.InvariantCulture, $"c-{number:0000}.wav"));
        var sources = new IngestSources();
        sources.Count([folder.Path]).ShouldBe(files);

        var taken = 0;
        foreach (var recording in sources.Find([folder.Path]))
        {
            taken++;
            if (taken == 1)
                foreach (var file in Directory.EnumerateFiles(folder.Path)) File.Delete(file);
        }

        taken.ShouldBeInRange(1, files - 1, "what was not reached yet is not held in memory");
    }

    [Fact]
    public void Find_BringsEachOnce_InTheOrderOfThePathsAndByName()
    {
        Write("b.wav", "a.wav", "sub/c.wav", "sub/notes.txt", "named.bin");
        string[] paths = [folder.Of("named.bin"), folder.Of("sub", "c.wav"), folder.Path + "/", folder.Of("sub"), folder.Of("named.bin")];

        var sources = new IngestSources();
        sources.Count(paths).ShouldBe(4);
        sources.Find(paths).Select(recording => Path.GetRelativePath(folder.Path, recording.Path))
            .ShouldBe(["named.bin", Path.Combine("sub", "c.wav"), "a.wav", "b.wav"]);
    }

    [Fact]
    public void Count_SaysSo_WhenAFolderHoldsNone()
    {
        Write("notes.txt");
        Should.Throw<InputException>(() => new IngestSources().Count([folder.Path])).Message.ShouldContain("holds no recording");
    }

    [Fact]
    public async Task DescribeAsync_TellsByPathElseByName_AndKeepsWordsThatRepeatOnce()
    {
        Write("a.wav", "moved/b.wav", "one/c.wav", "two/c.wav");
        await File.WriteAllTextAsync(
            folder.Of("list.csv"), "recording_file,agent_id,team,start_time\na.wav,eva,sales,\nb.wav,max,sales,\nnone.wav,max,sales,\nd.wav,eva,sales,never\nx/c.wav,eva,,\ny/c.wav,max,,\n", TestContext.Current.CancellationToken);
        var sources = new IngestSources();

        await sources.DescribeAsync(folder.Of("list.csv"), new([], TimeZoneInfo.Utc), TestContext.Current.CancellationToken);
        sources.Count([folder.Path]).ShouldBe(4);

        var found = sources.Find([folder.Path]).ToDictionary(recording => Path.GetRelativePath(folder.Path, recording.Path), recording => recording.Metadata);
        (found["a.wav"].AgentId, found[Path.Combine("moved", "b.wav")].AgentId, found[Path.Combine("one", "c.wav")].AgentId).ShouldBe(("eva", "max", null));
        found["a.wav"].Team.ShouldBeSameAs(found[Path.Combine("moved", "b.wav")].Team);
        sources.Problems.Select(problem => problem.Contains(", row 5,", StringComparison.Ordinal) ? 5 : problem.Contains(", row 4:", StringComparison.Ordinal) ? 4 : 0).ShouldBe([5, 4]);
    }

    [Fact]
    public async Task DescribeAsync_FindsTheRecording_WhenTheListNamesItWithoutExtension()
    {
        Write("a_1-all.wav", "b_1.MP3", "twice.wav", "twice-all.mp3", "later/c_1-all.wav", "later/d.wav", "else/d.flac");
        await File.WriteAllTextAsync(
            folder.Of("list.csv"), "recording_filename,agent_id\na_1,eva\nb_1,max\ntwice,ida\nc_1,ben\nd,pia\nnone,tom\n", TestContext.Current.CancellationToken);
        var sources = new IngestSources();

        await sources.DescribeAsync(folder.Of("list.csv"), new([], TimeZoneInfo.Utc), TestContext.Current.CancellationToken);
        sources.Count([folder.Path]).ShouldBe(7);

        sources.Find([folder.Path]).Where(recording => recording.Metadata.AgentId is not null)
            .ToDictionary(recording => Path.GetFileName(recording.Path), recording => recording.Metadata.AgentId)
            .ShouldBe(new Dictionary<string, string?> { ["a_1-all.wav"] = "eva", ["b_1.MP3"] = "max", ["c_1-all.wav"] = "ben" }, ignoreOrder: true);
        sources.Problems.Count.ShouldBe(3);
        sources.Problems[0].ShouldContain("row 4: 'twice' has no extension and may be any of");
        sources.Problems[1].ShouldContain("row 6: 'd' has no extension");
        sources.Problems[2].ShouldContain("row 7: the recording 'none' is not there");
    }

    [Fact]
    public async Task DescribeAsync_FindsTheRecording_WhenTheListTellsIdentifiersOnly()
    {
        const string Contact = "5f0e1d2c-3b4a-5968-7786-95a4b3c2d1e0";
        Write("RE1.wav", "CA2.mp3", $"later/{Contact}_20260331T14:05_UTC.wav", "one/RE4.wav", "two/CA4.wav", "p-5_agent.wav", "p-5_customer.wav");
        await File.WriteAllTextAsync(
            folder.Of("list.csv"),
            $"AccountSid,RecordingSid,CallSid,agent\nAC,RE1,CA1,eva\nAC,RE2,CA2,max\nAC,RE3,{Contact},ida\nAC,RE4,CA4,pia\nAC,RE5,p-5,ben\nAC,RE6,CA6,tom\n", TestContext.Current.CancellationToken);
        var profile = SourceProfileReader.Read("source: pbx\nfile-names:\n  - preset: amazon-connect\n  - pattern: '^(?<call_id>p-\\d+)_(?<party>[a-z]+)$'\n", "pbx.yaml");
        var sources = new IngestSources();

        await sources.DescribeAsync(folder.Of("list.csv"), new([profile], TimeZoneInfo.Utc), TestContext.Current.CancellationToken);
        sources.Count([folder.Path]).ShouldBe(7);

        sources.Find([folder.Path]).Where(recording => recording.Metadata.AgentId is not null)
            .ToDictionary(recording => Path.GetFileName(recording.Path), recording => recording.Metadata.AgentId)
            .ShouldBe(
                new Dictionary<string, string?> { ["RE1.wav"] = "eva", ["CA2.mp3"] = "max", [$"{Contact}_20260331T14:05_UTC.wav"] = "ida", ["p-5_agent.wav"] = "ben", ["p-5_customer.wav"] = "ben" },
                ignoreOrder: true);
        sources.Problems.Count.ShouldBe(2);
        sources.Problems[0].ShouldContain("row 5: 'RE4', 'CA4' may mean any of");
        sources.Problems[1].ShouldContain("row 7: no recording is there whose name is 'RE6' or 'CA6'");
    }

    [Theory]
    [InlineData("a.mka")]
    [InlineData("a.mkv")]
    [InlineData("a.caf")]
    [InlineData("a.w64")]
    [InlineData("a.AC3")]
    public void Count_TakesWhatFfmpegReads_OfAFolder(string name)
    {
        Write(name, "without");
        new IngestSources().Count([folder.Path]).ShouldBe(1);
    }

    private void Write(params string[] names)
    {
        foreach (var name in names)
        {
            var path = folder.Of(name.Split('/'));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "x");
        }
    }
}
