using System.Text.Json;

namespace CallQA.Engines.Tests.Whisper.Parity;

/// <summary>What whisper.cpp computed of one window, as its program prints it.</summary>
/// <param name="Encoder">The encoder's output.</param>
/// <param name="Logits">After the prompt and after each token fed.</param>
internal sealed record PeerNetwork(PeerEncoder Encoder, IReadOnlyList<PeerLogits> Logits);

/// <summary>Some positions of an encoder's output.</summary>
/// <param name="Norm">Root of the sum of squares over all positions.</param>
/// <param name="Positions">Positions in all.</param>
/// <param name="Rows">Numbers of a position, by its index.</param>
internal sealed record PeerEncoder(double Norm, int Positions, IReadOnlyDictionary<string, float[]> Rows);

/// <summary>Scores of tokens at one step.</summary>
/// <param name="Best">The likeliest token.</param>
/// <param name="Norm">Root of the sum of squares over all tokens.</param>
/// <param name="Values">Every 400th, from the seventh on.</param>
internal sealed record PeerLogits(int Best, double Norm, float[] Values);

/// <summary>What whisper.cpp heard in one window.</summary>
internal sealed record PeerText(IReadOnlyList<PeerSegment> Segments);

/// <summary>A stretch of text.</summary>
/// <param name="Start">Seconds from the window's start.</param>
/// <param name="End">Seconds from the window's start.</param>
/// <param name="Tokens">Text tokens.</param>
internal sealed record PeerSegment(double Start, double End, IReadOnlyList<int> Tokens);

/// <summary>A window of a sample call.</summary>
/// <param name="Call">The call.</param>
/// <param name="Channel">Index of the channel.</param>
/// <param name="Pieces">First sample and sample after the last of each piece, at 16 kHz.</param>
/// <param name="Context">Positions of the encoder.</param>
internal sealed record SampleWindow(string Call, int Channel, IReadOnlyList<int> Pieces, int Context);

/// <summary>Figures of whisper.cpp on the sample calls.</summary>
/// <param name="About">How they were made.</param>
/// <param name="Sha256">Hash of the model file that they belong to.</param>
/// <param name="Windows">The windows heard.</param>
/// <param name="Tokens">Tokens fed for <paramref name="Network"/>.</param>
/// <param name="Network">The first windows' numbers.</param>
/// <param name="Greedy">Texts of the likeliest tokens, without timestamps.</param>
/// <param name="Timed">The same with timestamps.</param>
/// <param name="Beam">Texts of five beams, without timestamps.</param>
internal sealed record SampleFigures(
    string About,
    string Sha256,
    IReadOnlyList<SampleWindow> Windows,
    IReadOnlyList<int> Tokens,
    IReadOnlyList<PeerNetwork> Network,
    IReadOnlyList<PeerText> Greedy,
    IReadOnlyList<PeerText> Timed,
    IReadOnlyList<PeerText> Beam);

/// <summary>Figures of whisper.cpp on models with random weights, by the name of their shape.</summary>
/// <param name="About">How they were made.</param>
/// <param name="Tokens">Tokens fed.</param>
/// <param name="Shapes">Numbers of each shape.</param>
internal sealed record ShapeFigures(string About, IReadOnlyList<int> Tokens, IReadOnlyDictionary<string, PeerNetwork> Shapes);

/// <summary>Where the figures are.</summary>
internal static class PeerFigures
{
    public const string Samples = "whisper-cpp-samples.json";
    public const string Shapes = "whisper-cpp-shapes.json";

    /// <summary>Reads one of the files.</summary>
    public static async Task<T> ReadAsync<T>(string path)
    {
        await using var stream = File.OpenRead(path);
        return (await JsonSerializer.DeserializeAsync<T>(stream, JsonSerializerOptions.Web))!;
    }
}
