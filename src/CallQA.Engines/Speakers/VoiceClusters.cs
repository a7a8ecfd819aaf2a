namespace CallQA.Engines.Speakers;

/// <summary>Joins stretches of speech bottom up, those most surely of one voice first.</summary>
internal static class VoiceClusters
{
    /// <summary>Joining takes time with the square of the number; longer recordings are joined block by block, then the blocks.</summary>
    private const int BlockSize = 240;

    private const int KeptOfBlock = 24;

    /// <summary>Joins until so many are left.</summary>
    /// <param name="stretches">Sums per stretch.</param>
    /// <param name="left">Clusters to be left.</param>
    /// <param name="weights">How stretches are compared.</param>
    /// <returns>For each stretch the cluster it fell into, 0 to <paramref name="left"/> − 1.</returns>
    public static int[] Join(IReadOnlyList<VoiceSums> stretches, int left, VoiceWeights weights)
    {
        if (stretches.Count <= BlockSize)
            return JoinAll(stretches, left, weights);
        var (clusters, members) = (new List<VoiceSums>(), new int[stretches.Count]);
        for (var start = 0; start < stretches.Count; start += BlockSize)
        {
            var block = stretches.Skip(start).Take(BlockSize).ToList();
            var joined = JoinAll(block, Math.Min(KeptOfBlock, block.Count), weights);
            for (var i = 0; i < joined.Length; i++)
                members[start + i] = clusters.Count + joined[i];
            clusters.AddRange(Sums(block, joined));
        }

        var above = Join(clusters, left, weights);
        return [.. members.Select(member => above[member])];
    }

    private static VoiceSums[] Sums(List<VoiceSums> stretches, int[] members)
    {
        var sums = Enumerable.Range(0, members.Max() + 1).Select(_ => new VoiceSums(stretches[0].Space)).ToArray();
        for (var i = 0; i < members.Length; i++)
            sums[members[i]].Add(stretches[i]);
        return sums;
    }

    private static int[] JoinAll(IReadOnlyList<VoiceSums> stretches, int left, VoiceWeights weights)
    {
        var members = Enumerable.Range(0, stretches.Count).ToArray();
        var sums = Sums([.. stretches], members);
        var evidence = sums.Select(sum => sum.Evidence(weights)).ToArray();
        var alive = Enumerable.Range(0, sums.Length).ToList();
        var gains = Gains(sums, evidence, weights);
        while (alive.Count > left)
        {
            var (a, b) = Best(alive, gains);
            sums[a].Add(sums[b]);
            evidence[a] = sums[a].Evidence(weights);
            alive.Remove(b);
            for (var i = 0; i < members.Length; i++)
                members[i] = members[i] == b ? a : members[i];
            foreach (var other in alive.Where(other => other != a))
                gains[Math.Min(a, other), Math.Max(a, other)] = sums[a].Evidence(weights, sums[other]) - evidence[a] - evidence[other];
        }

        return [.. members.Select(member => alive.IndexOf(member))];
    }

    private static double[,] Gains(VoiceSums[] sums, double[] evidence, VoiceWeights weights)
    {
        var gains = new double[sums.Length, sums.Length];
        for (var a = 0; a < sums.Length; a++)
        {
            for (var b = a + 1; b < sums.Length; b++)
                gains[a, b] = sums[a].Evidence(weights, sums[b]) - evidence[a] - evidence[b];
        }

        return gains;
    }

    private static (int A, int B) Best(List<int> alive, double[,] gains)
    {
        var (best, highest) = ((alive[0], alive[1]), double.NegativeInfinity);
        for (var i = 0; i < alive.Count; i++)
        {
            for (var j = i + 1; j < alive.Count; j++)
            {
                if (gains[alive[i], alive[j]] > highest)
                    (best, highest) = ((alive[i], alive[j]), gains[alive[i], alive[j]]);
            }
        }

        return best;
    }
}
