using CallQA.Recordings;

namespace CallQA.Tests.Recordings;

public sealed class ContentHashTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public async Task ComputeAsync_GivesTheStandardsDigest_ForItsExamples(string content, string expected) =>
        (await ContentHash.ComputeAsync(folder.Write("a", content), Token)).ShouldBe(expected);

    [Fact]
    public async Task ComputeAsync_NamesTheFile_WhenItIsMissing() =>
        (await Should.ThrowAsync<InputException>(() => ContentHash.ComputeAsync(folder.At("gone.wav"), Token))).Message.ShouldBeASentence(folder.At("gone.wav"));

    public void Dispose() => folder.Dispose();
}
