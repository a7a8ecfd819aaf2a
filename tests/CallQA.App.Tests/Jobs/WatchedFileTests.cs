using CallQA.App.Jobs;
using CallQA.App.Tests.Storage;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.App.Tests.Jobs;

public sealed class WatchedFileTests : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider clock = new(Some.Start);
    private readonly WatchedFile file;

    public WatchedFileTests()
    {
        File.WriteAllText(folder.Of("a.wav"), "1");
        file = new(folder.Of("a.wav"), clock);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void IsQuiet_OnlyAfterItWasTheSameLongEnough()
    {
        IsQuietAfter(seconds: 0).ShouldBeFalse();
        IsQuietAfter(seconds: 4).ShouldBeFalse();
        IsQuietAfter(seconds: 1).ShouldBeTrue();
    }

    [Fact]
    public void IsQuiet_WaitsAgain_WhenTheFileGrew()
    {
        IsQuietAfter(seconds: 4).ShouldBeFalse();
        File.AppendAllText(folder.Of("a.wav"), "2");
        IsQuietAfter(seconds: 0).ShouldBeFalse();
        IsQuietAfter(seconds: 4).ShouldBeFalse();
        IsQuietAfter(seconds: 1).ShouldBeTrue();
    }

    [Fact]
    public void IsQuiet_WaitsAgain_WhenOnlyTheTimeChanged()
    {
        File.SetLastWriteTimeUtc(folder.Of("a.wav"), Some.Start.UtcDateTime.AddYears(-1));
        IsQuietAfter(seconds: 5).ShouldBeFalse();
    }

    [Fact]
    public void Look_TellsThatTheFileIsGone()
    {
        file.Look().ShouldBeTrue();
        File.Delete(folder.Of("a.wav"));
        file.Look().ShouldBeFalse();
    }

    private bool IsQuietAfter(int seconds)
    {
        clock.Advance(TimeSpan.FromSeconds(seconds));
        file.Look();
        return file.IsQuiet(Quiet);
    }
}
