using System.Buffers;
using System.Text;

namespace CallQA.Recordings;

/// <summary>How the bytes of a metadata file become text: UTF-8 or UTF-16 by byte order mark, UTF-16 by its first two characters, UTF-8, else Windows-1252.</summary>
/// <param name="Encoding">The encoding, which refuses bytes that do not belong to it.</param>
/// <param name="Preamble">Length of the byte order mark.</param>
internal sealed record CallListText(Encoding Encoding, int Preamble)
{
    private const int Block = 64 * 1024;

    /// <summary>Reads a file through once, a block at a time, and leaves it at the first byte of the text.</summary>
    /// <exception cref="InputException">The bytes are no text (<see cref="InputFault.Metadata"/>).</exception>
    public static async Task<CallListText> RecogniseAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        if (content.Length == 0)
            throw new InputException(InputFault.Metadata, $"The call list '{path}' is empty (0 bytes); export it again.");

        var head = new byte[4];
        var marked = Marked(head.AsSpan(0, await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken)));
        var text = marked ?? new CallListText(Utf8(), 0);
        try
        {
            await CheckAsync(content, text, path, cancellationToken);
        }
        catch (NoTextException exception) when (marked is null)
        {
            text = new CallListText(CodePagesEncodingProvider.Instance.GetEncoding(1252)!, 0);
            await CheckOpenCodesAsync(content, path, exception, cancellationToken);
            await CheckAsync(content, text, path, cancellationToken);
        }
        catch (NoTextException exception)
        {
            throw NoText(path, exception.Message, exception);
        }

        content.Position = text.Preamble;
        return text;
    }

    private static CallListText? Marked(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => new(Utf8(), 3),
        [0xFF, 0xFE, ..] => Utf16(bigEndian: false, preamble: 2),
        [0xFE, 0xFF, ..] => Utf16(bigEndian: true, preamble: 2),
        // The names of columns begin with ASCII letters, and no other text holds zeros.
        [not 0, 0, not 0, 0] => Utf16(bigEndian: false, preamble: 0),
        [0, not 0, 0, not 0] => Utf16(bigEndian: true, preamble: 0),
        _ => null,
    };

    private static CallListText Utf16(bool bigEndian, int preamble) => new(new UnicodeEncoding(bigEndian, byteOrderMark: false, throwOnInvalidBytes: true), preamble);

    private static UTF8Encoding Utf8() => new(false, throwOnInvalidBytes: true);

    private static async Task CheckAsync(Stream content, CallListText text, string path, CancellationToken cancellationToken)
    {
        content.Position = text.Preamble;
        var decoder = text.Encoding.GetDecoder();
        var bytes = ArrayPool<byte>.Shared.Rent(Block);
        var characters = new char[text.Encoding.GetMaxCharCount(bytes.Length)];
        try
        {
            long before = 0;
            int read;
            do
            {
                var offset = content.Position;
                read = await content.ReadAsync(bytes, cancellationToken);
                var count = Decode(decoder, bytes.AsSpan(0, read), characters, offset);
                RefuseControlCharacters(characters.AsSpan(0, count), before, path);
                before += count;
            }
            while (read > 0);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static int Decode(Decoder decoder, ReadOnlySpan<byte> bytes, char[] characters, long offset)
    {
        try
        {
            return decoder.GetChars(bytes, characters, flush: bytes.IsEmpty);
        }
        catch (DecoderFallbackException exception)
        {
            throw new NoTextException(
                $"the byte 0x{exception.BytesUnknown?.FirstOrDefault():X2} near offset {offset + exception.Index} does not belong to the encoding its first bytes announce", exception);
        }
    }

    // The five codes that Windows-1252 leaves open.
    private static async Task CheckOpenCodesAsync(Stream content, string path, Exception cause, CancellationToken cancellationToken)
    {
        content.Position = 0;
        var bytes = new byte[Block];
        for (long offset = 0; await content.ReadAsync(bytes, cancellationToken) is > 0 and var read; offset += read)
        {
            var open = bytes.AsSpan(0, read).IndexOfAny([(byte)0x81, (byte)0x8D, (byte)0x8F, (byte)0x90, (byte)0x9D]);
            if (open >= 0)
                throw NoText(path, $"the byte 0x{bytes[open]:X2} at offset {offset + open} belongs neither to UTF-8 nor to Windows-1252", cause);
        }
    }

    private static void RefuseControlCharacters(ReadOnlySpan<char> text, long before, string path)
    {
        var index = text.IndexOfAnyInRange('\0', '\x08');
        if (index < 0)
            index = text.IndexOfAnyInRange('\x0E', '\x1F');

        if (index >= 0)
            throw NoText(path, $"it holds the control character U+{(int)text[index]:X4} at position {before + index}", null);
    }

    private static InputException NoText(string path, string why, Exception? cause) => new(
        InputFault.Metadata,
        $"The call list '{path}' is not readable as text: {why}; save it as CSV in UTF-8.",
        cause);

    private sealed class NoTextException(string message, Exception cause) : Exception(message, cause);
}
