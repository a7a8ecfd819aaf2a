using CallQA.App.Jobs;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Jobs;

public sealed class IntakeFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly IntakeFolder intake;

    public IntakeFolderTests() => intake = new(folder.Of("intake"), folder.Of("quarantine"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Files_AreNone_WhenTheFolderIsMissing()
    {
        intake.Recordings().ShouldBeEmpty();
        intake.Lists().ShouldBeEmpty();
    }

    [Fact]
    public void Files_LeaveOutHiddenUnfinishedAndLinkedOnes()
    {
        foreach (var name in new[] { "a.wav", "sub/b.WAV", "sub/list.csv", "sub/.list.csv", ".c.wav", "sub/.hidden/d.wav", "e.wav.part", "f.tmp", "~g.wav", "h.wav~" })
            Write(folder.Of("intake", name));
        Write(folder.Of("outside", "i.wav"));
        File.CreateSymbolicLink(folder.Of("intake", "i.wav"), folder.Of("outside", "i.wav"));
        Directory.CreateSymbolicLink(folder.Of("intake", "linked"), folder.Of("outside"));
        intake.Recordings().Select(intake.RelativeOf).ShouldBe(["a.wav", "sub/b.WAV"], ignoreOrder: true);
        intake.Lists().ShouldBe([null, null, folder.Of("intake", "sub/list.csv")], ignoreOrder: true);
    }

    [Theory]
    [InlineData("intake/a.wav", true)]
    [InlineData("intake/sub/a.wav", true)]
    [InlineData("intake/../outside/i.wav", false)]
    [InlineData("intake/linked/i.wav", false)]
    [InlineData("intake-not/a.wav", false)]
    public void Holds_TellsWhatLiesInside(string path, bool inside)
    {
        Write(folder.Of("outside", "i.wav"));
        Directory.CreateDirectory(folder.Of("intake"));
        Directory.CreateSymbolicLink(folder.Of("intake", "linked"), folder.Of("outside"));
        intake.Holds(folder.Of(path)).ShouldBe(inside);
    }

    [Fact]
    public async Task SetAsideAsync_MovesTheWholeFile_WhenAnEarlierAttemptLeftHalfACopy()
    {
        Write(folder.Of("intake", "bad.wav"), "whole");
        var place = folder.Of("quarantine", "bad.wav");
        Write(place + ".part", "half of something longer");
        using (var reserved = intake.Reserve(folder.Of("intake", "bad.wav")))
        {
            reserved.Path.ShouldBe(place);
            await IntakeFolder.SetAsideAsync(folder.Of("intake", "bad.wav"), place, "It is bad.", TestContext.Current.CancellationToken);
        }

        File.Exists(folder.Of("intake", "bad.wav")).ShouldBeFalse();
        (await File.ReadAllTextAsync(place, TestContext.Current.CancellationToken)).ShouldBe("whole");
        Directory.GetFiles(folder.Of("quarantine")).Length.ShouldBe(2, "the file and its reason");
    }

    [Fact]
    public void Reserve_GivesOnePlaceToOneOnly_UntilItIsGivenFree()
    {
        using (var first = intake.Reserve("in/bad.wav"))
        using (var second = intake.Reserve("in/sub/bad.wav"))
            (first.Path, second.Path).ShouldBe((folder.Of("quarantine", "bad.wav"), folder.Of("quarantine", "bad-2.wav")));
        Directory.GetFiles(folder.Of("quarantine")).ShouldBeEmpty();
        // What a killed process leaves.
        Write(folder.Of("quarantine", "bad.wav.reserved"));
        using (var third = intake.Reserve("in/bad.wav")) third.Path.ShouldBe(folder.Of("quarantine", "bad.wav"));
    }

    private static void Write(string path, string content = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
