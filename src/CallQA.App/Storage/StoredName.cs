using System.Diagnostics;
using System.Security.Cryptography;

namespace CallQA.App.Storage;

/// <summary>What recordings are called where they are kept, <c>ab/ab12…ef.wav</c>: their hash, with the extension they came with.</summary>
internal static class StoredName
{
    private const int LongestExtension = 8;
    private const int HashDigits = SHA256.HashSizeInBytes * 2;

    /// <summary>The name of a recording.</summary>
    /// <param name="contentHash">Its SHA-256.</param>
    /// <param name="sourcePath">The file it came as.</param>
    public static string Of(string contentHash, string sourcePath) => Stem(contentHash) + ExtensionOf(sourcePath);

    /// <summary>The name without its extension, with which all names of a recording begin.</summary>
    public static string Stem(string contentHash)
    {
        Debug.Assert(IsHash(contentHash));
        return $"{contentHash[..2]}/{contentHash}";
    }

    /// <summary>The hash that a name tells; null when it is not the name of a recording.</summary>
    public static string? HashOf(string name) => Path.GetFileNameWithoutExtension(name) is var stem && IsHash(stem) ? stem : null;

    private static bool IsHash(string text) => text.Length == HashDigits && text.All(char.IsAsciiHexDigitLower);

    private static string ExtensionOf(string path)
    {
        var extension = Path.GetExtension(path);
        return extension.Length is > 1 and <= LongestExtension + 1 && extension.Skip(1).All(char.IsAsciiLetterOrDigit)
            ? extension.ToLowerInvariant()
            : "";
    }
}
