using CallQA.Recordings;

namespace CallQA.Tests.Recordings;

public sealed class DurableFolderTests : IDisposable
{
    private const string Windows = "Windows makes names durable by itself; run this test on another system.";

    private readonly TemporaryFolder folder = new();
    private readonly List<string> flushed = [];

    public DurableFolderTests() => DurableFolder.Flushed.Value = flushed.Add;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Create_FlushesTheFolderAboveEachNewOne()
    {
        Requires.That(!OperatingSystem.IsWindows(), Windows);
        DurableFolder.Create(folder.At("a/b/c"));
        Directory.Exists(folder.At("a/b/c")).ShouldBeTrue();
        flushed.ShouldBe([folder.Folder, folder.At("a"), folder.At("a/b")]);
        flushed.Clear();

        DurableFolder.Create(folder.At("a/b/c/"));

        flushed.ShouldBeEmpty();
    }

    [Fact]
    public async Task AtomicFile_FlushesTheFolder_WhenTheFileIsInItsPlace()
    {
        Requires.That(!OperatingSystem.IsWindows(), Windows);
        var path = folder.Write("a.txt", "old");
        var content = "";
        DurableFolder.Flushed.Value = flushedFolder => content += $"{flushedFolder}: {File.ReadAllText(path)}";

        await AtomicFile.WriteTextAsync(path, "new", Token);

        content.ShouldBe($"{folder.Folder}: new");
    }

    [Fact]
    public void PublishFolder_FlushesTheFolderAbove()
    {
        Requires.That(!OperatingSystem.IsWindows(), Windows);
        folder.Write("new/a.txt", "x");
        flushed.Clear();

        AtomicFile.PublishFolder(folder.At("new"), folder.At("models") + Path.DirectorySeparatorChar);

        File.ReadAllText(folder.At("models/a.txt")).ShouldBe("x");
        flushed.ShouldBe([folder.Folder]);
    }

    [Fact]
    public void Publish_LeavesWhatIsThere_UnlessItIsToBeReplaced()
    {
        var (one, other) = (folder.Write("one", "1"), folder.Write("other", "2"));

        Should.Throw<IOException>(() => AtomicFile.Publish(one, other, overwrite: false));

        (File.ReadAllText(one), File.ReadAllText(other)).ShouldBe(("1", "2"));
        flushed.ShouldNotContain(folder.Folder);
    }

    [Fact]
    public void Flush_Fails_WhenThereIsNoSuchFolder()
    {
        Requires.That(!OperatingSystem.IsWindows(), Windows);
        Should.Throw<IOException>(() => DurableFolder.Flush(folder.At("missing"))).Message.ShouldContain(folder.At("missing"));
    }

    public void Dispose()
    {
        DurableFolder.Flushed.Value = null;
        folder.Dispose();
    }
}
