using CallQA.Engines.Tests.Whisper;
using CallQA.Engines.Whisper.Ggml;

namespace CallQA.Benchmarks.Engine;

/// <summary>Model files of OpenAI's shapes with random weights, kept in the system's temporary folder.</summary>
internal static class RandomShapes
{
    private static readonly Dictionary<string, TinyModel> Shapes = new()
    {
        ["tiny"] = new() { Width = 384, Heads = 6, AudioLayers = 4, TextLayers = 4 },
        ["base"] = new() { Width = 512, Heads = 8, AudioLayers = 6, TextLayers = 6 },
        ["small"] = new() { Width = 768, Heads = 12, AudioLayers = 12, TextLayers = 12 },
        ["medium"] = new() { Width = 1024, Heads = 16, AudioLayers = 24, TextLayers = 24 },
        ["turbo"] = new() { Width = 1280, Heads = 20, AudioLayers = 32, TextLayers = 4, Mels = 128, Vocabulary = 51_866 },
        ["large"] = new() { Width = 1280, Heads = 20, AudioLayers = 32, TextLayers = 32, Mels = 128, Vocabulary = 51_866 },
    };

    public static async Task<string> WriteAsync(string shape, GgmlType type)
    {
        var path = Path.Combine(Path.GetTempPath(), $"callqa-random-{shape}-{type}.bin");
        if (!File.Exists(path))
        {
            var part = path + ".part";
            await using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
                (Shapes[shape] with { Type = type, NeverEnds = true }).WriteTo(stream);
            File.Move(part, path);
        }

        return path;
    }
}
