namespace CallQA.Engines.Speakers;

/// <summary>The likeliest voice of every chunk when voices do not change at random: Viterbi over two voices.</summary>
internal static class VoicePath
{
    /// <summary>Finds the path.</summary>
    /// <param name="chunks">The chunks in order.</param>
    /// <param name="voices">Two voices.</param>
    /// <param name="weights">What a change of voice costs.</param>
    /// <returns>0 or 1 per chunk.</returns>
    public static int[] Find(IReadOnlyList<VoiceChunk> chunks, Voice[] voices, VoiceWeights weights)
    {
        var stays = new bool[chunks.Count, 2];
        var (first, second) = (0.0, 0.0);
        for (var i = 0; i < chunks.Count; i++)
        {
            var cost = chunks[i].AfterPause ? weights.SwitchAfterPause : weights.Switch;
            (stays[i, 0], stays[i, 1]) = (first >= second - cost, second >= first - cost);
            (first, second) = (Math.Max(first, second - cost), Math.Max(second, first - cost));
            first += chunks[i].Sums.Fit(voices[0], weights);
            second += chunks[i].Sums.Fit(voices[1], weights);
        }

        var path = new int[chunks.Count];
        var voice = first >= second ? 0 : 1;
        for (var i = chunks.Count - 1; i >= 0; i--)
        {
            path[i] = voice;
            voice = stays[i, voice] ? voice : 1 - voice;
        }

        return path;
    }
}
