using System.Security.Cryptography;
using CallQA.App.Identity;
using CallQA.App.Jobs;
using CallQA.App.Redaction;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.App.Storage.Encryption;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Storage;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Tests.Redaction;

public sealed class SilencedRecordingsTests : IDisposable
{
    private const int Header = 44;
    private const int Silent = 2000 * 4;
    private const int BytesPerSecond = 8000 * 4;
    private static readonly RedactionSettings Payment = new() { Kinds = "payment", MarginMilliseconds = 50 };

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TranscribeAsync_PutsTheSilencedRecordingInThePlaceOfTheOriginal(bool encrypted)
    {
        await using var place = new TestWorkplace { Redaction = Payment, Encryption = encrypted ? new() { KeyFile = NewKey() } : new() };
        await place.RestartAsync();
        var call = await RunAsync(place);
        var original = TestRecording.Content(1);

        var kept = await ReadAsync(place, call);

        kept.Length.ShouldBe(original.Length);
        kept[Header..(Header + Silent)].ShouldAllBe(sample => sample == 0);
        kept[(Header + Silent)..].ShouldBe(original[(Header + Silent)..]);
        (await place.Get<SilencedRecordings>().IsDestroyedAsync(call.Id, Token)).ShouldBeTrue();
        (await place.Get<AuditTrail>().ListAsync(call.Id, 0, 10, Token)).ShouldContain(entry => entry.Action == AuditTrail.OriginalDestroyed);
        (await Verification(place).VerifyAsync(checksums: true, Token)).ShouldBeEmpty();
        (await place.AddAsync("again")).Id.ShouldBe(call.Id);
        (await ReadAsync(place, call)).ShouldBe(kept);
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        (await context.RecordingKeys.CountAsync(Token)).ShouldBe(encrypted ? 1 : 0);
        (await place.Get<SilencedRecordings>().SilenceAllAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task SilenceAllAsync_FinishesWhatWasKilled_BeforeOrAfterTheReplacement()
    {
        await using var place = new TestWorkplace { Redaction = Payment with { Originals = OriginalsRule.Keep } };
        await place.RestartAsync();
        var call = await RunAsync(place);
        (await ReadAsync(place, call)).ShouldBe(TestRecording.Content(1));
        place.Redaction = Payment;
        await place.RestartAsync();
        // Killed after it was entered what takes the original's place.
        await PendAsync(place, Some.Hash("never written"));
        (await place.Get<SilencedRecordings>().SilenceAllAsync(Token)).ShouldBe(1);
        var silenced = await ReadAsync(place, call);
        silenced[Header..(Header + Silent)].ShouldAllBe(sample => sample == 0);

        // Killed after the replacement.
        await PendAsync(place, Convert.ToHexStringLower(SHA256.HashData(silenced)));
        (await place.Get<SilencedRecordings>().SilenceAllAsync(Token)).ShouldBe(1);
        (await ReadAsync(place, call)).ShouldBe(silenced);
        (await Verification(place).VerifyAsync(checksums: true, Token)).ShouldBeEmpty();
        (await place.Get<SilencedRecordings>().SilenceAllAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task SilenceAsync_LeavesTheOriginal_WhileTheCallIsOnLegalHold()
    {
        await using var place = new TestWorkplace { Redaction = Payment with { Originals = OriginalsRule.Keep } };
        await place.RestartAsync();
        var call = await RunAsync(place);
        place.Redaction = Payment;
        await place.RestartAsync();
        await place.Get<CallRequests>().HoldAsync(call.Id, "claim 88", Token);
        (await place.Get<SilencedRecordings>().SilenceAllAsync(Token)).ShouldBe(0);
        (await ReadAsync(place, call)).ShouldBe(TestRecording.Content(1));
        await place.Get<CallRequests>().HoldAsync(call.Id, null, Token);
        (await place.Get<SilencedRecordings>().SilenceAllAsync(Token)).ShouldBe(1);
    }

    [Theory]
    [InlineData("all", 50, 0.45)]
    [InlineData("payment", 200, 0.4)]
    public async Task SilenceAllAsync_SilencesWhatIsFoundBeyond_OfACallThatIsSilencedAlready(string kinds, int margin, double silentSeconds)
    {
        await using var place = new TestWorkplace { Redaction = Payment };
        place.Engines.Answered = "My name is Anna Keller.";
        await place.RestartAsync();
        var call = await RunAsync(place);
        (await ReadAsync(place, call))[(Header + Silent)..].ShouldContain(sample => sample != 0);
        place.Redaction = new() { Kinds = kinds, MarginMilliseconds = margin };
        await place.RestartAsync();
        (await place.Get<SilencedRecordings>().SilenceAllAsync(Token)).ShouldBe(0);

        await foreach (var _ in place.Get<StoredCallRedaction>().RunAsync(dryRun: false, "test", Token))
        {
            // Each is one call.
        }

        (await place.Get<SilencedRecordings>().SilenceAllAsync(Token)).ShouldBe(1);
        var kept = await ReadAsync(place, call);
        var end = Header + (int)(silentSeconds * BytesPerSecond);
        kept[Header..end].ShouldAllBe(sample => sample == 0);
        kept[end..].ShouldBe(TestRecording.Content(1)[end..]);
        (await place.Get<SilencedRecordings>().SilenceAllAsync(Token)).ShouldBe(0);
        (await Verification(place).VerifyAsync(checksums: true, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task SilenceAllAsync_GoesOn_AndTellsAtTheEnd_WhenARecordingCannotBeRead()
    {
        await using var place = new TestWorkplace { Redaction = Payment with { Originals = OriginalsRule.Keep } };
        await place.RestartAsync();
        var first = await RunAsync(place);
        var second = await RunAsync(place, "later", 2);
        File.Delete(Directory.GetFiles(place.Settings.RecordingsPath, first.ContentHash + ".*", SearchOption.AllDirectories).ShouldHaveSingleItem());
        place.Redaction = Payment;
        await place.RestartAsync();

        var told = await Should.ThrowAsync<InputException>(() => place.Get<SilencedRecordings>().SilenceAllAsync(Token));

        told.Message.ShouldStartWith("1 original recordings were destroyed, and 1 are left for the next run, the first because: ");
        (await place.Get<SilencedRecordings>().IsDestroyedAsync(second.Id, Token)).ShouldBeTrue();
        (await ReadAsync(place, second))[Header..(Header + Silent)].ShouldAllBe(sample => sample == 0);
    }

    private string NewKey()
    {
        MasterKeys.Write(folder.Of("master.key"), [MasterKey.New()]);
        return folder.Of("master.key");
    }

    private static async Task<Call> RunAsync(TestWorkplace place, string name = "call", int recording = 1)
    {
        place.Engines.Spoken = "Your card is 4111 1111 1111 1111, is that right?";
        var call = await place.AddAsync(name, recording);
        while (await place.AdvanceAsync(call.Id) == StageOutcome.MovedOn)
        {
            // Each turn is one stage.
        }

        return call;
    }

    private static async Task PendAsync(TestWorkplace place, string hash)
    {
        await using var context = place.Get<CallQADbContextFactory>().CreateDbContext();
        await context.Calls.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.SilencedHash, hash).SetProperty(row => row.SilencedSpans, "").SetProperty(row => row.SilencingPending, true), Token);
    }

    private static async Task<byte[]> ReadAsync(TestWorkplace place, Call call)
    {
        using var content = new MemoryStream();
        await using var stream = (await place.Get<IRecordingStore>().FindAsync(call.ContentHash, Token)).OpenRead();
        await stream.CopyToAsync(content, Token);
        return content.ToArray();
    }

    private static StoreVerification Verification(TestWorkplace place) => new(place.Get<CallQADbContextFactory>(), place.Get<IKeptRecordings>(), place.Clock);
}
