using CallQA.Engines.Scoring.Features;

namespace CallQA.Engines.Scoring.Models;

/// <summary>A call-level model: features of a call to the probability of each score, lowest first.</summary>
/// <param name="Classifier">For ordered scores a yes/no model of "at least this high", otherwise one class a score.</param>
/// <param name="Features">Length of the feature vectors.</param>
/// <param name="Scores">Number of possible scores.</param>
/// <param name="Ordered">True when the scores are steps of one scale.</param>
/// <param name="Trees">
/// A second answer to "at least this high", one ensemble a step; the mean of both counts. Empty where the linear model is
/// asked alone.
/// </param>
internal sealed record CallModel(
    LinearClassifier Classifier, int Features, int Scores, bool Ordered, IReadOnlyList<BoostedTrees> Trees)
{
    /// <summary>Length of a threshold's entry: large, so that the penalty hardly holds the thresholds back.</summary>
    private const float ThresholdLength = 3;

    public float[] Probabilities(SparseVector features)
    {
        if (!Ordered)
            return Classifier.Probabilities(features);
        var atLeast = new float[Scores + 1];
        atLeast[0] = 1;
        for (var step = 1; step < Scores; step++)
            atLeast[step] = MathF.Min(atLeast[step - 1], AtLeast(features, step));
        return [.. Enumerable.Range(0, Scores).Select(score => atLeast[score] - atLeast[score + 1])];
    }

    private float AtLeast(SparseVector features, int step)
    {
        var linear = Classifier.Probabilities(AtStep(features, Features, step))[1];
        // Vectors of models with trees are dense: every feature has its place.
        return Trees.Count == 0 ? linear : (linear + Trees[step - 1].Probability(features.Values)) / 2;
    }

    /// <summary>The features of the question "does the call reach this step", counted from 1.</summary>
    public static SparseVector AtStep(SparseVector features, int length, int step) =>
        new([.. features.Indices, length + step - 1], [.. features.Values, ThresholdLength]);

    /// <summary>The mean score, counted from 0.</summary>
    public static double Mean(float[] probabilities) => probabilities.Select((probability, score) => (double)probability * score).Sum();

    /// <summary>
    /// The score to give, counted from 0: on a scale the one nearest the mean, which loses least when far misses count more;
    /// otherwise the likeliest.
    /// </summary>
    public int Decide(float[] probabilities) =>
        Ordered ? (int)Math.Round(Mean(probabilities), MidpointRounding.AwayFromZero) : Array.IndexOf(probabilities, probabilities.Max());
}
