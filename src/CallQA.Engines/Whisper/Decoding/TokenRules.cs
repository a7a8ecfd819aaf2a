using System.Numerics.Tensors;
using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Whisper.Decoding;

/// <summary>
/// OpenAI's rules on which token may come next, applied to the scores of one step: suppressed tokens, no blank at the start,
/// timestamps in pairs and never going back, the first one early, and a timestamp whenever timestamps together are likelier
/// than any word.
/// </summary>
internal sealed class TokenRules
{
    private const float Never = float.NegativeInfinity;

    /// <summary>Largest first timestamp: 1.0 s in steps of 0.02 s.</summary>
    private const int MaxInitialTimestamp = 50;

    private readonly SpecialTokens _special;
    private readonly int[] _suppressed;
    private readonly int _blank;
    private readonly bool _timestamps;

    public TokenRules(WhisperVocabulary vocabulary, bool timestamps, bool suppressNonSpeech)
    {
        _special = vocabulary.Special;
        _timestamps = timestamps;
        _blank = vocabulary.Find(" ");
        var languages = Enumerable.Range(_special.FirstLanguage, _special.LanguageCount);
        int[] control =
        [
            _special.StartOfTranscript, _special.Translate, _special.Transcribe, _special.StartOfLanguageModel,
            _special.StartOfPrevious, _special.NoSpeech, _special.NoTimestamps,
        ];
        _suppressed = [.. control, .. languages, .. suppressNonSpeech ? vocabulary.NonSpeechTokens() : []];
    }

    /// <summary>Sets the scores of forbidden tokens to negative infinity.</summary>
    /// <param name="logits">Scores of all tokens; changed.</param>
    /// <param name="tokens">What was decoded so far, without the prompt.</param>
    /// <param name="lastTimestamp">Latest timestamp so far, or -1.</param>
    public void Apply(Span<float> logits, List<int> tokens, int lastTimestamp)
    {
        foreach (var token in _suppressed)
            logits[token] = Never;
        if (tokens.Count == 0)
        {
            logits[_special.EndOfText] = Never;
            if (_blank >= 0)
                logits[_blank] = Never;
        }

        if (_timestamps)
            ApplyTimestamps(logits, tokens, lastTimestamp);
        else
            logits[_special.TimestampBegin..].Fill(Never);
    }

    private void ApplyTimestamps(Span<float> logits, List<int> tokens, int lastTimestamp)
    {
        var begin = _special.TimestampBegin;
        var lastIs = tokens.Count > 0 && tokens[^1] >= begin;
        var beforeIs = tokens.Count < 2 || tokens[^2] >= begin;
        if (lastIs && beforeIs)
            logits[begin..].Fill(Never);
        else if (lastIs)
            logits[.._special.EndOfText].Fill(Never);

        if (lastTimestamp >= begin)
        {
            // A closing timestamp may be repeated as the next opening one; otherwise time must move on.
            var earliest = lastIs && !beforeIs ? lastTimestamp : lastTimestamp + 1;
            logits[begin..Math.Min(earliest, logits.Length)].Fill(Never);
        }

        if (tokens.Count == 0)
        {
            logits[..begin].Fill(Never);
            logits[Math.Min(begin + MaxInitialTimestamp + 1, logits.Length)..].Fill(Never);
        }

        PreferTimestamp(logits);
    }

    private void PreferTimestamp(Span<float> logits)
    {
        var text = logits[.._special.TimestampBegin];
        var times = logits[_special.TimestampBegin..];
        var bestText = TensorPrimitives.Max<float>(text);
        var bestTime = TensorPrimitives.Max<float>(times);
        if (float.IsNegativeInfinity(bestTime))
            return;
        var sum = 0.0;
        foreach (var score in times)
            sum += Math.Exp(score - bestTime);
        if (bestTime + Math.Log(sum) > bestText)
            text.Fill(Never);
    }
}
