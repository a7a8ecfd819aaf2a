namespace CallQA.Engines.Whisper.Decoding;

/// <summary>What the decoder made of one window.</summary>
/// <param name="Tokens">Text and timestamp tokens, without prompt and end of text.</param>
/// <param name="LogProbabilities">Natural logarithm of each token's probability.</param>
/// <param name="MeanLogProbability">Mean over the tokens and the end of text.</param>
/// <param name="NoSpeechProbability">Probability of no speech at the first step, 0–1.</param>
/// <param name="Temperature">Temperature it was drawn at; 0 = the likeliest token each time.</param>
/// <param name="Looped">True when a repetition was cut off.</param>
/// <param name="Starts">
/// Where each token begins, in seconds from the window's start and never going back, then where the last one ends; null when word times
/// are not wanted.
/// </param>
/// <param name="LoopEnd">Latest timestamp token of the repetition that was cut off; -1 where there is none.</param>
internal sealed record DecodedWindow(
    IReadOnlyList<int> Tokens,
    IReadOnlyList<float> LogProbabilities,
    double MeanLogProbability,
    double NoSpeechProbability,
    double Temperature,
    bool Looped,
    IReadOnlyList<double>? Starts = null,
    int LoopEnd = -1)
{
    /// <summary>The first tokens only.</summary>
    public DecodedWindow Take(int count) => count == Tokens.Count ? this : this with
    {
        Tokens = [.. Tokens.Take(count)],
        LogProbabilities = [.. LogProbabilities.Take(count)],
        Starts = Starts is null ? null : [.. Starts.Take(count + 1)],
    };
}
