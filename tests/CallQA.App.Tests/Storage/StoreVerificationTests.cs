using CallQA.App.Storage;
using CallQA.App.Tests.Jobs;

namespace CallQA.App.Tests.Storage;

public sealed class StoreVerificationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task VerifyAsync_FindsWhatIsMissingDamagedOrWithoutACall()
    {
        await using var place = await TestWorkplace.OpenAsync();
        foreach (var (name, number) in new[] { ("good", 1), ("gone", 2), ("hurt", 3) }) await place.AddAsync(name, number);
        (await VerifyAsync(place, checksums: true)).ShouldBeEmpty();
        var recordings = place.Get<RecordingFolder>();
        recordings.Remove((await place.CallAsync("gone")).ContentHash);
        await File.AppendAllTextAsync(await recordings.GetPathAsync((await place.CallAsync("hurt")).ContentHash, Token), "x", Token);
        var orphan = Orphan(place, age: TimeSpan.FromDays(1), "orphan");
        Orphan(place, age: TimeSpan.Zero, "just coming");

        (await VerifyAsync(place, checksums: true)).Select(problem => (problem.Problem, problem.CallId))
            .ShouldBe([("missing", "gone"), ("damaged", "hurt"), ("orphan", null)]);
        var quick = await VerifyAsync(place, checksums: false);
        quick.Select(problem => problem.Problem).ShouldBe(["missing", "orphan"]);
        StoreVerification.RemoveOrphans(quick);
        File.Exists(orphan).ShouldBeFalse();
    }

    private static Task<IReadOnlyList<StoreProblem>> VerifyAsync(TestWorkplace place, bool checksums) =>
        new StoreVerification(place.Get<CallQADbContextFactory>(), place.Get<RecordingFolder>(), place.Clock).VerifyAsync(checksums, Token);

    private static string Orphan(TestWorkplace place, TimeSpan age, string content)
    {
        var hash = Some.Hash(content);
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(place.Settings.RecordingsPath, hash[..2])).FullName, hash + ".wav");
        File.WriteAllText(path, content);
        File.SetLastWriteTimeUtc(path, (place.Clock.GetUtcNow() - age).UtcDateTime);
        return path;
    }
}
