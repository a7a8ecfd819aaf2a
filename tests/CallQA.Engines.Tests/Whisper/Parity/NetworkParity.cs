using CallQA.Engines.Whisper.Audio;
using CallQA.Engines.Whisper.Ggml;
using CallQA.Engines.Whisper.Inference;
using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Tests.Whisper.Parity;

/// <summary>How far CallQA's numbers are from whisper.cpp's: root mean square of the difference over that of the peer's.</summary>
/// <param name="Encoder">
/// Encoder output as the decoder sees it: the keys of all cross-attention heads, for whisper.cpp computed from its output.
/// </param>
/// <param name="Logits">Scores of the tokens, the worst step.</param>
/// <param name="SameBest">True when the likeliest token is the same at every step.</param>
internal sealed record NetworkParity(double Encoder, double Logits, bool SameBest)
{
    private const int LogitFirst = 7;
    private const int LogitStep = 400;

    /// <summary>Runs CallQA's network and compares.</summary>
    /// <param name="file">The model file.</param>
    /// <param name="network">The network loaded from it.</param>
    /// <param name="audio">Samples of the window at 16 kHz.</param>
    /// <param name="tokens">Tokens fed after the prompt.</param>
    /// <param name="peer">The peer's numbers.</param>
    public static NetworkParity Measure(GgmlFile file, WhisperNetwork network, float[] audio, IReadOnlyList<int> tokens, PeerNetwork peer)
    {
        var mel = new LogMel(file.Filters);
        var frames = 2 * peer.Encoder.Positions;
        var values = new float[mel.Bins * frames];
        mel.Compute(audio, frames, values);
        using var windows = network.Encode(values, 1, frames, CancellationToken.None);
        var encoder = CompareKeys(file, windows, peer.Encoder);
        using var run = new DecoderRun(network, windows, 32);
        using var first = run.Prefill(SpecialTokens.For(file.Header.VocabularySize).Prompt(0, translate: false, timestamps: false));
        var (logits, same) = (0.0, true);
        for (var step = 0; step < peer.Logits.Count; step++)
        {
            var ours = run.Logits(0);
            logits = Math.Max(logits, CompareLogits(ours, peer.Logits[step]));
            same &= System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(ours) == peer.Logits[step].Best;
            if (step < tokens.Count)
                run.Step([tokens[step]]);
        }

        return new NetworkParity(encoder, logits, same);
    }

    private static double CompareKeys(GgmlFile file, EncodedWindows windows, PeerEncoder peer)
    {
        var (width, heads) = (file.Header.TextState, file.Header.TextHeads);
        var headWidth = width / heads;
        var error = default(Difference);
        for (var layer = 0; layer < file.Header.TextLayers; layer++)
        {
            var weights = file.ReadFloats($"decoder.blocks.{layer}.cross_attn.key.weight", width, width);
            for (var head = 0; head < heads; head++)
            {
                var keys = windows.Keys(0, layer, head);
                foreach (var (position, row) in peer.Rows)
                {
                    var at = int.Parse(position, System.Globalization.CultureInfo.InvariantCulture) * headWidth;
                    for (var i = 0; i < headWidth; i++)
                    {
                        var weight = weights.AsSpan(((head * headWidth) + i) * width, width);
                        error.Add(keys[at + i], System.Numerics.Tensors.TensorPrimitives.Dot<float>(weight, row));
                    }
                }
            }
        }

        return error.Relative;
    }

    private static double CompareLogits(ReadOnlySpan<float> ours, PeerLogits peer)
    {
        var error = default(Difference);
        for (var i = 0; i < peer.Values.Length; i++)
            error.Add(ours[LogitFirst + (LogitStep * i)], peer.Values[i]);
        return error.Relative;
    }

    private struct Difference
    {
        private double _squares;
        private double _peer;

        public readonly double Relative => Math.Sqrt(_squares / _peer);

        public void Add(double ours, double peer)
        {
            _squares += (ours - peer) * (ours - peer);
            _peer += peer * peer;
        }
    }
}
