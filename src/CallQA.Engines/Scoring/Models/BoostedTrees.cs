using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers.FastTree;

namespace CallQA.Engines.Scoring.Models;

/// <summary>
/// A trained FastTree model for a yes/no question, evaluated in place as <see cref="LinearClassifier"/> is. Gives the same
/// probabilities as ML.NET's transformer.
/// </summary>
internal sealed class BoostedTrees
{
    private readonly Tree[] _trees;
    private readonly double _slope;
    private readonly double _offset;

    private BoostedTrees(Tree[] trees, double slope, double offset)
    {
        _trees = trees;
        _slope = slope;
        _offset = offset;
    }

    public static BoostedTrees From(CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator> parameters)
    {
        var ensemble = parameters.SubModel.TrainedTreeEnsemble;
        var trees = ensemble.Trees.Zip(ensemble.TreeWeights, (tree, weight) => new Tree(
            [.. tree.NumericalSplitFeatureIndexes],
            [.. tree.NumericalSplitThresholds],
            [.. tree.LeftChild],
            [.. tree.RightChild],
            [.. tree.LeafValues.Select(value => value * weight)]));
        return new([.. trees], parameters.Calibrator.Slope, (parameters.Calibrator.Slope * ensemble.Bias) + parameters.Calibrator.Offset);
    }

    /// <summary>Probability of yes.</summary>
    /// <param name="features">All features, none left out.</param>
    public float Probability(float[] features)
    {
        var score = 0.0;
        foreach (var tree in _trees)
            score += tree.Leaf(features);
        return (float)(1 / (1 + Math.Exp((_slope * score) + _offset)));
    }

    private sealed record Tree(int[] Features, float[] Thresholds, int[] Left, int[] Right, double[] Leaves)
    {
        public double Leaf(float[] features)
        {
            if (Features.Length == 0)
                return Leaves[0];
            var node = 0;
            while (node >= 0)
                node = features[Features[node]] <= Thresholds[node] ? Left[node] : Right[node];
            return Leaves[~node];
        }
    }
}
