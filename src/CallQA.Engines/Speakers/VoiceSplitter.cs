using CallQA.Engines.VoiceActivity;
using CallQA.Recordings;

namespace CallQA.Engines.Speakers;

/// <summary>
/// Tells the two voices of a mono recording apart, by what sets voices apart: the voices themselves are learnt from the recording.
/// Safe for concurrent use; the same audio always gives the same answer.
/// </summary>
internal sealed class VoiceSplitter(VoiceWeights weights)
{
    private const int ChunksPerStretch = 6;
    private const int Rounds = 12;
    private readonly VoiceWeights _cautious = weights with { Frame = weights.CautiousFrame };

    /// <summary>Shares speech out among voices.</summary>
    /// <param name="audio">One channel at 16 kHz.</param>
    /// <param name="speech">Where speech is, in order.</param>
    /// <param name="cancellationToken">Stops between spans and between rounds of learning.</param>
    /// <returns>The spans of each voice, the one that speaks first first: one list when there is a single voice, two otherwise.</returns>
    public IReadOnlyList<IReadOnlyList<SpeechSpan>> Split(ChannelAudio audio, IReadOnlyList<SpeechSpan> speech, CancellationToken cancellationToken)
    {
        var chunks = VoiceChunks.Of(audio, speech, cancellationToken);
        if (chunks.Count < 2 || Best(chunks, cancellationToken) is not { } path)
            return [speech];
        var first = path[0];
        return [Spans(chunks, path, first), Spans(chunks, path, 1 - first)];
    }

    /// <summary>The best share-out in two, or null when it is all one voice's or one voice explains the recording as well.</summary>
    private int[]? Best(List<VoiceChunk> chunks, CancellationToken cancellationToken)
    {
        var path = Starts(chunks).Select(start => Refine(chunks, start, cancellationToken)).MaxBy(found => Gain(chunks, found, weights));
        return path is not null && path.Contains(0) && path.Contains(1) && Gain(chunks, path, _cautious) > weights.TwoVoices ? path : null;
    }

    private IEnumerable<int[]> Starts(List<VoiceChunk> chunks)
    {
        var stretches = VoiceStretches.Of(chunks, ChunksPerStretch);
        if (stretches.Count < 2)
            yield break;
        foreach (var left in new[] { 2, 3, 4, 6 })
        {
            if (stretches.Count >= left)
                yield return stretches.Spread(VoiceStretches.LargestTwo(stretches, VoiceClusters.Join(stretches.Sums, left, weights), weights));
        }
    }

    private int[] Refine(List<VoiceChunk> chunks, int[] path, CancellationToken cancellationToken)
    {
        for (var round = 0; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var next = VoicePath.Find(chunks, Voices(chunks, path), weights);
            if (next.AsSpan().SequenceEqual(path))
                break;
            path = next;
        }

        return path;
    }

    private Voice[] Voices(List<VoiceChunk> chunks, int[] path) => [.. Sums(chunks, path).Select(sums => sums.ToVoice(weights))];

    private static VoiceSums[] Sums(List<VoiceChunk> chunks, int[] path)
    {
        VoiceSums[] sums = [new(chunks[0].Sums.Space), new(chunks[0].Sums.Space)];
        for (var i = 0; i < chunks.Count; i++)
            sums[path[i]].Add(chunks[i].Sums);
        return sums;
    }

    /// <summary>How much likelier the recording is with two voices than with one, changes of voice paid for.</summary>
    private static double Gain(List<VoiceChunk> chunks, int[] path, VoiceWeights weights)
    {
        var sums = Sums(chunks, path);
        var gain = sums[0].Evidence(weights) + sums[1].Evidence(weights) - sums[0].Evidence(weights, sums[1]);
        for (var i = 1; i < path.Length; i++)
        {
            if (path[i] != path[i - 1])
                gain -= chunks[i].AfterPause ? weights.SwitchAfterPause : weights.Switch;
        }

        return gain;
    }

    private static List<SpeechSpan> Spans(List<VoiceChunk> chunks, int[] path, int voice)
    {
        var spans = new List<SpeechSpan>();
        for (var i = 0; i < chunks.Count; i++)
        {
            if (path[i] != voice)
                continue;
            if (spans.Count > 0 && !chunks[i].AfterPause && spans[^1].End == chunks[i].Span.Start)
                spans[^1] = spans[^1] with { End = chunks[i].Span.End };
            else
                spans.Add(chunks[i].Span);
        }

        return spans;
    }
}
