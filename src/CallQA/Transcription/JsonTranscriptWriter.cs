using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CallQA.Redaction;

namespace CallQA.Transcription;

/// <summary>CallQA's own form; <see cref="TranscriptReader"/> gives the same transcript back.</summary>
public sealed class JsonTranscriptWriter : TranscriptWriter
{
    // The file is never put into a page as it is: umlauts stay readable.
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A word takes a line: calls have thousands.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public override string Name => "json";

    /// <inheritdoc/>
    public override string Write(Transcript transcript)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content, Options))
        {
            json.WriteStartObject();
            json.WriteString("id", transcript.Id);
            json.WriteString("language", transcript.Language);
            if (transcript.LanguageConfidence is { } confidence)
                json.WriteNumber("languageConfidence", confidence);

            WriteTime(json, "duration", transcript.Duration);
            WriteOrigin(json, transcript.Origin);
            WriteTakenOver(json, transcript.TakenOver);
            json.WriteStartArray("turns");
            foreach (var turn in transcript.Turns)
                WriteTurn(json, turn);

            json.WriteEndArray();
            WriteRedactions(json, transcript.Redactions);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(content.GetBuffer(), 0, (int)content.Length) + "\n";
    }

    private static void WriteOrigin(Utf8JsonWriter json, TranscriptOrigin? origin)
    {
        if (origin is null)
            return;

        json.WriteStartObject("origin");
        json.WriteString("engine", origin.Engine);
        if (origin.Model is { } model)
            json.WriteString("model", model);

        if (origin.Options is { } options)
            json.WriteString("options", options);

        json.WriteEndObject();
    }

    private static void WriteTakenOver(Utf8JsonWriter json, Provenance? takenOver)
    {
        if (takenOver is null)
            return;

        json.WriteStartObject("takenOver");
        if (takenOver is { Signer: { } signer, Certificate: { } certificate })
        {
            json.WriteString("signer", signer);
            json.WriteString("certificate", certificate);
        }

        json.WriteEndObject();
    }

    private static void WriteRedactions(Utf8JsonWriter json, IReadOnlyList<RedactedSpan>? spans)
    {
        if (spans is null)
            return;

        json.WriteStartArray("redactions");
        foreach (var span in spans)
        {
            json.WriteStartObject();
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(span.Kind.ToString()));
            json.WriteNumber("turn", span.Turn);
            WriteTime(json, "start", span.Start);
            WriteTime(json, "end", span.End);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTurn(Utf8JsonWriter json, Turn turn)
    {
        json.WriteStartObject();
        json.WriteString("speaker", turn.Speaker switch { Speaker.Agent => "agent", Speaker.Customer => "customer", _ => "unknown" });
        WriteTime(json, "start", turn.Start);
        WriteTime(json, "end", turn.End);
        json.WriteString("text", turn.Text);
        if (turn.Confidence is { } confidence)
            json.WriteNumber("confidence", confidence);

        if (turn.Words is { } words)
            WriteWords(json, words);

        json.WriteEndObject();
    }

    private static void WriteWords(Utf8JsonWriter json, IReadOnlyList<Word> words)
    {
        json.WriteStartArray("words");
        var line = new ArrayBufferWriter<byte>();
        foreach (var word in words)
        {
            line.ResetWrittenCount();
            line.Write("\n        "u8);
            using (var compact = new Utf8JsonWriter(line, Compact))
            {
                compact.WriteStartObject();
                compact.WriteString("text", word.Text);
                WriteTime(compact, "start", word.Start);
                WriteTime(compact, "end", word.End);
                compact.WriteNumber("confidence", word.Confidence);
                compact.WriteEndObject();
            }

            json.WriteRawValue(line.WrittenSpan, skipInputValidation: true);
        }

        json.WriteEndArray();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, TimeSpan? time)
    {
        if (time is { } value)
            json.WriteNumber(name, TranscriptTime.Number(value));
    }
}
