using CallQA.Engines.Whisper.Inference;

namespace CallQA.Engines.Tests.Whisper.Inference;

public sealed class HelpedWorkTests
{
    [Fact]
    public void Do_DoesEveryItemOnce_OverAndOver()
    {
        var work = new HelpedWork();
        for (var round = 0; round < 500; round++)
        {
            var done = new int[1 + (round % 17)];
            work.Do(done.Length, 3, item => Interlocked.Increment(ref done[item]));
            done.ShouldAllBe(count => count == 1);
        }
    }

    [Fact]
    public void Do_NeedsNoHelp_WhenAllThreadsAreBusyWithTheSame()
    {
        var totals = new int[64];
        Parallel.For(0, totals.Length, owner => new HelpedWork().Do(50, 4, _ => Interlocked.Increment(ref totals[owner])));
        totals.ShouldAllBe(total => total == 50);
    }

    [Fact]
    public void Do_Throws_WhenAnItemFails() =>
        Should.Throw<Exception>(() => new HelpedWork().Do(8, 2, item => throw new InvalidOperationException($"Item {item}.")));
}
