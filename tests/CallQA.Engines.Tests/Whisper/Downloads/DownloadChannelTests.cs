using CallQA.Engines.Whisper.Downloads;

namespace CallQA.Engines.Tests.Whisper.Downloads;

public sealed class DownloadChannelTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CopyAsync_SaysThatTheDiskIsFull_WhenItFillsOnTheWay()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here; run this on Linux.");
        using var channel = new DownloadChannel(new DownloadOptions(), TimeProvider.System);
        using var answer = new HttpResponseMessage { Content = new ByteArrayContent(new byte[1 << 20]) };

        var refusal = await Should.ThrowAsync<DownloadException>(async () =>
        {
            // What is left in its memory cannot be written either when it is closed.
            var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            await channel.CopyAsync(answer, full, () => { }, Stop);
        });

        refusal.Reason.ShouldBe(DownloadFault.NoSpace);
        refusal.Message.ShouldContain("The disk of /dev is full;");
    }
}
