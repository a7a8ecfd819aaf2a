namespace CallQA.Recordings;

/// <summary>What can be told about a recording without keeping its samples.</summary>
/// <param name="SampleRate">Samples per second and channel as decoded, in hertz; at most 16 kHz where FFmpeg decodes.</param>
/// <param name="ChannelCount">Number of channels, 1–8.</param>
/// <param name="Duration">Length of the recording.</param>
/// <param name="Format">What the content is, for people: <c>WAV, G.711 µ-law</c>, <c>mp3</c>.</param>
public sealed record AudioInfo(int SampleRate, int ChannelCount, TimeSpan Duration, string Format);
