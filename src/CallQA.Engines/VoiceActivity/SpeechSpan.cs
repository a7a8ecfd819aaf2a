namespace CallQA.Engines.VoiceActivity;

/// <summary>A stretch of audio with speech.</summary>
/// <param name="Start">First sample.</param>
/// <param name="End">First sample after it.</param>
public readonly record struct SpeechSpan(int Start, int End)
{
    /// <summary>Number of samples.</summary>
    public int Length => End - Start;
}
