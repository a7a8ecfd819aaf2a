using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Interchange;

/// <summary>A recording as it goes into a vCon.</summary>
/// <param name="Content">Its bytes, read to their end.</param>
/// <param name="FileName">What it is called, without folders; the extension tells the media type.</param>
public sealed record VconRecording(Stream Content, string FileName);

/// <summary>
/// Writes calls as vCon (draft-ietf-vcon-vcon-core, unsigned form, with the extension for contact centres): parties with roles, the recording, the transcript in the form of
/// draft-howe-vcon-wtf-extension, and our transcript, evaluation and metadata whole, so that nothing is lost on the way back.
/// </summary>
public static class VconWriter
{
    // A multiple of three, so that pieces of base64 follow each other without padding.
    private const int Piece = 48 * 1024;

    /// <summary>Writes one call.</summary>
    /// <param name="call">The call with what has been made of it.</param>
    /// <param name="recording">The recording, which goes inside; null leaves it out.</param>
    /// <param name="target">Takes UTF-8.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <param name="address">Where the recording can be fetched, which is then named with its digest instead of going inside; null where it cannot.</param>
    /// <param name="scorecard">The scorecard that the evaluation answers, as YAML; null leaves it out, and the evaluation is taken over nowhere.</param>
    /// <param name="reviews">What people submitted about the call, each as a document; null for nothing.</param>
    /// <exception cref="InputException">The recording cannot be read (<see cref="InputFault.Unreadable"/>).</exception>
    public static async Task WriteAsync(
        EvaluatedCall call, VconRecording? recording, Stream target, CancellationToken cancellationToken, Uri? address = null, string? scorecard = null, IEnumerable<JsonNode>? reviews = null)
    {
        ArgumentNullException.ThrowIfNull(call);
        await using var json = new Utf8JsonWriter(target);
        json.WriteStartObject();
        json.WriteString("uuid", IdOf(call.Call.ContentHash));
        json.WriteStartArray("extensions");
        json.WriteStringValue(VconTerms.ContactCentre);
        if (call.Transcript is { HasTimes: true })
            json.WriteStringValue(VconTerms.Wtf);
        json.WriteEndArray();
        json.WriteString("created_at", call.Call.TakenInAt);
        if (call.Call.Metadata.Reason is { } reason)
            json.WriteString("subject", reason);
        Write(json, "parties", Parties(call.Call.Metadata));
        await WriteDialogAsync(json, call.Call, recording, address, cancellationToken);
        Write(json, "analysis", Analyses(call, scorecard, reviews ?? []));
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    /// <summary>The same recording is the same vCon: a UUID of version 8 (RFC 9562) from its digest.</summary>
    /// <param name="contentHash">SHA-256 of the recording, hexadecimal.</param>
    public static string IdOf(string contentHash)
    {
        var bytes = Convert.FromHexString(contentHash)[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private static JsonArray Parties(CallMetadata metadata) =>
    [
        Present(("role", "agent"), ("type", "person"), ("name", metadata.AgentName), ("uuid", metadata.AgentId)),
        Present(("role", "customer"), ("type", "person"), ("tel", metadata.CustomerPhone)),
    ];

    private static JsonObject Present(params (string Name, string? Value)[] fields)
    {
        var found = new JsonObject();
        foreach (var (name, value) in fields.Where(field => field.Value is not null))
            found[name] = value;
        return found;
    }

    private static async Task WriteDialogAsync(Utf8JsonWriter json, Call call, VconRecording? recording, Uri? address, CancellationToken cancellationToken)
    {
        json.WriteStartArray("dialog");
        json.WriteStartObject();
        json.WriteString("type", "recording");
        json.WriteString("start", call.Metadata.StartTime ?? call.TakenInAt);
        json.WriteNumber("duration", Math.Round(call.Duration.TotalSeconds, 3));
        Write(json, "parties", [.. ChannelsOf(call).Select(Party)]);
        if (call.Metadata.Direction is { } direction)
            json.WriteNumber("originator", direction == "inbound" ? 1 : 0);
        var name = recording?.FileName ?? call.FileName;
        json.WriteString("mediatype", MediaTypes.Of(name));
        json.WriteString("filename", name);
        json.WriteString("interaction_id", call.Id);
        if (call.Metadata.Campaign is { } campaign)
            json.WriteString("campaign", campaign);
        if (call.Metadata.Queue is { } queue)
            json.WriteString("skill", queue);
        if (recording is not null && address is not null)
            await WriteAddressAsync(json, recording, address, cancellationToken);
        else if (recording is not null)
            await WriteBodyAsync(json, recording, cancellationToken);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    // A recording of one channel has one entry with all its parties, one of several an entry a channel.
    private static IEnumerable<Speaker> ChannelsOf(Call call) =>
        call.ChannelCount == 1 ? [Speaker.Agent, Speaker.Customer] : (call.Metadata.ChannelMap ?? [Speaker.Agent, Speaker.Customer]).Of(call.ChannelCount);

    private static JsonNode? Party(Speaker speaker) => speaker switch
    {
        Speaker.Agent => 0,
        Speaker.Customer => 1,
        _ => null,
    };

    private static async Task WriteAddressAsync(Utf8JsonWriter json, VconRecording recording, Uri address, CancellationToken cancellationToken)
    {
        json.WriteString("url", address.AbsoluteUri);
        json.WriteString("content_hash", "sha512-" + Base64Url.EncodeToString(await SHA512.HashDataAsync(recording.Content, cancellationToken)));
    }

    private static async Task WriteBodyAsync(Utf8JsonWriter json, VconRecording recording, CancellationToken cancellationToken)
    {
        var content = recording.Content;
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        var bytes = new byte[Piece];
        var characters = new char[Base64Url.GetEncodedLength(Piece)];
        json.WriteString("encoding", VconTerms.Base64Url);
        json.WritePropertyName("body");
        int count;
        do
        {
            count = await content.ReadAtLeastAsync(bytes, Piece, throwOnEndOfStream: false, cancellationToken);
            digest.AppendData(bytes, 0, count);
            var written = Base64Url.EncodeToChars(bytes.AsSpan(0, count), characters);
            json.WriteStringValueSegment(characters.AsSpan(0, written), isFinalSegment: count < Piece);
            await json.FlushAsync(cancellationToken);
        }
        while (count == Piece);
        json.WriteString("content_hash", "sha512-" + Base64Url.EncodeToString(digest.GetHashAndReset()));
    }

    private static JsonArray Analyses(EvaluatedCall call, string? scorecard, IEnumerable<JsonNode> reviews)
    {
        var analyses = new JsonArray();
        if (call.Transcript is { } transcript)
        {
            if (transcript.HasTimes)
                analyses.Add(Analysis(VconTerms.Wtf, transcript.Origin?.Engine, schema: null, WtfTranscript.Of(transcript, call.Call.TakenInAt)));
            analyses.Add(Analysis("transcript", transcript.Origin?.Engine, VconTerms.TranscriptSchema, JsonNode.Parse(TranscriptWriter.For("json").Write(transcript))!));
        }

        if (call.Evaluation is { } evaluation)
        {
            analyses.Add(Analysis("report", evaluation.Model, VconTerms.EvaluationSchema, JsonSerializer.SerializeToNode(evaluation, CallQAJson.Compact)!));
            if (scorecard is not null)
                analyses.Add(Analysis("report", evaluation.Scorecard, VconTerms.ScorecardSchema, new JsonObject { ["source"] = scorecard }));
        }

        foreach (var review in reviews)
            analyses.Add(Analysis("report", product: null, VconTerms.ReviewSchema, review));
        analyses.Add(Analysis("report", product: null, VconTerms.CallSchema, JsonSerializer.SerializeToNode(call.Call.Metadata, CallQAJson.Compact)!));
        return analyses;
    }

    private static JsonObject Analysis(string type, string? product, string? schema, JsonNode body)
    {
        var analysis = Present(
            ("type", type), ("vendor", VconTerms.Vendor), ("product", product), ("schema", schema), ("mediatype", "application/json"), ("encoding", VconTerms.Json));
        analysis["dialog"] = 0;
        analysis["body"] = body;
        return analysis;
    }

    private static void Write(Utf8JsonWriter json, string name, JsonArray array)
    {
        json.WritePropertyName(name);
        array.WriteTo(json, CallQAJson.Compact);
    }
}
