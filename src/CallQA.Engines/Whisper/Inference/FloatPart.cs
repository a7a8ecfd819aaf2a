using System.Runtime.Intrinsics;
using CallQA.Engines.Whisper.Ggml;
using CallQA.Engines.Whisper.Onnx;

namespace CallQA.Engines.Whisper.Inference;

/// <summary>
/// One of the encoder's parts (see <see cref="EncoderGraph"/>, from part 1 on) on products of our own: what arrives goes through a layer and is added to the sum, the
/// sum is normalised and goes through the next layer.
/// </summary>
/// <param name="added">What arrives goes through it.</param>
/// <param name="norm">Normalises the sum.</param>
/// <param name="next">What leaves comes from it; null at the encoder's end, which the normalised sum is.</param>
internal sealed class FloatPart(FloatLinear added, FloatNorm norm, FloatLinear? next) : IDisposable
{
    /// <summary>Whether the processor and the model's width are made for it.</summary>
    public static bool Suits(GgmlHeader header) => Vector512.IsHardwareAccelerated && header.AudioState % FloatLinear.Panel == 0;

    /// <summary>Loads all parts but the first, side by side.</summary>
    /// <param name="file">The model.</param>
    /// <param name="cancellationToken">Stops between parts.</param>
    public static async Task<IReadOnlyList<FloatPart>> LoadAllAsync(GgmlFile file, CancellationToken cancellationToken)
    {
        var parts = Enumerable.Range(1, EncoderGraph.PartsOf(file.Header) - 1).Select(part => Task.Run(() => Read(file, part), cancellationToken)).ToArray();
        try
        {
            return await Task.WhenAll(parts);
        }
        catch
        {
            foreach (var part in parts.Where(part => part.IsCompletedSuccessfully))
                (await part).Dispose();
            throw;
        }
    }

    /// <summary>Takes a window's rows through it. All memory has room for a multiple of <see cref="FloatProducts.Rows"/> rows, but the end's.</summary>
    /// <param name="arriving">What attention found, or the activated inner values.</param>
    /// <param name="count">Rows.</param>
    /// <param name="sum">What the layers add to.</param>
    /// <param name="normed">Takes the normalised sum.</param>
    /// <param name="leaving">Takes queries, keys and values, or inner values, not yet activated.</param>
    /// <param name="work">Does it.</param>
    /// <param name="threads">Threads to use.</param>
    public unsafe void Run(float* arriving, int count, float* sum, float* normed, float* leaving, HelpedWork work, int threads)
    {
        added.Apply(arriving, count, sum, add: true, work, threads);
        norm.Apply(sum, normed, count, work, threads);
        next?.Apply(normed, count, leaving, add: false, work, threads);
    }

    public void Dispose()
    {
        added.Dispose();
        next?.Dispose();
    }

    private static FloatPart Read(GgmlFile file, int part)
    {
        var (width, layer) = (file.Header.AudioState, part / 2);
        if (part % 2 == 1)
        {
            var block = EncoderGraph.Name(layer);
            return new FloatPart(
                FloatLinear.Read(file, width, width, (block + ".attn.out", true)),
                FloatNorm.Read(file, block + ".mlp_ln", width),
                FloatLinear.Read(file, width, 4 * width, (block + ".mlp.0", true)));
        }

        var added = FloatLinear.Read(file, 4 * width, width, (EncoderGraph.Name(layer - 1) + ".mlp.2", true));
        if (layer == file.Header.AudioLayers)
            return new FloatPart(added, FloatNorm.Read(file, "encoder.ln_post", width), next: null);
        var attention = EncoderGraph.Name(layer) + ".attn";
        return new FloatPart(
            added,
            FloatNorm.Read(file, attention + "_ln", width),
            FloatLinear.Read(file, width, width, (attention + ".query", true), (attention + ".key", false), (attention + ".value", true)));
    }
}
