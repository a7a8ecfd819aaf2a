using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Whisper.Decoding;

/// <summary>One window while it is being decoded.</summary>
internal sealed class DecodingRow(int window, double noSpeechProbability, double temperature, Random? draws, SpecialTokens special)
{
    private readonly List<float> _logProbabilities = [];
    private double _sum;
    private bool _looped;

    /// <summary>Index of the window in the batch that was given.</summary>
    public int Window { get; } = window;

    public List<int> Tokens { get; } = [];

    /// <summary>Latest timestamp, or -1.</summary>
    public int LastTimestamp { get; private set; } = -1;

    public bool Finished { get; private set; }

    /// <summary>Chooses the next token from scores that obey the rules.</summary>
    /// <param name="logits">Scores; changed at temperatures above zero.</param>
    /// <param name="limit">Most tokens.</param>
    /// <returns>The token.</returns>
    public int Choose(Span<float> logits, int limit)
    {
        var normaliser = Probability.LogSum(logits);
        var token = Probability.Choose(logits, temperature, draws);
        var logProbability = logits[token] - normaliser;
        _sum += logProbability;
        if (token == special.EndOfText)
        {
            Finished = true;
            return token;
        }

        Tokens.Add(token);
        _logProbabilities.Add(logProbability);
        if (token >= special.TimestampBegin)
            LastTimestamp = token;
        CutLoop();
        Finished |= Tokens.Count >= limit;
        return token;
    }

    public DecodedWindow Result() => new(
        Tokens,
        _logProbabilities,
        _sum / (Tokens.Count + 1),
        noSpeechProbability,
        temperature,
        _looped);

    private void CutLoop()
    {
        var excess = RepetitionCutter.FindLoop(Tokens, special.TimestampBegin);
        if (excess == 0)
            return;
        Tokens.RemoveRange(Tokens.Count - excess, excess);
        _logProbabilities.RemoveRange(_logProbabilities.Count - excess, excess);
        _looped = true;
        Finished = true;
    }
}
