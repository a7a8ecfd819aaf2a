using CallQA.Engines.Whisper.Alignment;
using CallQA.Engines.Whisper.Inference;
using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Whisper.Decoding;

/// <summary>Decodes a batch of encoded windows side by side; windows leave the batch as they finish.</summary>
internal sealed class BatchDecoder(WhisperNetwork network, WhisperVocabulary vocabulary, WhisperOptions options)
{
    private readonly TokenRules _rules = new(vocabulary, options.Timestamps, options.SuppressNonSpeech);
    private readonly TokenAligner? _aligner = options.AlignsWords ? new TokenAligner(network, vocabulary.Special) : null;

    /// <summary>Decodes at one temperature.</summary>
    /// <param name="windows">Encoded windows; used up by this call.</param>
    /// <param name="inputs">A prompt and a seed per window.</param>
    /// <param name="temperature">0 = the likeliest tokens.</param>
    /// <param name="cancellationToken">Stops between steps and layers.</param>
    /// <returns>One entry a window, in order.</returns>
    public DecodedWindow[] Decode(EncodedWindows windows, IReadOnlyList<WindowInput> inputs, double temperature, CancellationToken cancellationToken)
    {
        var special = vocabulary.Special;
        var prompt = inputs[0].Prompt;
        var limit = Math.Min(options.MaxTokens, network.Header.TextContext - prompt.Length);
        var beams = temperature > 0 ? options.BestOf : options.BeamSize;
        using var run = new DecoderRun(network, windows, prompt.Length + limit, beams, _aligner is null ? 0 : limit + 1, cancellationToken);
        var batch = new DecodingBatch(run, _rules, _aligner, temperature);
        using (var first = run.Prefill([.. inputs.Select(input => input.Prompt)], Array.IndexOf(prompt, special.StartOfTranscript)))
        {
            for (var i = 0; i < inputs.Count; i++)
                batch.Add(inputs[i], Probability.Of(special.NoSpeech, first.Row(i)), queries => Search(inputs[i], temperature, limit, queries));
        }

        run.Spread(beams);
        while (true)
        {
            batch.Advance();
            if (!batch.DropFinished())
                return batch.Results();
            batch.Step();
        }
    }

    private WindowSearch Search(WindowInput input, double temperature, int limit, QuerySource? queries) => temperature <= 0 && options.BeamSize > 1
        ? new BeamSearch(options.BeamSize, options.Patience, options.LengthPenalty, limit, vocabulary.Special, queries)
        : new SamplingSearch(temperature > 0 ? options.BestOf : 1, temperature, input.Seed, options.LengthPenalty, limit, vocabulary.Special, queries);
}
