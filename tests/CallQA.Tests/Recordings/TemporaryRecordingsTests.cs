using CallQA.Recordings;

namespace CallQA.Tests.Recordings;

public sealed class TemporaryRecordingsTests
{
    [Fact]
    public void RemoveAbandoned_RemovesWhatAKilledProcessLeft_AndNothingElse()
    {
        using var folder = new TemporaryFolder();
        folder.Write("callqa-parties-x1/c-1.wav", "audio");
        folder.Write("callqa-models-x1/a.onnx", "no audio");
        var written = WrittenAt(folder.At("callqa-parties-x1"));

        TemporaryRecordings.RemoveAbandoned(folder.Folder, written + TimeSpan.FromHours(23)).ShouldBe(0);
        TemporaryRecordings.RemoveAbandoned(folder.Folder, written + TimeSpan.FromHours(25)).ShouldBe(1);

        Directory.GetDirectories(folder.Folder).Select(Path.GetFileName).ShouldBe(["callqa-models-x1"]);
    }

    [Theory]
    [InlineData("raw")]
    [InlineData("vcon")]
    [InlineData("parties")]
    [InlineData("audio")]
    [InlineData("pcm")]
    public void RemoveAbandoned_RemovesAtOnceWhatNobodyHolds_AndNeverWhatSomebodyDoes(string purpose)
    {
        using var folder = new TemporaryFolder();
        var place = $"callqa-{purpose}-x1";
        var held = folder.Write(place + "/.in-use", "");
        folder.Write(place + "/recording", "audio");
        var written = WrittenAt(folder.At(place));
        using (new FileStream(held, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            TemporaryRecordings.RemoveAbandoned(folder.Folder, written + TimeSpan.FromDays(3)).ShouldBe(0);

        TemporaryRecordings.RemoveAbandoned(folder.Folder, written + TimeSpan.FromSeconds(1)).ShouldBe(0, "it may just be being made");
        TemporaryRecordings.RemoveAbandoned(folder.Folder, written + TimeSpan.FromMinutes(1)).ShouldBe(1);

        Directory.GetDirectories(folder.Folder).ShouldBeEmpty();
    }

    [Fact]
    public void PrivateFolder_IsForThisUserOnly_AndGoesWithItsFiles()
    {
        string path;
        using (var folder = PrivateFolder.Create("raw"))
        {
            path = folder.Path;
            folder.CreateFile("recording").Dispose();
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                foreach (var file in Directory.GetFiles(path)) File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
            }

            TemporaryRecordings.RemoveAbandoned(TimeProvider.System.GetUtcNow().AddMinutes(1));
            File.Exists(folder.At("recording")).ShouldBeTrue("this process holds it");
        }

        Directory.Exists(path).ShouldBeFalse();
    }

    private static DateTimeOffset WrittenAt(string folder) => new(Directory.GetLastWriteTimeUtc(folder));
}
