using CallQA.Engines.VoiceActivity;

namespace CallQA.Engines.Speakers;

/// <summary>How a piece of one channel's speech is found in the other channel.</summary>
/// <param name="Span">The piece.</param>
/// <param name="Likeness">Normalised correlation at the best delay, 0–1: near 1 when the piece is in the other channel, too.</param>
/// <param name="Delay">How much later than in the other channel it is, in samples of <see cref="SlowAudio"/>.</param>
/// <param name="Decibels">How much louder than in the other channel it is.</param>
internal sealed record ChannelMatch(SpeechSpan Span, double Likeness, int Delay, double Decibels);
