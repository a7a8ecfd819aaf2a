using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Quality;

/// <summary>How far stated confidence is from what turns out right.</summary>
internal static class Reliability
{
    private const int Bins = 5;

    /// <summary>Expected calibration error over bins that hold the same number of calls.</summary>
    public static double Error(IReadOnlyList<Pair> pairs, IReadOnlyList<Prediction> predictions)
    {
        if (pairs.Count == 0)
            return 0;
        var ordered = pairs
            .Zip(predictions, (pair, prediction) => (prediction.Confidence, Right: pair.Reviewer == pair.Machine ? 1.0 : 0.0))
            .OrderBy(entry => entry.Confidence)
            .ToList();
        return ordered
            .Select((entry, index) => (entry, Bin: index * Bins / ordered.Count))
            .GroupBy(item => item.Bin, item => item.entry)
            .Sum(bin => Math.Abs(bin.Sum(entry => entry.Confidence - entry.Right))) / ordered.Count;
    }
}
