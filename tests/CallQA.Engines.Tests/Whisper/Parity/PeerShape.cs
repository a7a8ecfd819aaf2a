using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Engines.Tests.Whisper.Parity;

/// <summary>Small models with random weights of the three families that whisper.cpp was run on.</summary>
internal static class PeerShape
{
    public static IReadOnlyDictionary<string, TinyModel> All { get; } = new Dictionary<string, TinyModel>
    {
        ["english"] = new() { Vocabulary = 51_864, Width = 64, Heads = 2, TextLayers = 3, Seed = 3 },
        ["multilingual"] = new() { Width = 96, Heads = 3, Seed = 2 },
        ["large-v3"] = new() { Vocabulary = 51_866, Mels = 128, Width = 64, Heads = 4, Seed = 4, Type = GgmlType.F32 },
    };

    /// <summary>The sound they hear.</summary>
    public static float[] Audio() => TestAudio.Sweep(4);
}
