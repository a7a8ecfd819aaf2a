using CallQA.App.Models;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Models;

public sealed class SpeechModelFoldersTests
{
    [Fact]
    public void Target_IsTheChosenFolder_WhenOneIsSet()
    {
        var folders = new SpeechModelFolders("/shipped", "/chosen");
        folders.Target.ShouldBe("/chosen");
        folders.All.ShouldBe(["/shipped", "/chosen"]);
    }

    [Fact]
    public void Target_IsTheShippedFolder_WhenItMayBeWritten()
    {
        using var folder = new TemporaryFolder();
        new SpeechModelFolders(folder.Path, null).Target.ShouldBe(folder.Path);
        Directory.GetFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Target_IsTheUsersOwnFolder_WhenTheShippedOneMayNotBeWritten()
    {
        var folders = new SpeechModelFolders("/proc/callqa", null);
        folders.Target.ShouldEndWith(Path.Combine("callqa", "models", "whisper"));
        folders.All[^1].ShouldBe(folders.Target);
    }
}
