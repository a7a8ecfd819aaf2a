using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Whisper.Decoding;

/// <summary>A way of hearing a window, token by token.</summary>
internal sealed class Hypothesis(SpecialTokens special)
{
    private readonly List<int> _tokens = [];
    private readonly List<float> _logProbabilities = [];

    /// <summary>Text and timestamp tokens, without prompt and end of text.</summary>
    public List<int> Tokens => _tokens;

    /// <summary>Natural logarithm of each token's probability.</summary>
    public IReadOnlyList<float> LogProbabilities => _logProbabilities;

    /// <summary>Sum of the tokens' log-probabilities, the end of text included.</summary>
    public double Sum { get; private set; }

    /// <summary>Latest timestamp, or -1.</summary>
    public int LastTimestamp { get; private set; } = -1;

    /// <summary>True when nothing may follow: the text ended or a repetition was cut off.</summary>
    public bool Ended { get; private set; }

    /// <summary>True when a repetition was cut off.</summary>
    public bool Looped { get; private set; }

    /// <summary>Latest timestamp of what was cut off, or -1.</summary>
    public int LoopEnd { get; private set; } = -1;

    /// <summary>Adds the next token, then cuts off what has become a repetition.</summary>
    public void Append(int token, float logProbability)
    {
        Sum += logProbability;
        if (token == special.EndOfText)
        {
            Ended = true;
            return;
        }

        _tokens.Add(token);
        _logProbabilities.Add(logProbability);
        if (token >= special.TimestampBegin)
            LastTimestamp = token;
        CutLoop();
    }

    /// <summary>Becomes the same as another one.</summary>
    public void CopyFrom(Hypothesis other)
    {
        _tokens.Clear();
        _tokens.AddRange(other._tokens);
        _logProbabilities.Clear();
        _logProbabilities.AddRange(other._logProbabilities);
        (Sum, LastTimestamp, Ended, Looped, LoopEnd) = (other.Sum, other.LastTimestamp, other.Ended, other.Looped, other.LoopEnd);
    }

    /// <summary>By what hypotheses of different length are compared: the mean log-probability, or the sum over a length penalty.</summary>
    /// <param name="lengthPenalty">As <see cref="WhisperOptions.LengthPenalty"/>.</param>
    public double Score(double? lengthPenalty) =>
        Sum / (lengthPenalty is { } exponent ? Math.Pow((5 + _tokens.Count) / 6.0, exponent) : Math.Max(1, _tokens.Count));

    private void CutLoop()
    {
        var excess = RepetitionCutter.FindLoop(_tokens, special.TimestampBegin);
        if (excess == 0)
            return;
        LoopEnd = LastTimestamp;
        for (var i = _tokens.Count - excess; i < _tokens.Count; i++)
            Sum -= _logProbabilities[i];
        _tokens.RemoveRange(_tokens.Count - excess, excess);
        _logProbabilities.RemoveRange(_logProbabilities.Count - excess, excess);
        LastTimestamp = _tokens.FindLast(token => token >= special.TimestampBegin) is > 0 and var last ? last : -1;
        Looped = Ended = true;
    }
}
