using System.Text;

namespace CallQA.Recordings;

/// <summary>Turns the bytes of a metadata file into text: UTF-8 or UTF-16 by byte order mark, UTF-8, else Windows-1252.</summary>
internal static class CallListText
{
    /// <exception cref="InputException">The bytes are no text (<see cref="InputFault.Metadata"/>).</exception>
    public static string Decode(byte[] content, string path)
    {
        if (content.Length == 0)
            throw new InputException(InputFault.Metadata, $"The call list '{path}' is empty (0 bytes); export it again.");

        var (encoding, preamble) = content switch
        {
            [0xEF, 0xBB, 0xBF, ..] => ((Encoding)new UTF8Encoding(false, throwOnInvalidBytes: true), 3),
            [0xFF, 0xFE, ..] => (new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true), 2),
            [0xFE, 0xFF, ..] => (new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true), 2),
            _ => (null, 0),
        };
        try
        {
            var text = encoding is null ? DecodeUnmarked(content, path) : encoding.GetString(content, preamble, content.Length - preamble);
            RefuseControlCharacters(text, path);
            return text;
        }
        catch (DecoderFallbackException exception)
        {
            throw NoText(path, $"the byte 0x{exception.BytesUnknown?.FirstOrDefault():X2} near offset {preamble + exception.Index} does not belong to the encoding its first bytes announce", exception);
        }
    }

    private static string DecodeUnmarked(byte[] content, string path)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (DecoderFallbackException)
        {
            // The five codes that Windows-1252 leaves open.
            var open = content.AsSpan().IndexOfAny([(byte)0x81, (byte)0x8D, (byte)0x8F, (byte)0x90, (byte)0x9D]);
            return open < 0
                ? CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(content)
                : throw NoText(path, $"the byte 0x{content[open]:X2} at offset {open} belongs neither to UTF-8 nor to Windows-1252", null);
        }
    }

    private static void RefuseControlCharacters(string text, string path)
    {
        var index = text.AsSpan().IndexOfAnyInRange('\0', '\x08');
        if (index < 0)
            index = text.AsSpan().IndexOfAnyInRange('\x0E', '\x1F');

        if (index >= 0)
            throw NoText(path, $"it holds the control character U+{(int)text[index]:X4} at position {index}", null);
    }

    private static InputException NoText(string path, string why, Exception? cause) => new(
        InputFault.Metadata,
        $"The call list '{path}' is not readable as text: {why}; save it as CSV in UTF-8.",
        cause);
}
