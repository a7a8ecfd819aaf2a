namespace CallQA.Transcription;

/// <summary>A turn whose voice is told apart from the others, whoever it may belong to.</summary>
/// <param name="Voice">Number of the voice, from 0.</param>
/// <param name="Turn">What it says.</param>
public sealed record VoicedTurn(int Voice, Turn Turn);
