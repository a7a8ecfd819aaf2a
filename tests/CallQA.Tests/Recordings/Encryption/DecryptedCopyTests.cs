using CallQA.Recordings;
using CallQA.Recordings.Encryption;

namespace CallQA.Tests.Recordings.Encryption;

public sealed class DecryptedCopyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OfAsync_HoldsThePlainContent_WithoutANameAndForThisUserOnly()
    {
        Requires.That(OperatingSystem.IsLinux(), "Only Linux lets a program open a file without a name; run this test there.");
        var key = DataKey.New();
        byte[] content = [.. Enumerable.Range(0, 300_000).Select(number => (byte)number)];
        using var plain = new MemoryStream(content);
        await using (var target = File.Create(folder.At("encrypted"))) await StoredCopy.WriteAsync(plain, target, key, Token);
        var temporary = new TemporaryFiles("callqa-audio-*");

        using var copy = await DecryptedCopy.OfAsync(new RecordingFile(folder.At("encrypted"), key), Token);

        (await File.ReadAllBytesAsync(copy.Path, Token)).ShouldBe(content);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(copy.Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.ResolveLinkTarget(copy.Path, returnFinalTarget: false)!.FullName.ShouldEndWith(" (deleted)");
        await temporary.ShouldBeGoneAsync(() => Task.CompletedTask);
    }

    [Fact]
    public async Task OfAsync_IsTheFileItself_WhereItIsPlain()
    {
        var path = folder.Write("a.mp3", "sound");

        using (var copy = await DecryptedCopy.OfAsync(new RecordingFile(path), Token)) copy.Path.ShouldBe(path);

        File.Exists(path).ShouldBeTrue();
    }

    public void Dispose() => folder.Dispose();
}
