using CallQA.App.Jobs;
using CallQA.App.Review.Playback;
using CallQA.App.Storage;
using CallQA.App.Storage.Encryption;
using CallQA.App.Tests.Buckets;
using CallQA.App.Tests.Jobs;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Storage.Encryption;

/// <summary>What encryption of recordings must do; the tests run on both databases.</summary>
public abstract class RecordingEncryptionContract : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string KeyFile => folder.Of("master.key");

    public virtual void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Connection string of a database of its own; null for SQLite.</summary>
    private protected abstract Task<string?> DatabaseAsync();

    [Fact]
    public async Task Recordings_AreEncryptedWithAllThatIsMadeOfThem_AndHeardAsBefore()
    {
        await using var place = await OpenAsync(encrypted: true);
        var call = await place.AddAsync("call");
        (await place.AdvanceAsync(call.Id)).ShouldBe(StageOutcome.MovedOn);
        await place.Get<PlaybackFolder>().PeaksAsync(call, Token);

        (await ReadAllAsync((await place.Get<IRecordingStore>().FindAsync(call.ContentHash, Token)).OpenRead())).ShouldBe(TestRecording.Content(1));
        (await ReadAllAsync(await place.Get<PlaybackFolder>().OpenAsync(call, Token))).ShouldBe(TestRecording.Content(1));
        (await place.Get<PlaybackFolder>().PeaksAsync(call, Token))[..4].ShouldBe("CQP1"u8.ToArray());
        foreach (var file in Audible(place)) (await RecordingFile.KeyOfAsync(file, Token)).ShouldNotBeNull(file);
        Audible(place).Count.ShouldBe(2);
        (await Verification(place).VerifyAsync(checksums: true, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task EraseAsync_DestroysTheKey()
    {
        await using var place = await OpenAsync(encrypted: true);
        var call = await place.AddAsync("call");
        var copy = folder.Of("copy");
        File.Copy((await place.Get<IRecordingStore>().FindAsync(call.ContentHash, Token)).Path, copy);

        await place.Get<CallErasure>().EraseAsync(call.Id, "test", Token);

        await using (var context = place.Get<CallQADbContextFactory>().CreateDbContext()) (await context.RecordingKeys.CountAsync(Token)).ShouldBe(0);
        (await Should.ThrowAsync<InputException>(() => place.Get<RecordingKeys>().OfAsync(copy, Token))).Message.ShouldContain("is not in the database");
        await place.AddAsync("call");
        (await ReadAllAsync((await place.Get<IRecordingStore>().FindAsync(call.ContentHash, Token)).OpenRead())).ShouldBe(TestRecording.Content(1));
    }

    [Fact]
    public async Task StoreEncryption_GoesOnWhereItWasKilled_AndPlainRecordingsAreReadMeanwhile()
    {
        await using var place = await OpenAsync(encrypted: false);
        var calls = new List<Call>();
        for (var number = 1; number <= 3; number++) calls.Add(await place.AddAsync($"call-{number}", number));
        await place.Get<PlaybackFolder>().PeaksAsync(calls[0], Token);
        place.Encryption = new() { KeyFile = KeyFile };
        await place.RestartAsync();

        await foreach (var outcome in place.Get<StoreEncryption>().RunAsync(Token))
        {
            outcome.Encrypted.ShouldBeTrue();
            break;
        }

        (await CountEncryptedAsync(place)).ShouldBe(1);
        foreach (var call in calls) await place.Get<IRecordingStore>().FindAsync(call.ContentHash, Token);
        (await place.Get<StoreEncryption>().RunAsync(Token).CountAsync(recording => recording.Encrypted, Token)).ShouldBe(2);
        (await CountEncryptedAsync(place)).ShouldBe(3);
        foreach (var file in Audible(place)) (await RecordingFile.KeyOfAsync(file, Token)).ShouldNotBeNull(file);
        (await Verification(place).VerifyAsync(checksums: true, Token)).ShouldBeEmpty();
        Directory.GetFiles(Path.Combine(place.Settings.RecordingsPath, "arriving")).ShouldBeEmpty();
    }

    [Fact]
    public async Task KeyRotation_GoesOnWhereItWasKilled_AndNoRecordingIsTouched()
    {
        await using var place = await OpenAsync(encrypted: true);
        var call = await place.AddAsync("call");
        for (var number = 0; number < 450; number++) await place.Get<RecordingKeys>().AddAsync(Some.Hash($"{number}"), Token);
        var written = File.GetLastWriteTimeUtc((await place.Get<IRecordingStore>().FindAsync(call.ContentHash, Token)).Path);
        var old = place.Get<MasterKeys>().Read()[0];
        MasterKeys.Write(KeyFile, [MasterKey.New(), old]);

        await foreach (var progress in place.Get<KeyRotation>().RunAsync(Token))
        {
            progress.Wrapped.ShouldBe(200);
            break;
        }

        (await place.Get<KeyRotation>().StatusAsync(Token)).Select(use => (use.Recordings, use.InForce)).ShouldBe([(200, true), (251, false)]);
        (await place.Get<RecordingKeys>().FindProblemAsync(Token)).ShouldBeNull();
        await place.Get<IRecordingStore>().FindAsync(call.ContentHash, Token);
        (await place.Get<KeyRotation>().RunAsync(Token).LastAsync(Token)).Wrapped.ShouldBe(251);

        MasterKeys.Write(KeyFile, place.Get<MasterKeys>().Read().Take(1));
        (await place.Get<RecordingKeys>().FindProblemAsync(Token)).ShouldBeNull();
        var after = await place.Get<IRecordingStore>().FindAsync(call.ContentHash, Token);
        (await ReadAllAsync(after.OpenRead())).ShouldBe(TestRecording.Content(1));
        File.GetLastWriteTimeUtc(after.Path).ShouldBe(written);
    }

    [Fact]
    public async Task KeyRotation_TellsOfChangedKeys_AndWrapsTheOthers()
    {
        await using var place = await OpenAsync(encrypted: true);
        for (var number = 0; number < 450; number++) await place.Get<RecordingKeys>().AddAsync(Some.Hash($"{number}"), Token);
        await using (var context = place.Get<CallQADbContextFactory>().CreateDbContext())
        {
            foreach (var row in await context.RecordingKeys.OrderBy(row => row.Id).Take(3).ToListAsync(Token)) row.Wrapped = new byte[60];
            await context.SaveChangesAsync(Token);
        }

        MasterKeys.Write(KeyFile, [MasterKey.New(), .. place.Get<MasterKeys>().Read()]);

        var last = await place.Get<KeyRotation>().RunAsync(Token).LastAsync(Token);

        (last.Wrapped, last.Changed.Count).ShouldBe((447, 3));
        (await place.Get<KeyRotation>().StatusAsync(Token)).Select(use => (use.Recordings, use.InForce)).ShouldBe([(447, true), (3, false)]);
    }

    [Fact]
    public async Task StoreEncryption_TellsOfADamagedRecording_AndEncryptsTheOthers()
    {
        await using var place = await OpenAsync(encrypted: false);
        for (var number = 1; number <= 3; number++) await place.AddAsync($"call-{number}", number);
        var hurt = (await place.CallAsync("call-2")).ContentHash;
        await place.Get<IKeptRecordings>().ReplaceAsync(hurt, (target, token) => target.WriteAsync(TestRecording.Content(5), token).AsTask(), Token);
        place.Encryption = new() { KeyFile = KeyFile };
        await place.RestartAsync();

        var outcomes = await place.Get<StoreEncryption>().RunAsync(Token).ToListAsync(Token);

        outcomes.Count(outcome => outcome.Encrypted).ShouldBe(2);
        var refused = outcomes.Single(outcome => outcome.Problem is not null);
        refused.Recording.ContentHash.ShouldBe(hurt);
        refused.Problem!.Message.ShouldContain("is damaged");
        (await CountEncryptedAsync(place)).ShouldBe(2);
    }

    [Fact]
    public async Task MissingMasterKey_IsTold_AndNoCallIsBlamed()
    {
        await using var place = await OpenAsync(encrypted: true);
        var call = await place.AddAsync("call");
        var name = place.Get<MasterKeys>().Read()[0].Name;
        MasterKeys.Write(KeyFile, [MasterKey.New()]);

        (await place.Get<RecordingKeys>().FindProblemAsync(Token))!.ShouldContain($"master key {name}, which is not in the file");
        (await Should.ThrowAsync<InputException>(() => place.AdvanceAsync(call.Id))).Fault.ShouldBe(InputFault.Key);
        (await place.CallAsync(call.Id)).Quarantine.ShouldBeNull();
        place.Encryption = new();
        await place.RestartAsync();
        (await Should.ThrowAsync<InputException>(() => place.Get<RecordingKeys>().EnsureUsableAsync(Token))).Message.ShouldContain("no master key is named");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LostKey_SetsItsCallAside_WhichGoesOnWhenTheRowIsBack(bool isGone)
    {
        await using var place = await OpenAsync(encrypted: true);
        var call = await place.AddAsync("call");
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        var row = await context.RecordingKeys.AsNoTracking().SingleAsync(Token);
        await (isGone
            ? context.RecordingKeys.ExecuteDeleteAsync(Token)
            : context.RecordingKeys.ExecuteUpdateAsync(set => set.SetProperty(one => one.Wrapped, new byte[60]), Token));

        (await place.AdvanceAsync(call.Id)).ShouldBe(StageOutcome.Quarantined);

        var reason = (await place.CallAsync(call.Id)).Quarantine!;
        reason.ShouldContain($"'{row.Id}'");
        reason.ShouldContain("restore that row of the table RecordingKeys from the backup, then let the call be tried again");
        await context.RecordingKeys.ExecuteDeleteAsync(Token);
        context.Add(row);
        await context.SaveChangesAsync(Token);
        (await place.Get<CallQuarantine>().ReleaseAsync(SetAsideCause.Key, Token)).ShouldBe(1);
        (await place.AdvanceAsync(call.Id)).ShouldBe(StageOutcome.MovedOn);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task VerifyAsync_ListsRecordingsWithoutTheirKey_AndGoesOn(bool bucket)
    {
        MasterKeys.Write(KeyFile, [MasterKey.New()]);
        await using var server = await BucketServer.StartAsync();
        await using var place = new TestWorkplace(database: await DatabaseAsync()) { Encryption = new() { KeyFile = KeyFile }, Store = bucket ? server.Settings : new() };
        await place.RestartAsync();
        foreach (var (name, number) in new[] { ("changed", 1), ("gone", 2), ("good", 3), ("hurt", 4) }) await place.AddAsync(name, number);
        await place.Get<IKeptRecordings>().ReplaceAsync((await place.CallAsync("hurt")).ContentHash, (target, token) => target.WriteAsync(TestRecording.Content(5), token).AsTask(), Token);
        await using (var context = place.Get<CallQADbContextFactory>().CreateDbContext())
        {
            var (changed, gone) = ((await place.CallAsync("changed")).ContentHash, (await place.CallAsync("gone")).ContentHash);
            await context.RecordingKeys.Where(row => row.ContentHash == gone).ExecuteDeleteAsync(Token);
            await context.RecordingKeys.Where(row => row.ContentHash == changed).ExecuteUpdateAsync(set => set.SetProperty(row => row.Wrapped, new byte[60]), Token);
        }

        (await Verification(place).VerifyAsync(checksums: true, Token)).Select(problem => (problem.CallId, problem.Problem))
            .ShouldBe([("changed", "no key"), ("gone", "no key"), ("hurt", "damaged")]);
    }

    [Fact]
    public async Task Bucket_HoldsEncryptedObjects_AndSoDoTheCopies()
    {
        MasterKeys.Write(KeyFile, [MasterKey.New()]);
        await using var server = await BucketServer.StartAsync();
        await using var place = new TestWorkplace(database: await DatabaseAsync()) { Store = server.Settings };
        await place.RestartAsync();
        var plain = await place.AddAsync("plain", 1);
        place.Encryption = new() { KeyFile = KeyFile };
        await place.RestartAsync();
        var call = await place.AddAsync("call", 2);

        (await place.Get<StoreEncryption>().RunAsync(Token).CountAsync(recording => recording.Encrypted, Token)).ShouldBe(1);
        (await CountEncryptedAsync(place)).ShouldBe(2);
        foreach (var (one, number) in new[] { (plain, 1), (call, 2) })
            (await ReadAllAsync((await place.Get<IRecordingStore>().FindAsync(one.ContentHash, Token)).OpenRead())).ShouldBe(TestRecording.Content(number));
        foreach (var file in Directory.GetFiles(place.Settings.CopiesPath, "*", SearchOption.AllDirectories)) (await RecordingFile.KeyOfAsync(file, Token)).ShouldNotBeNull(file);
        (await Verification(place).VerifyAsync(checksums: true, Token)).ShouldBeEmpty();
    }

    private async Task<TestWorkplace> OpenAsync(bool encrypted)
    {
        MasterKeys.Write(KeyFile, [MasterKey.New()]);
        var place = new TestWorkplace(database: await DatabaseAsync()) { Encryption = encrypted ? new() { KeyFile = KeyFile } : new() };
        await place.RestartAsync();
        return place;
    }

    private static List<string> Audible(TestWorkplace place) =>
    [
        .. new[] { place.Settings.RecordingsPath, place.Settings.PlaybackPath }.Where(Directory.Exists).SelectMany(path => Directory.GetFiles(path, "*", SearchOption.AllDirectories)),
    ];

    private static async Task<int> CountEncryptedAsync(TestWorkplace place)
    {
        var recordings = place.Get<IKeptRecordings>();
        var count = 0;
        await foreach (var recording in recordings.ListAsync(Token))
            if (await recordings.IsEncryptedAsync(recording, Token)) count++;
        return count;
    }

    private static StoreVerification Verification(TestWorkplace place) => new(place.Get<CallQADbContextFactory>(), place.Get<IKeptRecordings>(), place.Clock);

    private static async Task<byte[]> ReadAllAsync(Stream stream)
    {
        using var content = new MemoryStream();
        await using (stream) await stream.CopyToAsync(content, Token);
        return content.ToArray();
    }
}
