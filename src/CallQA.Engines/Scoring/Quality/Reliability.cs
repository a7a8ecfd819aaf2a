using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Quality;

/// <summary>How far stated confidence is from what turns out right.</summary>
internal static class Reliability
{
    private const int Bins = 5;

    /// <summary>Expected calibration error over the steps.</summary>
    public static double Error(IReadOnlyList<Pair> pairs, IReadOnlyList<Prediction> predictions) => pairs.Count == 0
        ? 0
        : Steps(pairs, predictions).Sum(step => step.Calls * Math.Abs(step.Confidence - step.Agreement)) / pairs.Count;

    /// <summary>Five steps of as many calls each, least confident first.</summary>
    public static IReadOnlyList<ReliabilityStep> Steps(IReadOnlyList<Pair> pairs, IReadOnlyList<Prediction> predictions) =>
    [
        .. Ordered(pairs, predictions)
            .Select((entry, index) => (entry, Bin: index * Bins / pairs.Count))
            .GroupBy(item => item.Bin, item => item.entry)
            .Select(bin => new ReliabilityStep(bin.Average(entry => entry.Confidence), bin.Average(entry => entry.Right), bin.Count())),
    ];

    /// <summary>Largest share of the calls, most confident first, of which the wanted share agrees, 0–1.</summary>
    public static double Coverage(IReadOnlyList<Pair> pairs, IReadOnlyList<Prediction> predictions, double wanted)
    {
        var (taken, right, covered) = (0, 0.0, 0);
        foreach (var same in Ordered(pairs, predictions).GroupBy(entry => entry.Confidence).Reverse())
        {
            taken += same.Count();
            right += same.Sum(entry => entry.Right);
            if (right >= wanted * taken)
                covered = taken;
        }

        return pairs.Count == 0 ? 0 : (double)covered / pairs.Count;
    }

    private static List<(double Confidence, double Right)> Ordered(IReadOnlyList<Pair> pairs, IReadOnlyList<Prediction> predictions) =>
    [
        .. pairs
            .Zip(predictions, (pair, prediction) => (prediction.Confidence, Right: pair.Reviewer == pair.Machine ? 1.0 : 0.0))
            .OrderBy(entry => entry.Confidence),
    ];
}
