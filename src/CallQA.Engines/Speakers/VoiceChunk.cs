using CallQA.Engines.VoiceActivity;

namespace CallQA.Engines.Speakers;

/// <summary>A short piece of speech, the smallest that is given to a voice.</summary>
/// <param name="Span">Where it is.</param>
/// <param name="Sums">What its frames say.</param>
/// <param name="AfterPause">True when it begins a span.</param>
internal sealed record VoiceChunk(SpeechSpan Span, VoiceSums Sums, bool AfterPause);
