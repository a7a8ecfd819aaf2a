using System.Text.Json;

namespace CallQA.Transcription;

/// <summary>One line of a JSON Lines file.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Content">Its bytes, without the line break.</param>
internal sealed record JsonLine(int Number, ReadOnlyMemory<byte> Content);

/// <summary>Tells JSON Lines from JSON that was written over several lines.</summary>
internal static class JsonLines
{
    /// <summary>The lines that hold something; null when the file is no JSON Lines of at least two.</summary>
    public static IReadOnlyList<JsonLine>? Split(ReadOnlyMemory<byte> content)
    {
        var lines = new List<JsonLine>();
        var number = 1;
        for (var rest = content; !rest.IsEmpty; number++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (!line.Span.Trim(" \t\r"u8).IsEmpty)
                lines.Add(new JsonLine(number, line));
        }

        return lines.Count > 1 && lines.Exists(line => IsWhole(line.Content.Span)) ? lines : null;
    }

    // From the line's first character on: inside a JSON text of several lines, a whole object is indented.
    private static bool IsWhole(ReadOnlySpan<byte> line)
    {
        if (line[0] != (byte)'{')
            return false;

        try
        {
            var reader = new Utf8JsonReader(line);
            reader.Read();
            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
