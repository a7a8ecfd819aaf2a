using CallQA.App.Storage;

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
