using CallQA.Engines.Scoring.Features;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace CallQA.Engines.Scoring.Models;

/// <summary>
/// A trained maximum-entropy model, evaluated in place: ML.NET's own prediction engine is neither thread-safe nor quick
/// on single rows. Gives the same probabilities as ML.NET's transformer.
/// </summary>
internal sealed class LinearClassifier
{
    private readonly float[] _weights;
    private readonly float[] _biases;

    private LinearClassifier(float[] weights, float[] biases)
    {
        _weights = weights;
        _biases = biases;
    }

    public int Features => _weights.Length / _biases.Length;

    public (int Features, int Classes) Shape => (Features, _biases.Length);

    public static LinearClassifier From(MaximumEntropyModelParameters parameters)
    {
        var perClass = default(VBuffer<float>[]);
        parameters.GetWeights(ref perClass, out var classes);
        var length = perClass![0].Length;
        var weights = new float[length * classes];
        for (var label = 0; label < classes; label++)
        {
            foreach (var (feature, weight) in perClass[label].Items())
                weights[(feature * classes) + label] = weight;
        }

        return new(weights, [.. parameters.GetBiases()]);
    }

    /// <summary>Probability of each class.</summary>
    public float[] Probabilities(SparseVector features)
    {
        var scores = (float[])_biases.Clone();
        for (var entry = 0; entry < features.Indices.Length; entry++)
        {
            var value = features.Values[entry];
            var weights = _weights.AsSpan(features.Indices[entry] * scores.Length, scores.Length);
            for (var label = 0; label < scores.Length; label++)
                scores[label] += value * weights[label];
        }

        return Softmax(scores);
    }

    private static float[] Softmax(float[] scores)
    {
        var highest = scores.Max();
        var sum = 0f;
        for (var label = 0; label < scores.Length; label++)
            sum += scores[label] = MathF.Exp(scores[label] - highest);
        for (var label = 0; label < scores.Length; label++)
            scores[label] /= sum;
        return scores;
    }
}
