using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace CallQA.Recordings;

/// <summary>
/// Identifiers of calls that are safe as file names and in addresses: 1 to 120 of the characters A–Z a–z 0–9 . _ -, the
/// first a letter, digit or underscore, the last not a full stop.
/// </summary>
public static class CallId
{
    /// <summary>Longest identifier, in characters.</summary>
    public const int MaximumLength = 120;

    private const int MarkLength = 8;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Whether a text is an identifier as it stands.</summary>
    /// <param name="text">The text; null is none.</param>
    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= MaximumLength }
        && !text.AsSpan().ContainsAnyExcept(Allowed)
        && text[0] is not ('.' or '-')
        && text[^1] is not '.';

    /// <summary>
    /// Makes an identifier of any text. A valid one stays as it is; otherwise what is not allowed becomes <c>_</c> and eight
    /// digits of the text's hash are added, so that different texts keep different identifiers.
    /// </summary>
    /// <param name="text">The telephone system's identifier or any other text.</param>
    /// <returns>The same valid identifier for the same text, on every machine.</returns>
    public static string FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsValid(text))
            return text;

        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..MarkLength];
        var kept = text.Length > MaximumLength - MarkLength - 1 ? text[..(MaximumLength - MarkLength - 1)] : text;
        var safe = string.Concat(kept.Select(character => Allowed.Contains(character) ? character : '_')).TrimStart('.', '-');
        return safe.Length == 0 ? $"call-{mark}" : $"{safe}-{mark}";
    }

    /// <summary>Makes an identifier of a recording's file name: the name without folders and extension.</summary>
    /// <param name="fileName">A file name or path, with either kind of slash.</param>
    public static string FromFileName(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        var dot = name.LastIndexOf('.');
        return FromText(dot > 0 ? name[..dot] : name);
    }
}
