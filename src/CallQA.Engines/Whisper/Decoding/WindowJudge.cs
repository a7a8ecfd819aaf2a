using System.IO.Compression;
using System.Text;

namespace CallQA.Engines.Whisper.Decoding;

/// <summary>Whether to believe a decoded window.</summary>
internal sealed class WindowJudge(WhisperOptions options)
{
    /// <summary>Temperatures tried one after the other.</summary>
    public static readonly double[] Temperatures = [0, 0.2, 0.4, 0.6, 0.8, 1.0];

    /// <summary>True when the window holds no speech: its text, if any, is invented.</summary>
    public bool IsSilent(DecodedWindow window) =>
        window.NoSpeechProbability > options.NoSpeechThreshold && window.MeanLogProbability < options.LogProbabilityThreshold;

    /// <summary>True when the window should be decoded again at a higher temperature.</summary>
    public bool LooksWrong(DecodedWindow window, string text) =>
        !IsSilent(window)
        && (window.Looped
            || window.MeanLogProbability < options.LogProbabilityThreshold
            || CompressionRatio(text) > options.CompressionRatioThreshold);

    /// <summary>Bytes of the text over its bytes when compressed: high for text that repeats itself.</summary>
    public static double CompressionRatio(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length == 0)
            return 1;
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(bytes);
        return (double)bytes.Length / packed.Length;
    }
}
