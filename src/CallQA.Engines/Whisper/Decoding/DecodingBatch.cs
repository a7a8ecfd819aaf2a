using CallQA.Engines.Whisper.Alignment;
using CallQA.Engines.Whisper.Inference;

namespace CallQA.Engines.Whisper.Decoding;

/// <summary>The windows of a running decoder pass with their searches.</summary>
internal sealed class DecodingBatch(DecoderRun run, TokenRules rules, TokenAligner? aligner, double temperature)
{
    private readonly List<Entry> _entries = [];
    private readonly List<DecodedWindow?> _results = [];
    private readonly List<RowCopy> _copies = [];
    private readonly List<int> _left = [];
    private int[] _next = [];

    /// <summary>Adds a window, in the order of the pass.</summary>
    /// <param name="input">The window.</param>
    /// <param name="noSpeech">Probability of no speech, 0–1.</param>
    /// <param name="search">Makes its search.</param>
    public void Add(WindowInput input, double noSpeech, Func<QuerySource?, WindowSearch> search)
    {
        var entry = new Entry(input, noSpeech, _entries.Count);
        entry.Search = search(aligner is null ? null : (row, steps) => Queries(entry, row, steps));
        _entries.Add(entry);
        _results.Add(null);
    }

    /// <summary>One entry a window, in the order they were added.</summary>
    public DecodedWindow[] Results() => [.. _results.Select(result => result!)];

    /// <summary>Chooses how every window goes on.</summary>
    public void Advance()
    {
        if (_next.Length < run.Rows)
            _next = new int[run.Rows];
        _copies.Clear();
        foreach (var entry in _entries)
        {
            var search = entry.Search!;
            var first = FirstRow(entry);
            for (var row = 0; row < search.Rows.Count; row++)
            {
                if (!search.Follows(row))
                    continue;
                var logits = run.Logits(first + row);
                rules.Apply(logits, search.Rows[row].Tokens, search.Rows[row].LastTimestamp);
                search.Look(row, logits);
            }

            var copied = _copies.Count;
            search.Advance(_copies, _next.AsSpan(first, search.Rows.Count));
            for (; copied < _copies.Count; copied++)
                _copies[copied] = new RowCopy(first + _copies[copied].From, first + _copies[copied].To);
        }
    }

    /// <summary>Lets rows go on as decided and takes out the windows that are done.</summary>
    /// <returns>True while windows are left.</returns>
    public bool DropFinished()
    {
        // A finished text may stand in a row that is still to become a copy.
        foreach (var (from, to) in _copies)
            run.Copy(from, to);
        _left.Clear();
        for (var i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Search!.Finished)
                _results[_entries[i].Index] = Finish(_entries[i]);
            else
                _left.Add(i);
        }

        if (_left.Count == 0 || _left.Count == _entries.Count)
            return _left.Count > 0;
        Compact();
        run.Keep(_left);
        return true;
    }

    /// <summary>Feeds all rows their next tokens.</summary>
    public void Step() => run.Step(_next.AsSpan(0, run.Rows));

    private void Compact()
    {
        var beams = run.Rows / run.Windows;
        for (var to = 0; to < _left.Count; to++)
        {
            _next.AsSpan(_left[to] * beams, beams).CopyTo(_next.AsSpan(to * beams, beams));
            _entries[to] = _entries[_left[to]];
            _entries[to].Position = to;
        }

        _entries.RemoveRange(_left.Count, _entries.Count - _left.Count);
    }

    private DecodedWindow Finish(Entry entry)
    {
        var (text, queries) = entry.Search!.Result();
        return new DecodedWindow(
            text.Tokens,
            text.LogProbabilities,
            text.Sum / (text.Tokens.Count + 1),
            entry.NoSpeech,
            temperature,
            text.Looped,
            queries is null ? null : aligner!.Align(run, entry.Position, text.Tokens, queries, entry.Input.Seconds),
            text.LoopEnd);
    }

    private int FirstRow(Entry entry) => entry.Position * (run.Rows / run.Windows);

    private float[] Queries(Entry entry, int row, int steps) => run.Queries(FirstRow(entry) + row, steps);

    private sealed class Entry(WindowInput input, double noSpeech, int index)
    {
        public WindowInput Input { get; } = input;

        public double NoSpeech { get; } = noSpeech;

        public int Index { get; } = index;

        /// <summary>Place among the windows that are left.</summary>
        public int Position { get; set; } = index;

        public WindowSearch? Search { get; set; }
    }
}
