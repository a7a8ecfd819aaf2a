using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Quality;

namespace CallQA.Engines.Tests.Scoring.Quality;

public sealed class ReliabilityTests
{
    [Fact]
    public void Error_IsTheMeanGap_WhenEveryBinHoldsOneCall()
    {
        Pair[] pairs = [new(1, 1), new(1, 0)];
        Prediction[] predictions = [Sure(0.9), Sure(0.6)];

        Reliability.Error(pairs, predictions).ShouldBe((0.1 + 0.6) / 2, 1e-12);
    }

    [Fact]
    public void Error_IsZero_WhenEveryBinIsRightAsOftenAsSaid()
    {
        var pairs = Enumerable.Range(0, 20).Select(index => new Pair(0, index % 2)).ToList();
        var predictions = pairs.ConvertAll(_ => Sure(0.5));

        Reliability.Error(pairs, predictions).ShouldBe(0, 1e-12);
    }

    [Fact]
    public void Coverage_TakesTheSurestCalls_WhenTheRestAgreesTooRarely()
    {
        // The six surest are right, then every second one.
        var pairs = Enumerable.Range(0, 10).Select(index => new Pair(0, index >= 6 && index % 2 == 0 ? 1 : 0)).ToList();
        var predictions = Enumerable.Range(0, 10).Select(index => Sure(0.95 - (0.05 * index))).ToList();

        Reliability.Coverage(pairs, predictions, 0.9).ShouldBe(0.6);
        Reliability.Coverage(pairs, predictions, 0.5).ShouldBe(1);
        Reliability.Coverage([], [], 0.9).ShouldBe(0);
    }

    private static Prediction Sure(double confidence) => new(0, 0, confidence, Unsure: false);
}
