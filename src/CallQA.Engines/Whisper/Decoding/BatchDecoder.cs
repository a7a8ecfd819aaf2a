using CallQA.Engines.Whisper.Inference;
using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Whisper.Decoding;

/// <summary>Decodes a batch of encoded windows side by side; rows leave the batch as they finish.</summary>
internal sealed class BatchDecoder(WhisperNetwork network, WhisperVocabulary vocabulary, WhisperOptions options)
{
    private readonly TokenRules _rules = new(vocabulary, options.Timestamps, options.SuppressNonSpeech);

    /// <summary>Decodes at one temperature.</summary>
    /// <param name="windows">Encoded windows; used up by this call.</param>
    /// <param name="language">Index of the language spoken.</param>
    /// <param name="temperature">0 = the likeliest token each time.</param>
    /// <param name="seeds">A seed per window for the draws.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>One entry a window, in order.</returns>
    public DecodedWindow[] Decode(EncodedWindows windows, int language, double temperature, IReadOnlyList<int> seeds, CancellationToken cancellationToken)
    {
        var special = vocabulary.Special;
        var prompt = special.Prompt(language, options.Translate, options.Timestamps);
        var limit = Math.Min(options.MaxTokens, network.Header.TextContext - prompt.Length);
        var results = new DecodedWindow[windows.Count];
        using var run = new DecoderRun(network, windows, prompt.Length + limit);
        var rows = new List<DecodingRow>();
        using (var first = run.Prefill(prompt))
        {
            for (var row = 0; row < windows.Count; row++)
            {
                var noSpeech = Probability.Of(special.NoSpeech, first.Row(row));
                rows.Add(new DecodingRow(row, noSpeech, temperature, temperature > 0 ? new Random(seeds[row]) : null, special));
            }
        }

        var next = new int[rows.Count];
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ChooseAll(run, rows, next, limit);
            if (!DropFinished(run, rows, next, results))
                return results;
            run.Step(next.AsSpan(0, rows.Count));
        }
    }

    private void ChooseAll(DecoderRun run, List<DecodingRow> rows, int[] next, int limit)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            var logits = run.Logits(row);
            _rules.Apply(logits, rows[row].Tokens, rows[row].LastTimestamp);
            next[row] = rows[row].Choose(logits, limit);
        }
    }

    /// <returns>True while rows are left.</returns>
    private static bool DropFinished(DecoderRun run, List<DecodingRow> rows, int[] next, DecodedWindow[] results)
    {
        if (!rows.Exists(row => row.Finished))
            return true;
        var left = new List<int>();
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows[row].Finished)
                results[rows[row].Window] = rows[row].Result();
            else
                left.Add(row);
        }

        if (left.Count == 0)
            return false;
        for (var to = 0; to < left.Count; to++)
            (next[to], rows[to]) = (next[left[to]], rows[left[to]]);
        rows.RemoveRange(left.Count, rows.Count - left.Count);
        run.Keep(left);
        return true;
    }
}
