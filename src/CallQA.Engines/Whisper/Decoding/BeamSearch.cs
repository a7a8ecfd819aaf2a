using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Whisper.Decoding;

/// <summary>
/// Follows the best few hypotheses at every step. Those that end are set aside until there are enough of them; the best of these
/// is the result. Semantics as in OpenAI's reference: patience, ranking by length-normalised log-probability.
/// </summary>
internal sealed class BeamSearch : WindowSearch
{
    private readonly Hypothesis[] _rows;
    private readonly bool[] _alive;
    private readonly TokenScore[] _looked;
    private readonly List<Candidate> _candidates = [];
    private readonly List<Candidate> _kept = [];
    private readonly List<SearchResult> _ended = [];
    private readonly List<SearchResult> _looped = [];
    private readonly SpecialTokens _special;
    private readonly QuerySource? _queries;
    private readonly double? _lengthPenalty;
    private readonly int _enough;
    private readonly int _limit;

    /// <param name="beams">Hypotheses followed side by side.</param>
    /// <param name="patience">As <see cref="WhisperOptions.Patience"/>.</param>
    /// <param name="lengthPenalty">As <see cref="WhisperOptions.LengthPenalty"/>.</param>
    /// <param name="limit">Most tokens.</param>
    /// <param name="special">The model's special tokens.</param>
    /// <param name="queries">Gives queries where word times are wanted.</param>
    public BeamSearch(int beams, double patience, double? lengthPenalty, int limit, SpecialTokens special, QuerySource? queries)
    {
        _rows = [.. Enumerable.Range(0, beams).Select(_ => new Hypothesis(special))];
        _alive = new bool[beams];

        // All rows begin alike: only one of them may grow, or every beam would be the same.
        _alive[0] = true;
        _looked = new TokenScore[beams + 1];
        _enough = Math.Max(1, (int)Math.Round(beams * patience));
        (_lengthPenalty, _limit, _special, _queries) = (lengthPenalty, limit, special, queries);
    }

    public override IReadOnlyList<Hypothesis> Rows => _rows;

    public override bool Finished => _ended.Count >= _enough || !_alive.AsSpan().Contains(true) || FirstAlive().Tokens.Count >= _limit;

    public override bool Follows(int row) => _alive[row];

    public override void Look(int row, ReadOnlySpan<float> logits)
    {
        var sum = Probability.LogSum(logits);
        var found = Probability.Top(logits, _looked);
        foreach (var (token, score) in _looked.AsSpan(0, found))
            _candidates.Add(new Candidate(row, token, score - sum, _rows[row].Sum + (score - sum)));
    }

    public override void Advance(List<RowCopy> copies, Span<int> next)
    {
        _candidates.Sort(Candidate.Compare);
        _kept.Clear();
        foreach (var candidate in _candidates)
        {
            if (_kept.Count == _rows.Length)
                break;
            if (candidate.Token == _special.EndOfText)
                SetAside(candidate);
            else
                _kept.Add(candidate);
        }

        _candidates.Clear();
        Place(copies);
        Grow(next);
    }

    public override SearchResult Result()
    {
        var results = new List<SearchResult>(_ended);
        var unfinished = Enumerable.Range(0, _rows.Length).Where(row => _alive[row]).OrderByDescending(row => _rows[row].Sum);
        foreach (var row in unfinished.Take(Math.Max(0, _rows.Length - results.Count)))
            results.Add(Record(row, _rows[row]));
        return (results.Count > 0 ? results : _looped).MaxBy(result => result.Hypothesis.Score(_lengthPenalty))!;
    }

    /// <summary>Keeps an ended hypothesis. Candidates come best first: what finds no room any more is worse.</summary>
    private void SetAside(Candidate candidate)
    {
        if (_ended.Count >= _enough)
            return;
        var hypothesis = new Hypothesis(_special);
        hypothesis.CopyFrom(_rows[candidate.Row]);
        hypothesis.Append(candidate.Token, candidate.LogProbability);
        _ended.Add(Record(candidate.Row, hypothesis));
    }

    /// <summary>Gives each kept candidate a row: its parent's where that is free, so that little has to be copied.</summary>
    private void Place(List<RowCopy> copies)
    {
        Array.Clear(_alive);
        for (var i = 0; i < _kept.Count; i++)
        {
            var parent = _kept[i].Row;
            _kept[i] = _kept[i] with { To = _alive[parent] ? -1 : parent };
            _alive[parent] = true;
        }

        for (var i = 0; i < _kept.Count; i++)
        {
            if (_kept[i].To >= 0)
                continue;
            var free = Array.IndexOf(_alive, false);
            _alive[free] = true;
            _kept[i] = _kept[i] with { To = free };
            _rows[free].CopyFrom(_rows[_kept[i].Row]);
            copies.Add(new RowCopy(_kept[i].Row, free));
        }
    }

    private void Grow(Span<int> next)
    {
        next.Fill(_special.EndOfText);
        foreach (var candidate in _kept)
        {
            var row = _rows[candidate.To];
            row.Append(candidate.Token, candidate.LogProbability);
            next[candidate.To] = candidate.Token;
            if (!row.Looped)
                continue;

            // A repetition is likelier than any honest text: it must not win against one.
            var cut = new Hypothesis(_special);
            cut.CopyFrom(row);
            _looped.Add(Record(candidate.Row, cut));
            _alive[candidate.To] = false;
        }
    }

    private SearchResult Record(int row, Hypothesis hypothesis) => new(hypothesis, _queries?.Invoke(row, hypothesis.Tokens.Count + 1));

    private Hypothesis FirstAlive() => _rows[Array.IndexOf(_alive, true)];

    /// <summary>A hypothesis with one more token.</summary>
    private readonly record struct Candidate(int Row, int Token, float LogProbability, double Sum, int To = -1)
    {
        /// <summary>The best first; equals in a fixed order.</summary>
        public static int Compare(Candidate a, Candidate b) =>
            a.Sum != b.Sum ? b.Sum.CompareTo(a.Sum) : a.Row != b.Row ? a.Row.CompareTo(b.Row) : a.Token.CompareTo(b.Token);
    }
}
