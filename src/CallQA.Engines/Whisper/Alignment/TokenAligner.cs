using System.Numerics.Tensors;
using CallQA.Engines.Whisper.Inference;
using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Whisper.Alignment;

/// <summary>
/// Finds where in the audio each token is spoken, as OpenAI's word timestamps do: attention of the alignment heads, normalised over the
/// tokens, smoothed, averaged over the heads, and the best monotone way through it.
/// </summary>
internal sealed class TokenAligner(WhisperNetwork network, SpecialTokens special)
{
    /// <summary>Positions of the encoder in a second.</summary>
    private const double PositionsPerSecond = 50;

    private const float SmallestSpread = 1e-12f;

    private readonly int _headWidth = network.Header.TextState / network.Header.TextHeads;

    /// <summary>Where each token begins, in seconds, then where the last one ends.</summary>
    /// <param name="run">The pass that decoded the window, which is still in it.</param>
    /// <param name="window">The window's place in it.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="queries">Queries that led to each token, and to what followed the last one where there is more.</param>
    /// <param name="seconds">Length of the audio.</param>
    public IReadOnlyList<double> Align(DecoderRun run, int window, IReadOnlyList<int> tokens, float[] queries, double seconds)
    {
        var rows = SpokenRows(tokens, queries.Length / (network.Alignment.Count * _headWidth));
        if (rows.Count == 0)
            return [.. Enumerable.Repeat(0.0, tokens.Count), seconds];
        var positions = Math.Clamp((int)Math.Ceiling(seconds * PositionsPerSecond), 1, run.AudioPositions);
        var attention = new float[rows.Count * positions];
        for (var head = 0; head < network.Alignment.Count; head++)
        {
            var (layer, index) = network.Alignment[head];
            AddHead(run.CrossKeys(window, layer, index), queries, rows, head, attention);
        }

        return Spread(tokens, rows, TimeWarping.FirstColumns(attention, rows.Count, positions), seconds);
    }

    /// <summary>Steps that led to text, and the one after the last text: there it ends.</summary>
    private List<int> SpokenRows(IReadOnlyList<int> tokens, int steps)
    {
        var rows = Enumerable.Range(0, tokens.Count).Where(i => tokens[i] < special.EndOfText).ToList();
        if (rows.Count > 0 && rows[^1] + 1 < steps)
            rows.Add(rows[^1] + 1);
        return rows;
    }

    private void AddHead(ReadOnlySpan<float> keys, float[] queries, List<int> rows, int head, float[] sum)
    {
        var positions = sum.Length / rows.Count;
        var weights = new float[sum.Length];
        var scale = 1 / MathF.Sqrt(_headWidth);
        for (var row = 0; row < rows.Count; row++)
        {
            var query = queries.AsSpan(((rows[row] * network.Alignment.Count) + head) * _headWidth, _headWidth);
            var target = weights.AsSpan(row * positions, positions);
            for (var position = 0; position < positions; position++)
                target[position] = scale * TensorPrimitives.Dot(query, keys.Slice(position * _headWidth, _headWidth));
            TensorPrimitives.SoftMax(target, target);
        }

        Normalise(weights, positions);
        var smooth = new float[positions];
        for (var row = 0; row < rows.Count; row++)
        {
            MedianFilter.Apply(weights.AsSpan(row * positions, positions), smooth);
            var target = sum.AsSpan(row * positions, positions);
            TensorPrimitives.Add(target, smooth, target);
        }
    }

    /// <summary>Takes mean and spread over the tokens out of each position, so that a place all tokens look at counts for none.</summary>
    private static void Normalise(float[] weights, int positions)
    {
        var rows = weights.Length / positions;
        var mean = new float[positions];
        var spread = new float[positions];
        for (var row = 0; row < rows; row++)
            TensorPrimitives.Add(mean, weights.AsSpan(row * positions, positions), mean);
        TensorPrimitives.Divide(mean, rows, mean);
        for (var row = 0; row < rows; row++)
        {
            var values = weights.AsSpan(row * positions, positions);
            TensorPrimitives.Subtract(values, mean, values);
            TensorPrimitives.MultiplyAdd(values, values, spread, spread);
        }

        TensorPrimitives.Divide(spread, rows, spread);
        TensorPrimitives.Sqrt(spread, spread);
        TensorPrimitives.Max(spread, SmallestSpread, spread);
        for (var row = 0; row < rows; row++)
        {
            var values = weights.AsSpan(row * positions, positions);
            TensorPrimitives.Divide(values, spread, values);
        }
    }

    /// <summary>Gives the times of the spoken tokens to all: others begin with the next word.</summary>
    private double[] Spread(IReadOnlyList<int> tokens, List<int> rows, int[] columns, double seconds)
    {
        var starts = new double[tokens.Count + 1];
        var hasEnd = rows[^1] == tokens.Count || tokens[rows[^1]] >= special.EndOfText;
        Array.Fill(starts, hasEnd ? Time(columns[^1], seconds) : seconds);
        for (var (row, i) = (0, 0); row < rows.Count; row++)
        {
            for (; i <= rows[row]; i++)
                starts[i] = Time(columns[row], seconds);
        }

        return starts;
    }

    private static double Time(int column, double seconds) => Math.Min(column / PositionsPerSecond, seconds);
}
