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
    private const int MostFrames = Stretch + (2 * ActivityNetwork.Reach);

    /// <inheritdoc />
    public float[] Score(ChannelAudio audio, CancellationToken cancellationToken)
    {
        var channel = audio.At(ActivityFeatures.SampleRate);
        var features = new ActivityFeatures();
        var memory = new Memory();
        var odds = new float[ActivityFeatures.FramesOf(channel.Length)];
        var levels = new float[odds.Length];
        for (var first = 0; first < odds.Length; first += Stretch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ScoreStretch(features, memory, channel, first, odds, levels);
        }

        SpeechContext.Apply(odds, levels, quietest);
        for (var i = 0; i < odds.Length; i++)
        {
            if (levels[i] < quietest)
                odds[i] = -Certain;
        }

        return odds;
    }

    private void ScoreStretch(ActivityFeatures features, Memory memory, ChannelAudio channel, int first, float[] odds, float[] levels)
    {
        var from = Math.Max(0, first - ActivityNetwork.Reach);
        var count = Math.Min(odds.Length, first + Stretch + ActivityNetwork.Reach) - from;
        var matrix = memory.Features;
        features.Compute(channel, from, count, matrix.AsSpan(0, ActivityFeatures.Count * count));
        var inside = (Start: first - from, Length: Math.Min(Stretch, odds.Length - first));
        var target = levels.AsSpan(first, inside.Length);
        TensorPrimitives.Multiply(matrix.AsSpan((ActivityFeatures.LevelIndex * count) + inside.Start, inside.Length), ActivityFeatures.LevelScale, target);
        network.Run(matrix, count, memory.Rows).AsSpan(inside.Start, inside.Length).CopyTo(odds.AsSpan(first));
    }

    /// <summary>What every stretch of a channel is worked out in.</summary>
    private sealed class Memory
    {
        public float[] Features { get; } = new float[ActivityFeatures.Count * MostFrames];

        public (DilatedRows State, DilatedRows Next) Rows { get; } = (new(MostFrames), new(MostFrames));
    }
}
