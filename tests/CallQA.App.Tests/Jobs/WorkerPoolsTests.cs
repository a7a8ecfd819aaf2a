using CallQA.App.Jobs;

namespace CallQA.App.Tests.Jobs;

public sealed class WorkerPoolsTests
{
    [Fact]
    public void Parse_GivesEveryQueueItsWorkers_WithUrgentTranscriptionFirst()
    {
        var pools = WorkerPools.Parse(WorkerPools.Default, 3)!;
        pools.Select(pool => (pool.Name, pool.Workers)).ShouldBe(
            [("transcription", 3), ("scoring", 2), ("intake", 2), ("reports", 1), ("maintenance", 1)]);
        pools[0].Queues.ShouldBe(["express", "transcription"]);
        pools[1].Queues.ShouldBe(["express-scoring", "scoring"]);
        pools.SelectMany(pool => pool.Queues).Order().ShouldBe(Queues.All);
    }

    [Theory]
    [InlineData("scoring=8", 8)]
    [InlineData("transcription", 2)]
    [InlineData("transcription=5", 5)]
    public void Parse_TakesTheNumberGiven(string text, int workers) => WorkerPools.Parse(text, 2)!.Single().Workers.ShouldBe(workers);

    [Theory]
    [InlineData("")]
    [InlineData("light")]
    [InlineData("scoring,scoring")]
    [InlineData("scoring=0")]
    [InlineData("scoring=-1")]
    [InlineData("scoring=65")]
    [InlineData("express")]
    public void Parse_IsNull_WhenTheTextCannotBeUsed(string text) => WorkerPools.Parse(text, 1).ShouldBeNull();

    [Theory]
    [InlineData(8, 4, 64, 1)]
    [InlineData(8, 32, 64, 4)]
    [InlineData(2, 32, 3, 3)]
    [InlineData(1, 128, 512, 64)]
    public void Fitting_IsWhatCoresAndMemoryAllow(int coresEach, int cores, int gib, int transcriptions) =>
        WorkerPools.Fitting(coresEach, cores, gib * (1L << 30)).ShouldBe(transcriptions);
}
