using System.Numerics.Tensors;
using CallQA.Recordings;

namespace CallQA.Engines.VoiceActivity;

/// <summary>Scores with CallQA's own network, a stretch at a time: however long the channel, memory is that of a stretch.</summary>
/// <param name="network">The network.</param>
/// <param name="quietest">Level below which nothing is speech, dB of a full-scale sine.</param>
internal sealed class NetworkScorer(ActivityNetwork network, double quietest) : ISpeechScorer
{
    /// <summary>Log odds of what is too soft to be speech.</summary>
    public const float Certain = 20;

    private const int Stretch = 4096;

    /// <inheritdoc />
    public float[] Score(ChannelAudio audio, CancellationToken cancellationToken)
    {
        var channel = audio.At(ActivityFeatures.SampleRate);
        var features = new ActivityFeatures();
        var odds = new float[ActivityFeatures.FramesOf(channel.Length)];
        var levels = new float[odds.Length];
        for (var first = 0; first < odds.Length; first += Stretch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ScoreStretch(features, channel, first, odds, levels);
        }

        SpeechContext.Apply(odds, levels, quietest);
        for (var i = 0; i < odds.Length; i++)
        {
            if (levels[i] < quietest)
                odds[i] = -Certain;
        }

        return odds;
    }

    private void ScoreStretch(ActivityFeatures features, ChannelAudio channel, int first, float[] odds, float[] levels)
    {
        var from = Math.Max(0, first - ActivityNetwork.Reach);
        var count = Math.Min(odds.Length, first + Stretch + ActivityNetwork.Reach) - from;
        var matrix = new float[ActivityFeatures.Count * count];
        features.Compute(channel, from, count, matrix);
        var inside = (Start: first - from, Length: Math.Min(Stretch, odds.Length - first));
        var target = levels.AsSpan(first, inside.Length);
        TensorPrimitives.Multiply(matrix.AsSpan((ActivityFeatures.LevelIndex * count) + inside.Start, inside.Length), ActivityFeatures.LevelScale, target);
        network.Run(matrix, count).AsSpan(inside.Start, inside.Length).CopyTo(odds.AsSpan(first));
    }
}
