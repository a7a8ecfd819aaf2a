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
        var written = new DateTimeOffset(Directory.GetLastWriteTimeUtc(folder.At("callqa-parties-x1")));

        TemporaryRecordings.RemoveAbandoned(folder.Folder, written + TimeSpan.FromHours(23)).ShouldBe(0);
        TemporaryRecordings.RemoveAbandoned(folder.Folder, written + TimeSpan.FromHours(25)).ShouldBe(1);

        Directory.GetDirectories(folder.Folder).Select(Path.GetFileName).ShouldBe(["callqa-models-x1"]);
    }
}
