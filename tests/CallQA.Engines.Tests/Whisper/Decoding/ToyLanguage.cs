using CallQA.Engines.Whisper.Decoding;
using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Tests.Whisper.Decoding;

/// <summary>A language of a few words in which the scores of the next word depend on all words before, as a decoder's do.</summary>
internal sealed class ToyLanguage(uint seed, int words)
{
    /// <summary>Ids 0 to words − 1 are text, the next one ends it.</summary>
    public SpecialTokens Special { get; } = new(true, 99, words, words + 1);

    public float[] Logits(IReadOnlyCollection<int> tokens)
    {
        var hash = tokens.Aggregate(seed, (sum, token) => unchecked((sum * 31) + (uint)token + 7));
        var random = new FixedRandom(hash);
        random.Next();
        float[] logits = [.. Enumerable.Range(0, words + 1).Select(_ => 3 * random.Next())];

        // As the decoder's rules have it, a text is not empty.
        if (tokens.Count == 0)
            logits[Special.EndOfText] = float.NegativeInfinity;
        return logits;
    }

    /// <summary>Runs a search as the decoder does: all rows looked at, then all fed.</summary>
    public SearchResult Run(WindowSearch search, int limit)
    {
        var fed = search.Rows.Select(_ => new List<int>()).ToArray();
        var next = new int[search.Rows.Count];
        for (var step = 0; step <= limit; step++)
        {
            for (var row = 0; row < fed.Length; row++)
            {
                if (!search.Follows(row))
                    continue;
                search.Rows[row].Tokens.ShouldBe(fed[row]);
                search.Look(row, Logits(fed[row]));
            }

            var copies = new List<RowCopy>();
            search.Advance(copies, next);
            copies.Select(copy => copy.To).Intersect(copies.Select(copy => copy.From)).ShouldBeEmpty();
            foreach (var (from, to) in copies)
                fed[to] = [.. fed[from]];
            if (search.Finished)
                return search.Result();
            for (var row = 0; row < fed.Length; row++)
                fed[row].Add(next[row]);
        }

        throw new InvalidOperationException("The search does not end.");
    }

    /// <summary>Sum of log-probabilities of a text, its end included where it is shorter than the limit.</summary>
    public double Sum(IReadOnlyList<int> tokens, int limit)
    {
        var sum = 0.0;
        for (var i = 0; i < Math.Min(tokens.Count + 1, limit); i++)
        {
            var logits = Logits([.. tokens.Take(i)]);
            sum += logits[i < tokens.Count ? tokens[i] : Special.EndOfText] - Probability.LogSum(logits);
        }

        return sum;
    }
}
