namespace CallQA.Recordings.Parties;

/// <summary>One party's audio at its place in the joined recording; of several channels, their mean.</summary>
internal sealed class PlacedAudio(AudioClip clip, int rate, long offset)
{
    private readonly List<ChannelAudio> _channels = [.. clip.Channels.Select(channel => channel.At(rate))];

    /// <summary>The sample behind its last one.</summary>
    public long End => offset + _channels[0].Length;

    /// <summary>Adds what lies in a stretch of the recording.</summary>
    /// <param name="target">The stretch.</param>
    /// <param name="from">Its first sample.</param>
    public void AddTo(Span<float> target, long from)
    {
        var (begin, end) = (Math.Max(from, offset), Math.Min(from + target.Length, End));
        if (begin >= end)
            return;
        var into = target.Slice((int)(begin - from), (int)(end - begin));
        foreach (var channel in _channels)
        {
            var samples = channel.Read((int)(begin - offset), into.Length);
            for (var index = 0; index < into.Length; index++)
                into[index] += samples[index] / _channels.Count;
        }
    }
}
