using CallQA.Recordings;

namespace CallQA.Engines.VoiceActivity;

/// <summary>Tells how likely each moment of a channel is speech: CallQA's own network or the user's Silero file. Safe for concurrent use.</summary>
internal interface ISpeechScorer
{
    /// <summary>Scores every 10 ms.</summary>
    /// <param name="audio">One channel at any rate; read block by block.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <returns>Log odds of speech for each whole frame of 10 ms: 0 for even chances, above for speech.</returns>
    float[] Score(ChannelAudio audio, CancellationToken cancellationToken);
}
