namespace CallQA.Engines.Speakers;

/// <summary>Runs of chunks within spans, long enough to tell a voice by.</summary>
/// <param name="Sums">Sums per stretch.</param>
/// <param name="StretchOfChunk">Which stretch each chunk is in.</param>
internal sealed record VoiceStretches(IReadOnlyList<VoiceSums> Sums, int[] StretchOfChunk)
{
    /// <summary>Number of stretches.</summary>
    public int Count => Sums.Count;

    /// <summary>Groups chunks, never across a pause.</summary>
    public static VoiceStretches Of(List<VoiceChunk> chunks, int length)
    {
        var (sums, stretch) = (new List<VoiceSums>(), new int[chunks.Count]);
        for (var start = 0; start < chunks.Count;)
        {
            var end = start + 1;
            while (end < chunks.Count && !chunks[end].AfterPause)
                end++;
            var pieces = Math.Max(1, (int)Math.Round((double)(end - start) / length));
            for (var piece = 0; piece < pieces; piece++)
            {
                var sum = new VoiceSums(chunks[0].Sums.Space);
                for (var i = start + ((end - start) * piece / pieces); i < start + ((end - start) * (piece + 1) / pieces); i++)
                {
                    sum.Add(chunks[i].Sums);
                    stretch[i] = sums.Count;
                }

                sums.Add(sum);
            }

            start = end;
        }

        return new VoiceStretches(sums, stretch);
    }

    /// <summary>From several clusters to two: the two largest are the voices, each other cluster goes to the one it is more like.</summary>
    public static int[] LargestTwo(VoiceStretches stretches, int[] clusters, VoiceWeights weights)
    {
        var sums = Enumerable.Range(0, clusters.Max() + 1).Select(_ => new VoiceSums(stretches.Sums[0].Space)).ToArray();
        for (var i = 0; i < clusters.Length; i++)
            sums[clusters[i]].Add(stretches.Sums[i]);
        var largest = Enumerable.Range(0, sums.Length).OrderByDescending(i => sums[i].Frames).Take(2).ToArray();
        var voices = largest.Select(i => sums[i].ToVoice(weights)).ToArray();
        var side = sums.Select((sum, i) => i == largest[0] ? 0 : i == largest[^1] ? 1 : sum.Fit(voices[0], weights) >= sum.Fit(voices[^1], weights) ? 0 : 1).ToArray();
        return [.. clusters.Select(cluster => side[cluster])];
    }

    /// <summary>From a value per stretch to one per chunk.</summary>
    public int[] Spread(int[] perStretch) => [.. StretchOfChunk.Select(stretch => perStretch[stretch])];
}
