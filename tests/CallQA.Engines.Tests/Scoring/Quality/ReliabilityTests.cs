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

    private static Prediction Sure(double confidence) => new(0, 0, confidence, Unsure: false);
}
