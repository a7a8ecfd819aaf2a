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
        for (var first = 0; first < odds.Length; first += Stretch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ScoreStretch(features, channel, first, odds);
        }

        return odds;
    }

    private void ScoreStretch(ActivityFeatures features, ChannelAudio channel, int first, float[] odds)
    {
        var from = Math.Max(0, first - ActivityNetwork.Reach);
        var count = Math.Min(odds.Length, first + Stretch + ActivityNetwork.Reach) - from;
        var matrix = new float[ActivityFeatures.Count * count];
        features.Compute(channel, from, count, matrix);
        var levels = matrix.AsSpan(ActivityFeatures.LevelIndex * count, count).ToArray();
        var scored = network.Run(matrix, count);
        for (var frame = first; frame < Math.Min(odds.Length, first + Stretch); frame++)
            odds[frame] = levels[frame - from] * ActivityFeatures.LevelScale < quietest ? -Certain : scored[frame - from];
    }
}
