using System.Security.Cryptography;
using CallQA.App.Tests.Storage;
using CallQA.Engines.Whisper.Downloads;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.App.Tests.Downloads;

public sealed class ModelDownloadTests : IAsyncLifetime
{
    private const int Length = 1_000_000;
    private static readonly byte[] File1 = Bytes(1);
    private static readonly byte[] File2 = Bytes(2);
    private readonly TemporaryFolder _folder = new();
    private FileServer _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Target => _folder.Of("models", "ggml-x.bin");

    private string Part => Target + ".part";

    public async ValueTask InitializeAsync() => _server = await FileServer.StartAsync(File1);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Run_BringsTheFileAndNothingElse_WhenNothingIsThere()
    {
        var told = new List<DownloadProgress>();

        var file = await RunAsync(progress: new Told(told.Add));

        file.ShouldBe(new DownloadedFile(Target, Length, Sha256(File1), Pinned: true));
        File.ReadAllBytes(Target).ShouldBe(File1);
        Directory.GetFiles(_folder.Of("models")).ShouldBe([Target]);
        told[^1].ShouldBe(new DownloadProgress(Length, Length, Checking: true));
        told.ShouldContain(new DownloadProgress(Length, Length));
    }

    [Fact]
    public async Task Run_GoesOnWhereItWas_WhenTheConnectionBreaks()
    {
        _server.BreakAfter = answer => answer < 2 ? 300_000 : null;

        await RunAsync();

        File.ReadAllBytes(Target).ShouldBe(File1);
        _server.Requests.Select(asked => asked.Range).ShouldBe([null, "bytes=300000-", "bytes=600000-"]);
        _server.Requests.Last().IfRange.ShouldBe("\"one\"");
    }

    [Fact]
    public async Task Run_KeepsWhatCameForTheNextRun_WhenNothingMoreComes()
    {
        _server.BreakAfter = answer => answer == 0 ? 300_000 : 0;
        var broken = await RefusedAsync(DownloadFault.Broken);
        broken.ShouldContain("300000 bytes are kept");
        _server.Requests.Count.ShouldBe(3);

        _server.BreakAfter = _ => null;
        await RunAsync();

        File.ReadAllBytes(Target).ShouldBe(File1);
        _server.Requests.Last().Range.ShouldBe("bytes=300000-");
    }

    [Fact]
    public async Task Run_BeginsAgain_WhenTheServerHasAnotherVersionMeanwhile()
    {
        _server.BreakAfter = _ => 300_000;
        await RefusedAsync(DownloadFault.Broken, retries: 0);
        (_server.Content, _server.ETag, _server.BreakAfter) = (File2, "\"two\"", _ => null);

        await RunAsync(File2);

        File.ReadAllBytes(Target).ShouldBe(File2);
        _server.Requests.Last().IfRange.ShouldBe("\"one\"");
    }

    [Theory]
    [InlineData(false, "\"one\"")]
    [InlineData(true, null)]
    public async Task Run_BeginsAgain_WhenTheServerCannotGoOn(bool ranges, string? etag)
    {
        (_server.Ranges, _server.ETag, _server.BreakAfter) = (ranges, etag, answer => answer == 0 ? 300_000 : null);

        await RunAsync();

        File.ReadAllBytes(Target).ShouldBe(File1);
    }

    [Fact]
    public async Task Run_BeginsAgain_WhenWhatIsKeptIsLongerThanTheFile()
    {
        _server.BreakAfter = _ => 300_000;
        await RefusedAsync(DownloadFault.Broken, retries: 0);
        _server.BreakAfter = _ => null;
        _server.Status = answer => answer == 1 ? 416 : 200;

        await RunAsync();

        File.ReadAllBytes(Target).ShouldBe(File1);
        _server.Requests.Last().Range.ShouldBeNull();
    }

