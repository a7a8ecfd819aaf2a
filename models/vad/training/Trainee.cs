using System.Numerics;
using System.Numerics.Tensors;
using CallQA.Engines.VoiceActivity;

namespace VadTraining;

/// <summary>The network with its activations kept and its gradient computed; one for each thread.</summary>
internal sealed class Trainee(Chance chance)
{
    private const int Frames = Scene.Frames;
    private const int Width = ActivityNetwork.Width;
    private readonly float[] input = new float[ActivityFeatures.Count * Frames];
    private readonly float[][] states = [.. Enumerable.Range(0, ActivityNetwork.Layers + 1).Select(_ => new float[Width * Frames])];
    private readonly float[][] branches = [.. Enumerable.Range(0, ActivityNetwork.Layers).Select(_ => new float[Width * Frames])];
    private readonly float[] odds = new float[Frames];
    private readonly float[] slope = new float[Width * Frames];
    private readonly float[] inner = new float[Frames];

    public float[] Gradient { get; } = new float[WeightLayout.Total];

    public double Loss { get; private set; }

    public int Wrong { get; private set; }

    /// <summary>Runs the network on features to which a little chance is added, so that it cannot learn them by heart.</summary>
    private void Forward(float[] weights, float[] features)
    {
        for (var row = 0; row < ActivityFeatures.Count; row++)
        {
            var values = Row(input, row);
            TensorPrimitives.Subtract(features.AsSpan(row * Frames, Frames), weights[WeightLayout.Mean + row], values);
            TensorPrimitives.Multiply(values, weights[WeightLayout.Scale + row], values);
            var shift = 0.2 * chance.Gauss();
            for (var i = 0; i < Frames; i++)
                values[i] += (float)(shift + (0.15 * chance.Gauss()));
        }

        for (var c = 0; c < Width; c++)
        {
            var target = Row(states[0], c);
            var at = WeightLayout.Input(c);
            target.Fill(weights[at + ActivityFeatures.Count]);
            for (var row = 0; row < ActivityFeatures.Count; row++)
                TensorPrimitives.MultiplyAdd(Row(input, row), weights[at + row], target, target);
            TensorPrimitives.Max(target, 0f, target);
        }

        for (var layer = 0; layer < ActivityNetwork.Layers; layer++)
        {
            for (var c = 0; c < Width; c++)
            {
                var target = Row(branches[layer], c);
                var at = WeightLayout.Layer(layer, c);
                target.Fill(weights[at + (3 * Width)]);
                for (var s = 0; s < Width; s++)
                    Convolution.Convolve(Row(states[layer], s), weights.AsSpan(at + (3 * s), 3), 1 << layer, target);
                TensorPrimitives.Max(target, 0f, target);
                TensorPrimitives.Add(target, Row(states[layer], c), Row(states[layer + 1], c));
            }
        }

        odds.AsSpan().Fill(weights[WeightLayout.Output + Width]);
        for (var c = 0; c < Width; c++)
            TensorPrimitives.MultiplyAdd(Row(states[^1], c), weights[WeightLayout.Output + c], odds, odds);
    }

    /// <summary>Adds one scene's gradient of the cross entropy.</summary>
    public void Learn(float[] weights, Scene scene)
    {
        Forward(weights, scene.Features);
        for (var i = 0; i < Frames; i++)
        {
            var probability = 1 / (1 + MathF.Exp(-odds[i]));
            var truth = scene.Spoken[i];
            Loss -= Math.Log(Math.Max(1e-7, truth > 0 ? probability : 1 - probability));
            Wrong += (probability > 0.5f) != (truth > 0.5f) ? 1 : 0;
            odds[i] = (probability - truth) / Frames;
        }

        Gradient[WeightLayout.Output + Width] += TensorPrimitives.Sum<float>(odds);
        for (var c = 0; c < Width; c++)
        {
            Gradient[WeightLayout.Output + c] += TensorPrimitives.Dot<float>(odds, Row(states[^1], c));
            TensorPrimitives.Multiply(odds, weights[WeightLayout.Output + c], Row(slope, c));
        }

        for (var layer = ActivityNetwork.Layers - 1; layer >= 0; layer--)
            BackLayer(weights, layer);
        BackInput();
    }

    public void Clear()
    {
        Array.Clear(Gradient);
        (Loss, Wrong) = (0, 0);
    }

    private static Span<float> Row(float[] rows, int row) => rows.AsSpan(row * Frames, Frames);

    private void BackLayer(float[] weights, int layer)
    {
        var distance = 1 << layer;
        var passed = (float[])slope.Clone();
        Span<float> flipped = stackalloc float[3];
        for (var c = 0; c < Width; c++)
        {
            var at = WeightLayout.Layer(layer, c);
            Gate(Row(slope, c), Row(branches[layer], c));
            Gradient[at + (3 * Width)] += TensorPrimitives.Sum<float>(inner);
            for (var s = 0; s < Width; s++)
            {
                var source = Row(states[layer], s);
                Gradient[at + (3 * s)] += TensorPrimitives.Dot<float>(inner.AsSpan(distance), source[..^distance]);
                Gradient[at + (3 * s) + 1] += TensorPrimitives.Dot<float>(inner, source);
                Gradient[at + (3 * s) + 2] += TensorPrimitives.Dot<float>(inner.AsSpan(0, Frames - distance), source[distance..]);
                (flipped[0], flipped[1], flipped[2]) = (weights[at + (3 * s) + 2], weights[at + (3 * s) + 1], weights[at + (3 * s)]);
                Convolution.Convolve(inner, flipped, distance, Row(passed, s));
            }
        }

        passed.CopyTo(slope, 0);
    }

    private void BackInput()
    {
        for (var c = 0; c < Width; c++)
        {
            var at = WeightLayout.Input(c);
            Gate(Row(slope, c), Row(states[0], c));
            Gradient[at + ActivityFeatures.Count] += TensorPrimitives.Sum<float>(inner);
            for (var row = 0; row < ActivityFeatures.Count; row++)
                Gradient[at + row] += TensorPrimitives.Dot<float>(inner, Row(input, row));
        }
    }

    private void Gate(ReadOnlySpan<float> gradient, ReadOnlySpan<float> output)
    {
        for (var i = 0; i < Frames; i++)
            inner[i] = output[i] > 0 ? gradient[i] : 0;
    }
}
