using CallQA.App.Storage;
using CallQA.Recordings;

namespace CallQA.App.Tests.Storage;

public sealed class RecordingFolderTests : RecordingStoreContract
{
    private readonly RecordingFolder recordings;

    public RecordingFolderTests() => recordings = new(Folder.Of("recordings"));

    private protected override IKeptRecordings Recordings => recordings;

    private protected override Task DamageAsync(KeptRecording recording) => File.WriteAllTextAsync(recording.Place, "sounds", Token);

    private protected override Task BreakAsync() => File.WriteAllTextAsync(Folder.Of("recordings"), "a file where the folder belongs", Token);

    private protected override IReadOnlyList<string> Leftovers() =>
        Directory.Exists(Folder.Of("recordings", "arriving")) ? Directory.GetFiles(Folder.Of("recordings", "arriving")) : [];

    [Fact]
    public async Task KeepAsync_FlushesTheFolder_WhenTheRecordingIsInIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows makes names durable by itself.");
        var flushed = new List<(string Folder, int Files)>();
        DurableFolder.Flushed.Value = folder => flushed.Add((folder, Directory.GetFiles(folder).Length));

        var hash = await KeepAsync("call.wav", "sound");

        // First the new folder itself, then the recording in it.
        flushed.ShouldContain((Folder.Of("recordings"), 0));
        flushed[^1].ShouldBe((Folder.Of("recordings", hash[..2]), 1));
        flushed.Clear();
        await recordings.ReplaceAsync(hash, (stream, token) => stream.WriteAsync("other"u8.ToArray(), token).AsTask(), Token);
        flushed.ShouldBe([(Folder.Of("recordings", hash[..2]), 1)]);
        DurableFolder.Flushed.Value = null;
    }

    [Fact]
    public async Task RemoveAsync_EndsWithASentence_WhenFilesDoNotBecomeFewer()
    {
        var hash = await KeepAsync("call.wav", "sound");
        foreach (var number in Enumerable.Range(0, 10)) await File.WriteAllTextAsync(Folder.Of("recordings", hash[..2], $"{hash}.{number}"), "sound", Token);

        var refusal = await Should.ThrowAsync<InputException>(() => recordings.RemoveAsync(hash, Token));

        refusal.Message.ShouldContain(hash);
        refusal.Passing.ShouldBeTrue();
        await recordings.RemoveAsync(hash, Token);
        Directory.GetFiles(Folder.Of("recordings", hash[..2])).ShouldBeEmpty();
    }

    [Fact]
    public async Task RemoveAsync_BlamesTheMachine_WhenTheFolderIsAway()
    {
        var hash = await KeepAsync("call.wav", "sound");
        Directory.Move(Folder.Of("recordings"), Folder.Of("away"));

        var refusal = await Should.ThrowAsync<InputException>(() => recordings.RemoveAsync(hash, Token));

        refusal.Passing.ShouldBeTrue();
        refusal.Message.ShouldContain(Folder.Of("recordings"));
        Directory.Move(Folder.Of("away"), Folder.Of("recordings"));
        await recordings.RemoveAsync(hash, Token);
        (await recordings.HasAsync(hash, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task RemoveAbandoned_RemovesOnlyWhatNobodyWrites()
    {
        Directory.CreateDirectory(Folder.Of("recordings", "arriving"));
        var abandoned = Folder.Of("recordings", "arriving", $"{Environment.MachineName}-1.part");
        var written = Folder.Of("recordings", "arriving", $"{Environment.MachineName}-2.part");
        var elsewhere = Folder.Of("recordings", "arriving", "another.machine-3.part");
        await File.WriteAllTextAsync(abandoned, "half", Token);
        await File.WriteAllTextAsync(elsewhere, "half", Token);
        var forgotten = Folder.Of("recordings", "arriving", "another.machine-4.part");
        await File.WriteAllTextAsync(forgotten, "half", Token);
        File.SetLastWriteTimeUtc(forgotten, Some.Start.UtcDateTime.AddDays(-2));
        foreach (var fresh in new[] { abandoned, elsewhere }) File.SetLastWriteTimeUtc(fresh, Some.Start.UtcDateTime);
        await using var writer = new FileStream(written, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        recordings.RemoveAbandoned(Some.Start).ShouldBe(2);
        Leftovers().Order().ShouldBe(new[] { written, elsewhere }.Order());
    }
}