    [Fact]
    public async Task Run_RemovesTheFile_WhenItsHashIsAnother()
    {
        _server.Content = File2;

        (await RefusedAsync(DownloadFault.WrongContent)).ShouldContain(Sha256(File2));

        Directory.GetFiles(_folder.Of("models")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_ChecksTheSha1_WhenOnlyThatIsPublished()
    {
        using var sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        sha1.AppendData(File1);
        var right = new ExpectedContent(Length, null, Convert.ToHexStringLower(sha1.GetHashAndReset()));
        (await RunAsync(expected: right)).Pinned.ShouldBeTrue();

        (await RefusedAsync(DownloadFault.WrongContent, expected: right with { Sha1 = new string('0', 40) })).ShouldContain("SHA-1");
    }

    [Fact]
    public async Task Run_RefusesBeforeItLoads_WhenTheServersFileHasAnotherLength()
    {
        await RefusedAsync(DownloadFault.WrongContent, expected: new ExpectedContent(Length + 1));

        Directory.GetFiles(_folder.Of("models")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(404, DownloadFault.NotThere)]
    [InlineData(401, DownloadFault.Refused)]
    [InlineData(403, DownloadFault.Refused)]
    [InlineData(407, DownloadFault.Proxy)]
    [InlineData(500, DownloadFault.Broken)]
    public async Task Run_TellsRefusalsApart(int status, DownloadFault fault)
    {
        _server.Status = _ => status;

        await RefusedAsync(fault);

        _server.Requests.Count.ShouldBe(fault == DownloadFault.Broken ? 3 : 1);
        File.Exists(Target).ShouldBeFalse();
    }

    [Fact]
    public async Task Run_TriesAgain_WhenTheServerIsBusy()
    {
        _server.Status = answer => answer < 2 ? 503 : 200;

        await RunAsync();

        File.ReadAllBytes(Target).ShouldBe(File1);
    }

    [Fact]
    public async Task Run_RefusesBeforeItAsks_WhenTheDiskHasNoRoom()
    {
        (await RefusedAsync(DownloadFault.NoSpace, freeSpace: Length - 1)).ShouldContain(_folder.Path);

        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_RefusesBeforeItLoads_WhenTheDiskHasNoRoomForALengthTheServerTells()
    {
        await RefusedAsync(DownloadFault.NoSpace, freeSpace: Length - 1, expected: new ExpectedContent());

        Directory.GetFiles(_folder.Of("models")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_KeepsWhatCame_WhenItIsCancelled()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        (_server.BreakAfter, _server.Gate) = (_ => 300_000, Task.Delay(Timeout.Infinite, cancel.Token));

        await Should.ThrowAsync<OperationCanceledException>(() => RunAsync(
            progress: new Told(told =>
            {
                if (told.Done == 300_000) cancel.Cancel();
            }),
            cancellationToken: cancel.Token));
        new FileInfo(Part).Length.ShouldBe(300_000);

        (_server.BreakAfter, _server.Gate) = (_ => null, Task.CompletedTask);
        await RunAsync();
        _server.Requests.Last().Range.ShouldBe("bytes=300000-");
        File.ReadAllBytes(Target).ShouldBe(File1);
    }

    [Fact]
    public async Task Run_SaysSo_WhenTheSameModelIsUnderWayAlready()
    {
        var gate = new TaskCompletionSource();
        (_server.BreakAfter, _server.Gate) = (answer => answer == 0 ? 300_000 : null, gate.Task);
        var first = RunAsync();
        await _server.Begun.Task.WaitAsync(Stop);

        await RefusedAsync(DownloadFault.Busy);

        gate.SetResult();
        await first;
        File.ReadAllBytes(Target).ShouldBe(File1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_CountsLongSilenceAsABreak(bool beforeTheAnswer)
    {
        using var hang = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var never = Task.Delay(Timeout.Infinite, hang.Token);
        if (beforeTheAnswer) _server.Silence = never;
        else (_server.BreakAfter, _server.Gate) = (_ => 300_000, never);
        var clock = new FakeTimeProvider();

        var refusal = RefusedAsync(DownloadFault.Broken, retries: 0, time: clock);
        while (!refusal.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(1, Stop);
        }

        (await refusal).ShouldContain("nothing came for 60 seconds");
        await hang.CancelAsync();
    }

    [Fact]
    public async Task Run_GoesThroughTheProxy_WhenOneIsNamed()
    {
        await RunAsync(options: new DownloadOptions { Proxy = _server.Address }, address: new Uri("http://models.invalid/x.bin"));

        _server.Requests.ShouldHaveSingleItem().Host.ShouldBe("models.invalid");
        File.ReadAllBytes(Target).ShouldBe(File1);
    }

    [Fact]
    public async Task Run_NamesTheProxyButNotItsPassword_WhenItDoesNotAnswer()
    {
        using var closed = new ClosedPort();
        var options = new DownloadOptions { Proxy = new Uri($"http://user:secret@127.0.0.1:{closed.Number}") };

        var sentence = await RefusedAsync(DownloadFault.Proxy, options: options, address: new Uri("http://models.invalid/x.bin"));

        sentence.ShouldContain("http://127.0.0.1:");
        sentence.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Run_SaysSoAtOnce_WhenNobodyListens()
    {
        using var closed = new ClosedPort();
        await RefusedAsync(DownloadFault.Unreachable, retries: 100, address: new Uri($"http://127.0.0.1:{closed.Number}/x.bin"));
    }

    private static byte[] Bytes(int seed)
    {
        var bytes = new byte[Length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private async Task<DownloadedFile> RunAsync(
        byte[]? content = null,
        ExpectedContent? expected = null,
        DownloadOptions? options = null,
        Uri? address = null,
        long freeSpace = long.MaxValue,
        int retries = 2,
        TimeProvider? time = null,
        IProgress<DownloadProgress>? progress = null,
        CancellationToken? cancellationToken = null)
    {
        var patience = (options ?? new DownloadOptions()) with { Retries = retries, FirstPause = TimeSpan.Zero, SpaceLeft = 0 };
        using var download = new ModelDownload(patience, time ?? TimeProvider.System, _ => freeSpace);
        var request = new DownloadRequest(
            "x", address ?? new Uri(_server.Address, "ggml-x.bin"), Target, expected ?? new ExpectedContent(Length, Sha256(content ?? File1)));
        var told = new Told(value =>
        {
            _server.Arrived = value.Done;
            progress?.Report(value);
        });
        return await download.RunAsync(request, told, cancellationToken ?? Stop);
    }

    private async Task<string> RefusedAsync(
        DownloadFault fault,
        ExpectedContent? expected = null,
        DownloadOptions? options = null,
        Uri? address = null,
        long freeSpace = long.MaxValue,
        int retries = 2,
        TimeProvider? time = null)
    {
        var refusal = await Should.ThrowAsync<DownloadException>(() => RunAsync(null, expected, options, address, freeSpace, retries, time));
        refusal.Reason.ShouldBe(fault, refusal.Message);
        refusal.Message.ShouldEndWith(".");
        refusal.Message.ShouldContain(';');
        return refusal.Message;
    }

    private sealed class Told(Action<DownloadProgress> told) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => told(value);
    }
}
