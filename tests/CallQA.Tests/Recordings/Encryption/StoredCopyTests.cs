using CallQA.Recordings;
using CallQA.Recordings.Encryption;

namespace CallQA.Tests.Recordings.Encryption;

public sealed class StoredCopyTests : IDisposable
{
    private const int SeveralBlocks = 300_001;

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(SeveralBlocks, false)]
    [InlineData(SeveralBlocks, true)]
    public async Task WriteHashedAsync_KeepsTheContent_AndTellsItsHash(int length, bool encrypted)
    {
        var content = new byte[length];
        new Random(1).NextBytes(content);
        var kept = new RecordingFile(folder.At("kept"), encrypted ? DataKey.New() : null);
        string hash;
        await using (var target = File.Create(kept.Path))
        {
            using var source = new MemoryStream(content);
            hash = await StoredCopy.WriteHashedAsync(source, target, kept.Key, Token);
        }

        await File.WriteAllBytesAsync(folder.At("plain"), content, Token);
        hash.ShouldBe(await ContentHash.ComputeAsync(folder.At("plain"), Token));
        (await ContentHash.ComputeAsync(kept, Token)).ShouldBe(hash);
        (await File.ReadAllBytesAsync(kept.Path, Token)).SequenceEqual(content).ShouldBe(!encrypted);
    }

    public void Dispose() => folder.Dispose();
}
