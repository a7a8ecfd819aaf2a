namespace CallQA.Engines.Speakers;

/// <summary>A voice as departures from the recording's average voice, per direction of <see cref="VoiceSpace"/>.</summary>
/// <param name="Departures">Mean departures.</param>
/// <param name="Spread">Half their expected sum of squares.</param>
internal sealed record Voice(float[] Departures, double Spread);
