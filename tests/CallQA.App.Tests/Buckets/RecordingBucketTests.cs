using CallQA.App.Buckets;
using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.App.Tests.Buckets;

public sealed class RecordingBucketTests : RecordingStoreContract, IAsyncLifetime
{
    private const int Room = 100;

    // Not of long ago: a file system counts a read as use where the last one lies before the last change.
    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
    private BucketServer server = null!;
    private RecordingBucket recordings = null!;

    private protected override IKeptRecordings Recordings => recordings;

    public async ValueTask InitializeAsync()
    {
        server = await BucketServer.StartAsync(pageSize: 2);
        recordings = new(server.Settings.Bucket!, server.Settings, new RecordingCopies(Folder.Of("copies"), Room, clock));
    }

    public async ValueTask DisposeAsync()
    {
        recordings.Dispose();
        await server.DisposeAsync();
    }

    private protected override Task DamageAsync(KeptRecording recording)
    {
        server.Put(recording.Place[$"s3://{BucketServer.Bucket}/".Length..], "sounds"u8.ToArray());
        Directory.Delete(Folder.Of("copies"), recursive: true);
        return Task.CompletedTask;
    }

    private protected override Task BreakAsync()
    {
        server.Status = (_, asked) => asked.StartsWith("put ", StringComparison.Ordinal) ? 403 : 200;
        return Task.CompletedTask;
    }

    private protected override IReadOnlyList<string> Leftovers() =>
        [.. Copies().Where(path => StoredName.HashOf(path) is null), .. server.Keys.Where(key => StoredName.HashOf(key) is null)];

    [Fact]
    public async Task KeepAsync_LeavesNoObject_WhenTheSendingBreaksOff()
    {
        server.BreakAfter = (_, asked) => asked.StartsWith("put ", StringComparison.Ordinal) ? 3 : null;
        (await Should.ThrowAsync<InputException>(() => KeepAsync("call.wav", "sound"))).Passing.ShouldBeTrue();
        server.Keys.ShouldBeEmpty();

        server.BreakAfter = (_, _) => null;
        await KeepAsync("call.wav", "sound");
        server.Keys.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task KeepAsync_SendsAgain_WhenSomethingElseArrived()
    {
        var damaged = 0;
        server.Damaged = _ => damaged++ == 0;
        await KeepAsync("call.wav", "sound");
        server.Requests.Count(request => request.StartsWith("put ", StringComparison.Ordinal)).ShouldBe(2);
        (await Recordings.IsWholeAsync((await ListAsync()).Single(), Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task FindAsync_AsksTheStoreOnce_AndAgainWhenTheCopyIsDamaged()
    {
        var hash = await KeepAsync("call.wav", "sound");
        Directory.Delete(Folder.Of("copies"), recursive: true);
        var path = (await recordings.FindAsync(hash, Token)).Path;
        (await recordings.FindAsync(hash, Token)).Path.ShouldBe(path);
        server.Got.ShouldHaveSingleItem();

        await File.WriteAllTextAsync(path, "sounds", Token);
        (await File.ReadAllTextAsync((await recordings.FindAsync(hash, Token)).Path, Token)).ShouldBe("sound");
    }

    [Fact]
    public async Task FindAsync_MayPass_WhenTheStoreIsAway()
    {
        var hash = await KeepAsync("call.wav", "sound");
        Directory.Delete(Folder.Of("copies"), recursive: true);
        foreach (var status in new[] { 403, 500 })
        {
            server.Status = (_, _) => status;
            (await Should.ThrowAsync<InputException>(() => recordings.FindAsync(hash, Token))).Passing.ShouldBeTrue();
        }

        server.Status = (_, _) => 200;
        File.Exists((await recordings.FindAsync(hash, Token)).Path).ShouldBeTrue();
    }

    [Fact]
    public async Task RemoveAsync_EndsWithASentence_WhenTheStoreKeepsTheObject()
    {
        var hash = await KeepAsync("call.wav", "sound");
        server.KeepsAll = true;

        var refusal = await Should.ThrowAsync<InputException>(() => Recordings.RemoveAsync(hash, Token));

        refusal.Message.ShouldContain(hash);
        refusal.Message.ShouldContain("retention");
        refusal.Passing.ShouldBeTrue("it is tried again");
        server.KeepsAll = false;
        await Recordings.RemoveAsync(hash, Token);
        (await Recordings.HasAsync(hash, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task FindAsync_RemovesTheCopiesLongestUnused_WhenTheyTakeTooMuchRoom()
    {
        string[] contents = [.. Enumerable.Range(0, 4).Select(number => new string((char)('a' + number), 40))];
        var hashes = new List<string>();
        foreach (var content in contents)
        {
            hashes.Add(await KeepAsync(content[..1] + ".wav", content));
            clock.Advance(TimeSpan.FromMinutes(11));
        }

        await recordings.FindAsync(hashes[2], Token);
        clock.Advance(TimeSpan.FromMinutes(11));
        await KeepAsync("e.wav", new string('e', 40));

        Copies().Select(StoredName.HashOf).Order().ShouldBe(new[] { hashes[2], Some.Hash(new string('e', 40)) }.Order());
        foreach (var (hash, content) in hashes.Zip(contents))
            (await File.ReadAllTextAsync((await recordings.FindAsync(hash, Token)).Path, Token)).ShouldBe(content);
    }

    [Fact]
    public async Task ListAsync_FindsAll_HoweverManyPages()
    {
        for (var number = 0; number < 5; number++) await KeepAsync($"{number}.wav", $"sound {number}");
        server.Put("calls/readme.txt", [1]);
        (await ListAsync()).Select(kept => kept.ContentHash).Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(0, 5).Select(number => Some.Hash($"sound {number}")).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "earlier versions")]
    public async Task FindProblemAsync_TellsOfVersions_WhichKeepWhatIsErased(bool keepsVersions, string? problem)
    {
        server.KeepsVersions = keepsVersions;
        using var client = new BucketClient(server.Settings);
        var found = await new StoreProbe(client, server.Settings.Bucket!).FindProblemAsync(Token);
        if (problem is null) found.ShouldBeNull();
        else found.ShouldNotBeNull().ShouldContain(problem);
        server.Keys.ShouldBeEmpty();
    }

    private string[] Copies() => Directory.Exists(Folder.Of("copies")) ? Directory.GetFiles(Folder.Of("copies"), "*", SearchOption.AllDirectories) : [];
}
