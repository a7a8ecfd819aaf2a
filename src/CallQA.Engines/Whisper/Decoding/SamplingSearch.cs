using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Whisper.Decoding;

/// <summary>
/// Takes the likeliest token at temperature 0 and draws above it; of several draws, which do not influence each other, the best
/// is the result.
/// </summary>
internal sealed class SamplingSearch : WindowSearch
{
    private readonly Hypothesis[] _rows;
    private readonly int[] _next;
    private readonly Random[]? _draws;
    private readonly double _temperature;
    private readonly double? _lengthPenalty;
    private readonly int _limit;
    private readonly int _end;
    private readonly QuerySource? _queries;

    /// <param name="rows">Draws side by side; 1 at temperature 0.</param>
    /// <param name="temperature">0 = the likeliest token each time.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="lengthPenalty">As <see cref="WhisperOptions.LengthPenalty"/>.</param>
    /// <param name="limit">Most tokens.</param>
    /// <param name="special">The model's special tokens.</param>
    /// <param name="queries">Gives queries where word times are wanted.</param>
    public SamplingSearch(int rows, double temperature, int seed, double? lengthPenalty, int limit, SpecialTokens special, QuerySource? queries)
    {
        _rows = [.. Enumerable.Range(0, rows).Select(_ => new Hypothesis(special))];
        _next = new int[rows];
        _draws = temperature > 0 ? [.. Enumerable.Range(0, rows).Select(row => new Random(unchecked((seed * 31) + row)))] : null;
        (_temperature, _lengthPenalty, _limit, _end, _queries) = (temperature, lengthPenalty, limit, special.EndOfText, queries);
    }

    public override IReadOnlyList<Hypothesis> Rows => _rows;

    public override bool Finished
    {
        get
        {
            foreach (var row in _rows)
            {
                if (Goes(row))
                    return false;
            }

            return true;
        }
    }

    public override bool Follows(int row) => Goes(_rows[row]);

    public override void Look(int row, ReadOnlySpan<float> logits)
    {
        var token = Probability.Choose(logits, _temperature, _draws?[row]);
        _rows[row].Append(token, logits[token] - Probability.LogSum(logits));
        _next[row] = token;
    }

    public override void Advance(List<RowCopy> copies, Span<int> next)
    {
        // A text that has ended waits for the others; what it is fed does not matter.
        for (var row = 0; row < _rows.Length; row++)
            next[row] = Goes(_rows[row]) ? _next[row] : _end;
    }

    public override SearchResult Result()
    {
        var best = 0;
        for (var row = 1; row < _rows.Length; row++)
        {
            if (IsBetter(_rows[row], _rows[best]))
                best = row;
        }

        return new SearchResult(_rows[best], _queries?.Invoke(best, _rows[best].Tokens.Count + 1));
    }

    private bool Goes(Hypothesis row) => !row.Ended && row.Tokens.Count < _limit;

    private bool IsBetter(Hypothesis a, Hypothesis b) => a.Looped == b.Looped
        ? a.Score(_lengthPenalty) > b.Score(_lengthPenalty)
        : b.Looped;
}
