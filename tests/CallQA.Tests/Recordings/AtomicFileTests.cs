using CallQA.Recordings;

namespace CallQA.Tests.Recordings;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WriteAsync_CreatesFoldersAndReplacesTheFile()
    {
        var path = folder.At("a/b/c.txt");

        await AtomicFile.WriteTextAsync(path, "first and longer", Token);
        await AtomicFile.WriteTextAsync(path, "größer", Token);

        File.ReadAllBytes(path).ShouldBe("größer"u8.ToArray());
        Directory.GetFiles(folder.At("a/b")).ShouldBe([path]);
    }

    [Fact]
    public async Task CreateTextAsync_LeavesTheFile_WhenItIsThere()
    {
        var path = folder.Write("a.txt", "old");

        var problem = await Should.ThrowAsync<InputException>(() => AtomicFile.CreateTextAsync(path, "new", Token));

        problem.Message.ShouldContain(path);
        ShouldBeUntouched(path);
        await AtomicFile.CreateTextAsync(folder.At("b.txt"), "größer", Token);
        File.ReadAllBytes(folder.At("b.txt")).ShouldBe("größer"u8.ToArray());
    }

    [Fact]
    public async Task WriteAsync_LeavesTheOldContent_WhenTheWritingFails()
    {
        var path = folder.Write("a.txt", "old");

        await Should.ThrowAsync<InvalidOperationException>(() => AtomicFile.WriteAsync(
            path,
            async (stream, token) =>
            {
                await stream.WriteAsync("half"u8.ToArray(), token);
                throw new InvalidOperationException();
            },
            Token));

        ShouldBeUntouched(path);
    }

    [Fact]
    public async Task WriteAsync_LeavesTheOldContent_WhenCancelled()
    {
        var path = folder.Write("a.txt", "old");
        using var cancel = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(() => AtomicFile.WriteAsync(path, (_, _) => cancel.CancelAsync(), cancel.Token));

        ShouldBeUntouched(path);
    }

    [Fact]
    public async Task WriteAsync_SaysSo_WhenAFileStandsWhereAFolderShould()
    {
        folder.Write("a", "x");

        var error = await Should.ThrowAsync<InputException>(() => AtomicFile.WriteTextAsync(folder.At("a/b.txt"), "y", Token));

        error.Fault.ShouldBe(InputFault.Unreadable);
        error.Message.ShouldBeASentence(folder.At("a/b.txt"), "cannot be written");
    }

    [Fact]
    public async Task WriteAsync_SaysSo_WhenAFolderStandsWhereTheFileShould()
    {
        Directory.CreateDirectory(folder.At("a"));

        (await Should.ThrowAsync<InputException>(() => AtomicFile.WriteTextAsync(folder.At("a"), "y", Token))).Message.ShouldBeASentence(folder.At("a"));
        Directory.GetFiles(folder.Folder).ShouldBeEmpty();
    }

    public void Dispose() => folder.Dispose();

    private void ShouldBeUntouched(string path)
    {
        File.ReadAllText(path).ShouldBe("old");
        Directory.GetFiles(folder.Folder).ShouldBe([path]);
    }
}
