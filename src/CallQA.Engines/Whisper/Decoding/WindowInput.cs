namespace CallQA.Engines.Whisper.Decoding;

/// <summary>What the decoder is told of a window besides its sound.</summary>
/// <param name="Prompt">Tokens before the text, ending in the start of the transcript; of one length in a batch.</param>
/// <param name="Seed">Seed of draws.</param>
/// <param name="Seconds">Length of the audio without padding.</param>
internal sealed record WindowInput(int[] Prompt, int Seed, double Seconds);
