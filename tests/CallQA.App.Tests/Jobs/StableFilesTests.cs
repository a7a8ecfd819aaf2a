using CallQA.App.Jobs;
using CallQA.App.Tests.Storage;
using Microsoft.Extensions.Time.Testing;

namespace CallQA.App.Tests.Jobs;

public sealed class StableFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider clock = new(Some.Start);
    private readonly StableFiles stable;

    public StableFilesTests() => stable = new(TimeSpan.FromSeconds(5), clock);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Select_TakesAFile_OnlyAfterItWasQuietLongEnough()
    {
        File.WriteAllText(folder.Of("a.wav"), "1");
        Look().ShouldBe(0);
        clock.Advance(TimeSpan.FromSeconds(4));
        Look().ShouldBe(0);
        clock.Advance(TimeSpan.FromSeconds(1));
        Look().ShouldBe(1);
    }

    [Fact]
    public void Select_WaitsAgain_WhenTheFileGrew()
    {
        File.WriteAllText(folder.Of("a.wav"), "1");
        Look();
        clock.Advance(TimeSpan.FromSeconds(4));
        File.AppendAllText(folder.Of("a.wav"), "2");
        Look().ShouldBe(0);
        clock.Advance(TimeSpan.FromSeconds(4));
        Look().ShouldBe(0);
        clock.Advance(TimeSpan.FromSeconds(1));
        Look().ShouldBe(1);
    }

    [Fact]
    public void Select_WaitsAgain_WhenOnlyTheTimeChanged()
    {
        File.WriteAllText(folder.Of("a.wav"), "1");
        Look();
        clock.Advance(TimeSpan.FromSeconds(5));
        File.SetLastWriteTimeUtc(folder.Of("a.wav"), Some.Start.UtcDateTime.AddYears(-1));
        Look().ShouldBe(0);
    }

    [Fact]
    public void Select_ForgetsAFile_WhenItWasAway()
    {
        File.WriteAllText(folder.Of("a.wav"), "1");
        Look();
        stable.Select([]);
        clock.Advance(TimeSpan.FromSeconds(9));
        Look().ShouldBe(0);
    }

    private int Look() => stable.Select(new DirectoryInfo(folder.Path).GetFiles()).Count;
}
