namespace CallQA.Transcription;

/// <summary>Who is on which channel.</summary>
public static class ChannelMap
{
    /// <summary>Speakers for a recording with this many channels: nobody known on a single one, or beyond the map.</summary>
    /// <param name="map">Speakers, first channel first.</param>
    /// <param name="channelCount">Number of channels of the recording.</param>
    public static IReadOnlyList<Speaker> Of(this IReadOnlyList<Speaker> map, int channelCount) => channelCount == 1
        ? [Speaker.Unknown]
        : [.. Enumerable.Range(0, channelCount).Select(channel => channel < map.Count ? map[channel] : Speaker.Unknown)];
}
