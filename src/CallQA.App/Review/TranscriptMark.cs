using System.Security.Cryptography;
using System.Text;
using CallQA.Transcription;

namespace CallQA.App.Review;

/// <summary>Tells one transcript of a call from another: two with the same turns have the same mark.</summary>
internal static class TranscriptMark
{
    private const int Letters = 16;

    /// <summary>The mark of a transcript as the engine heard it.</summary>
    public static string Of(Transcript transcript) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', transcript.Turns.Select(turn => $"{turn.Speaker} {turn.Start?.Ticks} {turn.Text}")))))[..Letters];
}
