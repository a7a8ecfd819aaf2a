using CallQA.App.Storage;
using CallQA.App.Tests.Buckets;
using CallQA.App.Tests.Jobs;

namespace CallQA.App.Tests.Storage;

public sealed class StoreVerificationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task VerifyAsync_FindsWhatIsMissingDamagedOrWithoutACall_InAFolder()
    {
        await using var place = await TestWorkplace.OpenAsync();
        await VerifyAsync(
            place,
            recording => File.AppendAllTextAsync(recording.Place, "x", Token),
            (hash, age) =>
            {
                var path = Path.Combine(Directory.CreateDirectory(Path.Combine(place.Settings.RecordingsPath, hash[..2])).FullName, hash + ".wav");
                File.WriteAllText(path, hash);
                File.SetLastWriteTimeUtc(path, (place.Clock.GetUtcNow() - age).UtcDateTime);
            });
    }

    [Fact]
    public async Task VerifyAsync_FindsWhatIsMissingDamagedOrWithoutACall_InABucket()
    {
        await using var server = await BucketServer.StartAsync(pageSize: 2);
        await using var place = new TestWorkplace { Store = server.Settings };
        await place.RestartAsync();
        await VerifyAsync(
            place,
            recording =>
            {
                server.Put(recording.Place[$"s3://{BucketServer.Bucket}/".Length..], [1]);
                return Task.CompletedTask;
            },
            (hash, age) =>
            {
                server.Stored = (place.Clock.GetUtcNow() - age).UtcDateTime;
                server.Put($"calls/{hash[..2]}/{hash}.wav", [1]);
            });
    }

    private static async Task VerifyAsync(TestWorkplace place, Func<KeptRecording, Task> damage, Action<string, TimeSpan> addOrphan)
    {
        foreach (var (name, number) in new[] { ("good", 1), ("gone", 2), ("hurt", 3) }) await place.AddAsync(name, number);
        (await FindAsync(place, checksums: true)).ShouldBeEmpty();
        var recordings = place.Get<IKeptRecordings>();
        await recordings.RemoveAsync((await place.CallAsync("gone")).ContentHash, Token);
        var hurt = (await place.CallAsync("hurt")).ContentHash;
        await damage(await recordings.ListAsync(Token).SingleAsync(kept => kept.ContentHash == hurt, Token));
        addOrphan(Some.Hash("just coming"), TimeSpan.Zero);
        (await FindAsync(place, checksums: false)).Select(problem => problem.Problem).ShouldBe(["missing"]);

        addOrphan(Some.Hash("orphan"), TimeSpan.FromDays(1));
        var found = await FindAsync(place, checksums: true);
        found.Select(problem => (problem.Problem, problem.CallId)).ShouldContain(("missing", "gone"));
        found.Select(problem => (problem.Problem, problem.CallId)).ShouldContain(("damaged", "hurt"));
        found.ShouldContain(problem => problem.Problem == "orphan" && problem.ContentHash == Some.Hash("orphan"));

        await Verification(place).RemoveOrphansAsync(found, Token);
        (await recordings.HasAsync(Some.Hash("orphan"), Token)).ShouldBeFalse();
        (await recordings.HasAsync((await place.CallAsync("good")).ContentHash, Token)).ShouldBeTrue();
    }

    private static Task<IReadOnlyList<StoreProblem>> FindAsync(TestWorkplace place, bool checksums) => Verification(place).VerifyAsync(checksums, Token);

    private static StoreVerification Verification(TestWorkplace place) =>
        new(place.Get<CallQADbContextFactory>(), place.Get<IKeptRecordings>(), place.Clock);
}
