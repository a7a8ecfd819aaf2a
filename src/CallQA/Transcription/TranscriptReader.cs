using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using CallQA.Interchange;
using CallQA.Recordings;

namespace CallQA.Transcription;

/// <summary>
/// Reads transcripts in CallQA's JSON form, that of Contact Lens, or the World Transcription Format: one call a file, a JSON array of calls, or JSON Lines. Properties it does not know
/// are passed over. The form: <c>docs/file-formats.md</c>.
/// </summary>
public static class TranscriptReader
{
    private const int LargestFile = 512 << 20;

    private static readonly JsonReaderOptions Options = new()
    {
        AllowMultipleValues = true,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Reads all transcripts of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="language">Language of transcripts that state none; null refuses them.</param>
    /// <returns>At least one transcript, in the file's order.</returns>
    /// <exception cref="TranscriptFormatException">The file is not in the documented form.</exception>
    /// <exception cref="InputException">The file cannot be read (<see cref="InputFault.Unreadable"/>).</exception>
    public static async Task<IReadOnlyList<Transcript>> ReadAsync(string path, CancellationToken cancellationToken, string? language = null)
    {
        var content = await InputFile.ReadAllBytesAsync(path, LargestFile, InputFault.Transcript, cancellationToken);
        return Parse(content, path, language);
    }

    /// <summary>Reads all transcripts of a text.</summary>
    /// <param name="content">The text in UTF-8, with or without byte order mark.</param>
    /// <param name="source">Name of the text for messages; its base name stands in for a missing <c>id</c>.</param>
    /// <param name="language">Language of transcripts that state none; null refuses them.</param>
    /// <returns>At least one transcript, in the text's order.</returns>
    /// <exception cref="TranscriptFormatException">The text is not in the documented form.</exception>
    public static IReadOnlyList<Transcript> Parse(ReadOnlyMemory<byte> content, string source, string? language = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var calls = Calls(content.Span, source);
        if (calls.Count == 0)
            throw new TranscriptFormatException($"The transcript file '{source}' holds no transcript; write a call as a JSON object.");

        var transcripts = new List<Transcript>(calls.Count);
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (place, element) in calls)
        {
            var transcript = Read(element, place, calls.Count == 1 ? CallId.FromFileName(source) : null, language);
            if (!places.TryAdd(transcript.Id, place))
                throw TwiceIn(place, transcript.Id, places[transcript.Id]);

            transcripts.Add(transcript);
        }

        return transcripts;
    }

    /// <summary>
    /// Reads all transcripts of a file that can be read. Of JSON Lines, and of an array, only what is bad itself is refused, with its
    /// line or number; the others are read.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="language">Language of transcripts that state none; null refuses them.</param>
    /// <returns>The transcripts in the file's order, and why others were refused.</returns>
    /// <exception cref="TranscriptFormatException">The file as a whole is not in the documented form.</exception>
    /// <exception cref="InputException">The file cannot be read (<see cref="InputFault.Unreadable"/>).</exception>
    public static async Task<TranscriptFile> ReadEachAsync(string path, CancellationToken cancellationToken, string? language = null)
    {
        ReadOnlyMemory<byte> content = await InputFile.ReadAllBytesAsync(path, LargestFile, InputFault.Transcript, cancellationToken);
        var refused = new List<TranscriptFormatException>();
        var lines = JsonLines.Split(content);
        var calls = lines is null ? Calls(content.Span, path) : lines.SelectMany(line => LineOf(path, line, refused)).ToList();
        if (calls.Count + refused.Count == 0)
            throw new TranscriptFormatException($"The transcript file '{path}' holds no transcript; write a call as a JSON object.");

        var transcripts = new List<Transcript>();
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (place, element) in calls)
        {
            try
            {
                var transcript = Read(element, place, lines is null && calls.Count == 1 ? CallId.FromFileName(path) : null, language);
                if (!places.TryAdd(transcript.Id, place))
                    throw TwiceIn(place, transcript.Id, places[transcript.Id]);

                transcripts.Add(transcript);
            }
            catch (TranscriptFormatException exception)
            {
                refused.Add(exception);
            }
        }

        return new TranscriptFile(transcripts, refused);
    }

    private static List<(string Place, JsonElement Element)> LineOf(string path, JsonLine line, List<TranscriptFormatException> refused)
    {
        try
        {
            return Calls(line.Content.Span, path, line.Number);
        }
        catch (TranscriptFormatException exception)
        {
            refused.Add(exception);
            return [];
        }
    }

    private static TranscriptFormatException TwiceIn(string place, string id, string first) =>
        new($"In {place}: the id '{id}' stands in {first} already; give every call its own.");

    private static Transcript Read(JsonElement element, string place, string? id, string? language)
    {
        try
        {
            var own = ContactLensReader.Is(element) ? ContactLensReader.ToOwn(element, place) : WtfReader.Is(element) ? WtfReader.ToOwn(element, place) : element;
            return new TranscriptElement(own, place).Read(id, language);
        }
        catch (InvalidOperationException exception)
        {
            // The parser leaves escapes alone until a text is asked for.
            throw new TranscriptFormatException($"In {place}: a text holds an escape of half a character such as \\ud800; write the whole character.", exception);
        }
    }

    private static List<(string Place, JsonElement Element)> Calls(ReadOnlySpan<byte> content, string source, int? lineOfFile = null)
    {
        var text = content.StartsWith(Encoding.UTF8.Preamble) ? content[Encoding.UTF8.Preamble.Length..] : content;
        if (!Utf8.IsValid(text))
            throw new TranscriptFormatException($"The transcript file '{source}' is not UTF-8 text{(lineOfFile is { } number ? $" in line {number}" : "")}; save it in that encoding.");

        var calls = new List<(string, JsonElement)>();
        var reader = new Utf8JsonReader(text, Options);
        int line = lineOfFile ?? 1, counted = 0;
        try
        {
            while (reader.Read())
            {
                var start = (int)reader.TokenStartIndex;
                line += text[counted..start].Count((byte)'\n');
                counted = start;
                Add(calls, JsonElement.ParseValue(ref reader), source, line, numbered: lineOfFile is not null);
            }
        }
        catch (JsonException exception)
        {
            throw new TranscriptFormatException(
                $"The transcript file '{source}' is not valid JSON at line {exception.LineNumber + (lineOfFile ?? 1)}, byte {exception.BytePositionInLine + 1}; correct it there or export it again.",
                exception);
        }

        return calls;
    }

    private static void Add(List<(string, JsonElement)> calls, JsonElement value, string source, int line, bool numbered)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var element in value.EnumerateArray())
                calls.Add(($"'{source}', call {calls.Count + 1}", element));
        }
        else
        {
            calls.Add((line == 1 && calls.Count == 0 && !numbered ? $"'{source}'" : $"'{source}', line {line}", value));
        }
    }
}
