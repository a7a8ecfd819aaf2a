using CallQA.App.Storage;

namespace CallQA.App.Tests.Storage;

public sealed class RecordingFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly RecordingFolder recordings;

    public RecordingFolderTests() => recordings = new(folder.Of("recordings"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task KeepAsync_KeepsTheContentUnderItsHash()
    {
        var hash = Some.Hash("sound");
        await recordings.KeepAsync(Source("call.WAV", "sound"), hash, Token);
        var path = await recordings.GetPathAsync(hash, Token);
        path.ShouldBe(folder.Of("recordings", hash[..2], hash + ".wav"));
        (await File.ReadAllTextAsync(path, Token)).ShouldBe("sound");
        Arriving().ShouldBeEmpty();
    }

    [Fact]
    public async Task GetPathAsync_Refuses_WhenTheContentIsDamaged()
    {
        var hash = Some.Hash("sound");
        await recordings.KeepAsync(Source("call.wav", "sound"), hash, Token);
        var path = await recordings.GetPathAsync(hash, Token);
        await File.WriteAllTextAsync(path, "sounds", Token);

        var refusal = await Should.ThrowAsync<InputException>(() => recordings.GetPathAsync(hash, Token));

        refusal.Message.ShouldContain("checksum");
        refusal.Passing.ShouldBeFalse();
    }

    [Fact]
    public async Task KeepAsync_KeepsOneCopy_WhenManyKeepTheSameContentAtOnce()
    {
        var hash = Some.Hash("sound");
        var sources = Enumerable.Range(0, 8).Select(number => Source($"{number}.wav", "sound")).ToList();
        await Task.WhenAll(sources.Select(source => Task.Run(() => recordings.KeepAsync(source, hash, Token), Token)));
        Directory.GetFiles(folder.Of("recordings", hash[..2])).Length.ShouldBe(1);
        Arriving().ShouldBeEmpty();
    }

    [Fact]
    public async Task KeepAsync_RefusesAndLeavesNothing_WhenTheContentIsAnother()
    {
        var refusal = await Should.ThrowAsync<InputException>(
            () => recordings.KeepAsync(Source("call.wav", "changed"), Some.Hash("sound"), Token));
        refusal.Message.ShouldContain("call.wav");
        refusal.Passing.ShouldBeTrue();
        Arriving().ShouldBeEmpty();
        await Should.ThrowAsync<InputException>(() => recordings.GetPathAsync(Some.Hash("sound"), Token));
    }

    [Fact]
    public async Task KeepAsync_Refuses_WhenTheFileIsMissing()
    {
        var refusal = await Should.ThrowAsync<InputException>(
            () => recordings.KeepAsync(folder.Of("none.wav"), Some.Hash("none"), Token));
        (refusal.Fault, refusal.Passing).ShouldBe((InputFault.Unreadable, false));
    }

    [Fact]
    public async Task KeepAsync_BlamesTheMachine_WhenTheStoreCannotBeWritten()
    {
        await File.WriteAllTextAsync(folder.Of("recordings"), "a file where the folder belongs", Token);
        var refusal = await Should.ThrowAsync<InputException>(
            () => recordings.KeepAsync(Source("call.wav", "sound"), Some.Hash("sound"), Token));
        (refusal.Fault, refusal.Passing).ShouldBe((InputFault.Unreadable, true));
    }

    [Theory]
    [InlineData("call")]
    [InlineData("call.a b")]
    [InlineData("call.averylongextension")]
    public async Task KeepAsync_LeavesTheExtensionAway_WhenItIsNotAnOrdinaryOne(string name)
    {
        var hash = Some.Hash(name);
        await recordings.KeepAsync(Source(name, name), hash, Token);
        Path.GetFileName(await recordings.GetPathAsync(hash, Token)).ShouldBe(hash);
    }

    [Fact]
    public async Task RemoveAbandoned_RemovesOnlyWhatNobodyWrites()
    {
        Directory.CreateDirectory(folder.Of("recordings", "arriving"));
        var abandoned = folder.Of("recordings", "arriving", $"{Environment.MachineName}-1.part");
        var written = folder.Of("recordings", "arriving", $"{Environment.MachineName}-2.part");
        var elsewhere = folder.Of("recordings", "arriving", "another.machine-3.part");
        await File.WriteAllTextAsync(abandoned, "half", Token);
        await File.WriteAllTextAsync(elsewhere, "half", Token);
        var forgotten = folder.Of("recordings", "arriving", "another.machine-4.part");
        await File.WriteAllTextAsync(forgotten, "half", Token);
        File.SetLastWriteTimeUtc(forgotten, Some.Start.UtcDateTime.AddDays(-2));
        foreach (var fresh in new[] { abandoned, elsewhere }) File.SetLastWriteTimeUtc(fresh, Some.Start.UtcDateTime);
        await using var writer = new FileStream(written, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        recordings.RemoveAbandoned(Some.Start).ShouldBe(2);
        Arriving().Order().ShouldBe(new[] { written, elsewhere }.Order());
    }

    private string Source(string name, string content)
    {
        var path = folder.Of(name);
        File.WriteAllText(path, content);
        return path;
    }

    private string[] Arriving() => Directory.GetFiles(folder.Of("recordings", "arriving"));
}
