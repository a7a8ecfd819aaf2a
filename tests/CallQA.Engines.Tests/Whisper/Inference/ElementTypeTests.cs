using CallQA.Engines.Tests.Whisper.Parity;
using CallQA.Engines.Whisper;
using CallQA.Engines.Whisper.Audio;
using CallQA.Engines.Whisper.Ggml;
using CallQA.Engines.Whisper.Inference;
using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Tests.Whisper.Inference;

/// <summary>Files of every element type and shape family give the numbers of the same weights as floats.</summary>
public sealed class ElementTypeTests : IDisposable
{
    private const int Frames = 400;
    private readonly TempFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Files
    {
        get
        {
            var files = new TheoryData<string, string>();
            foreach (var family in PeerShape.All.Keys)
            {
                foreach (var type in Enum.GetNames<GgmlType>())
                    files.Add(family, type);
            }

            return files;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Logits_AreThoseOfTheSameWeightsAsFloats_WhateverTheType(string family, string type)
    {
        using var file = GgmlFile.Open(await (PeerShape.All[family] with { Type = Enum.Parse<GgmlType>(type) }).WriteAsync(_folder));
        await FloatCopy.WriteAsync(file, _folder.File("floats.bin"));
        using var floats = GgmlFile.Open(_folder.File("floats.bin"));
        var expected = await LogitsAsync(floats, Precision.Fp32);

        Apart(await LogitsAsync(file, Precision.Fp32), expected).ShouldBeLessThan(0.002);
        Apart(await LogitsAsync(file, Precision.Int8), expected).ShouldBeLessThan(0.04);
    }

    private static async Task<float[]> LogitsAsync(GgmlFile file, Precision precision)
    {
        using var network = await WhisperNetwork.LoadAsync(file, 1, precision, Stop);
        var mel = new LogMel(file.Filters);
        var values = new float[mel.Bins * Frames];
        mel.Compute(TestAudio.Sweep(3), Frames, values);
        using var windows = network.Encode(values, 1, Frames, Stop);
        using var run = new DecoderRun(network, windows, 16);
        using var first = run.Prefill(SpecialTokens.For(file.Header.VocabularySize).Prompt(0, translate: false, timestamps: false));
        run.Step([1000]);
        return run.Logits(0).ToArray();
    }

    /// <summary>Root mean square of the difference over that of what was expected.</summary>
    private static double Apart(float[] values, float[] expected) =>
        Math.Sqrt(values.Zip(expected).Sum(pair => Math.Pow(pair.First - pair.Second, 2)) / expected.Sum(value => (double)value * value));
}
