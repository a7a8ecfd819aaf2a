using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CallQA.Recordings;
using CallQA.Recordings.Sources;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Interchange;

/// <summary>What a vCon holds of a call.</summary>
/// <param name="Metadata">What the telephone system knew.</param>
/// <param name="FileName">Name of the recording, without folders.</param>
/// <param name="Recording">Its content.</param>
/// <param name="Transcript">Our own transcript, or null.</param>
/// <param name="Evaluation">Our own evaluation, or null.</param>
public sealed record VconContent(CallMetadata Metadata, string FileName, ReadOnlyMemory<byte> Recording, Transcript? Transcript, Evaluation? Evaluation)
{
    /// <summary>The scorecard that our own evaluation answers, as YAML; null when it is not inside.</summary>
    public string? Scorecard { get; init; }

    /// <summary>Why a transcript of ours that is inside cannot be read; null when it can, or there is none.</summary>
    public string? TranscriptProblem { get; init; }

    /// <summary>Why an evaluation of ours that is inside cannot be read; null when it can, or there is none.</summary>
    public string? EvaluationProblem { get; init; }

    /// <summary>Our own reviews by people, each as a document that has not been looked at yet.</summary>
    public IReadOnlyList<string> Reviews { get; init; } = [];

    /// <summary>Who signed it, verified; null for the unsigned form.</summary>
    public Provenance? Signer { get; init; }

    /// <summary>What of the vCon is not in the form of the draft, and was read past.</summary>
    public IReadOnlyList<VconFault> Faults { get; init; } = [];
}

/// <summary>Reads the unsigned and the signed form of vCon (draft-ietf-vcon-vcon-core).</summary>
public static class VconReader
{
    /// <summary>Extension of the files.</summary>
    public const string Extension = ".vcon";

    /// <summary>Longest file that is read, in bytes: three hours of two channels in G.711, and more.</summary>
    public const int LongestContent = 256 << 20;

    // A file's name has at most 255 bytes.
    private const int LongestName = 200;

    /// <summary>Most levels of values in values.</summary>
    internal const int Deepest = 64;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reading">What is taken; null takes unsigned vCons with the recording inside.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InputException">
    /// It cannot be read (<see cref="InputFault.Unreadable"/>), is no vCon, is encrypted, is signed by nobody trusted or was changed since, has no recording, or one that may not be fetched or is not what its digest says (<see cref="InputFault.Metadata"/>).
    /// </exception>
    public static async Task<VconContent> ReadAsync(string path, VconReading? reading, CancellationToken cancellationToken) =>
        await ReadAsync(await InputFile.ReadAllBytesAsync(path, LongestContent, InputFault.Metadata, cancellationToken), path, reading ?? new VconReading(), cancellationToken);

    /// <summary>Reads a file's content, see <see cref="ReadAsync(string, VconReading?, CancellationToken)"/>.</summary>
    internal static async Task<VconContent> ReadAsync(byte[] content, string path, VconReading reading, CancellationToken cancellationToken)
    {
        try
        {
            using var document = Parse(content);
            if (SignedVcon.Is(document.RootElement))
            {
                var (vcon, signer) = SignedVcon.Open(document.RootElement, reading.Trusted, path);
                using var inside = Parse(vcon);
                return await ReadAsync(inside.RootElement, reading, path, cancellationToken) with { Signer = signer };
            }

            return reading.OnlySigned
                ? throw Refuse(path, "is not signed, and only signed ones are taken (CallQA:Vcon:OnlySigned)", "have it signed")
                : await ReadAsync(document.RootElement, reading, path, cancellationToken);
        }
        catch (Exception exception) when (Refusal(exception, path) is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>What is said of a content that cannot be read; null for other failures.</summary>
    internal static InputException? Refusal(Exception failure, string path) => failure switch
    {
        // One with a path has read the JSON, and not what stands there.
        JsonException { Path: null, LineNumber: { } line, BytePositionInLine: { } at } =>
            new(InputFault.Metadata, FormattableString.Invariant($"The file '{path}' is no vCon: it is not valid JSON at line {line + 1}, byte {at + 1}; export it again."), failure),
        JsonException or FormatException or InvalidOperationException or KeyNotFoundException or InvalidDataException =>
            new(InputFault.Metadata, $"The file '{path}' is no vCon ({failure.Message.TrimEnd('.')}); export it again.", failure),
        _ => null,
    };

    internal static JsonDocument Parse(byte[] content) => JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = Deepest });

    private static async Task<VconContent> ReadAsync(JsonElement vcon, VconReading reading, string path, CancellationToken cancellationToken)
    {
        if (SignedVcon.Is(vcon) || Has(vcon, "ciphertext"))
            throw Refuse(path, SignedVcon.Is(vcon) ? "is signed twice" : "is encrypted", "hand in the unsigned form");
        if (VconForm.Unsupported(vcon) is { } extension)
            throw Refuse(path, $"cannot be understood without the extension '{extension}' (critical), which is not known here", "hand in the recording itself");
        var (place, dialog) = Items(vcon, "dialog").Index().FirstOrDefault(entry => Text(entry.Item, "type") == "recording");
        if (dialog.ValueKind != JsonValueKind.Object)
            throw Refuse(path, "has no dialog of the type recording", "hand in the recording itself");
        var faults = VconForm.Check(vcon);
        if (faults.FirstOrDefault(fault => fault.IsWrong && VconForm.IsRead(fault.Place, place)) is { } wrong)
            throw Refuse(path, $"is not in the form of draft-ietf-vcon-vcon-core: {wrong}", "correct it there or export it again");
        var recording = Text(dialog, "body") is { } body && Text(dialog, "encoding") == VconTerms.Base64Url
            ? Base64Url.DecodeFromChars(body)
            : await FetchAsync(dialog, reading, path, cancellationToken);
        CheckDigest(dialog, recording, path);
        var ours = new VconAnalyses(vcon, place, path);
        var told = Told(vcon, dialog);
        // A dialog must have a start, a call of ours need not: what we wrote counts alone, but for the name, which we never write, and the source, which is another one here.
        var known = ours.Metadata();
        var (transcript, transcriptProblem) = ours.Transcript();
        var (evaluation, evaluationProblem) = ours.Evaluation();
        return new VconContent(known is null ? told : known with { CallId = known.CallId ?? told.CallId, CustomerName = told.CustomerName, Source = null }, FileName(dialog, vcon), recording, transcript, evaluation)
        {
            Faults = faults,
            Scorecard = ours.Scorecard(),
            Reviews = ours.Reviews(),
            TranscriptProblem = transcriptProblem,
            EvaluationProblem = evaluationProblem,
        };
    }

    private static async Task<byte[]> FetchAsync(JsonElement dialog, VconReading reading, string path, CancellationToken cancellationToken)
    {
        if (Text(dialog, "url") is not { } text || !Uri.TryCreate(text, UriKind.Absolute, out var address))
            throw Refuse(path, "has no recording inside, and no address of one", "export it with the recording inside");
        if (reading.Fetch is null)
            throw Refuse(path, "has its recording elsewhere, and nothing is fetched from other machines", "export it with the recording inside, or allow the machine in CallQA:Vcon:Hosts");
        // Nobody could tell whether what comes is what was meant.
        if (!Digests(dialog).Exists(IsSha512))
            throw Refuse(path, "has its recording elsewhere without its sha512 (content_hash)", "export it again");
        try
        {
            return await reading.Fetch(address, cancellationToken);
        }
        catch (InputException exception)
        {
            throw new InputException(exception.Fault, $"The recording of the vCon '{path}' was not fetched: {exception.Message}", exception) { Passing = exception.Passing };
        }
    }

    private static void CheckDigest(JsonElement dialog, byte[] recording, string path)
    {
        var digest = "sha512-" + Base64Url.EncodeToString(SHA512.HashData(recording));
        var stated = Digests(dialog);
        if (stated.Exists(IsSha512) && !stated.Contains(digest))
            throw Refuse(path, "holds a recording that is not what its content_hash says", "export it again");
    }

    private static List<string?> Digests(JsonElement dialog) => !dialog.TryGetProperty("content_hash", out var hash) ? []
        : hash.ValueKind == JsonValueKind.Array ? [.. hash.EnumerateArray().Select(entry => entry.GetString())]
        : [hash.GetString()];

    private static bool IsSha512(string? digest) => digest?.StartsWith("sha512-", StringComparison.Ordinal) == true;

    private static CallMetadata Told(JsonElement vcon, JsonElement dialog)
    {
        var parties = Items(vcon, "parties").ToList();
        var roles = parties.ConvertAll(Role);
        var (agent, customer) = (PartyOf(Speaker.Agent), PartyOf(Speaker.Customer));
        return new CallMetadata
        {
            CallId = (Text(dialog, "interaction_id") ?? Text(vcon, "uuid")) is { } id ? CallId.FromText(id) : null,
            StartTime = dialog.TryGetProperty("start", out var start) && start.TryGetDateTimeOffset(out var moment) ? moment : null,
            StatedDuration = dialog.TryGetProperty("duration", out var length) && length.TryGetDouble(out var seconds) && seconds is >= 0 and < 172_800 ? TimeSpan.FromSeconds(seconds) : null,
            AgentId = agent is { } clerk ? Text(clerk, "uuid") : null,
            AgentName = agent is { } named ? Text(named, "name") : null,
            CustomerName = customer is { } person ? CustomerNames.Of(Text(person, "name")) : null,
            CustomerPhone = customer is { } caller && Text(caller, "tel") is { } number ? PhoneNumber.Of(number.Replace("tel:", "", StringComparison.OrdinalIgnoreCase), region: null) : null,
            Direction = Originator(dialog) is { } first && first < roles.Count && roles[first] != Speaker.Unknown ? roles[first] == Speaker.Customer ? "inbound" : "outbound" : null,
            Reason = Text(vcon, "subject"),
            Campaign = Text(dialog, "campaign"),
            Queue = Text(dialog, "skill"),
            ChannelMap = Channels(dialog, roles),
        };

        JsonElement? PartyOf(Speaker speaker) => roles.IndexOf(speaker) is >= 0 and var index ? parties[index] : null;
    }

    private static Speaker Role(JsonElement party) => Text(party, "role") switch
    {
        "agent" => Speaker.Agent,
        "customer" => Speaker.Customer,
        _ => Speaker.Unknown,
    };

    private static int? Originator(JsonElement dialog) =>
        dialog.TryGetProperty("originator", out var originator) && originator.TryGetInt32(out var index) && index >= 0 ? index : null;

    // An entry a channel; one that is a list, or a single one, says nothing about who is on which.
    private static List<Speaker>? Channels(JsonElement dialog, List<Speaker> roles)
    {
        var channels = Items(dialog, "parties").Select(entry =>
            entry.ValueKind == JsonValueKind.Number && entry.TryGetInt32(out var index) && index >= 0 && index < roles.Count ? roles[index] : Speaker.Unknown).ToList();
        return channels.Count > 1 && channels.Exists(speaker => speaker != Speaker.Unknown) ? channels : null;
    }

    private static string FileName(JsonElement dialog, JsonElement vcon)
    {
        var name = Path.GetFileName((Text(dialog, "filename") ?? "").Replace('\\', '/'));
        return IsName(name) ? name : CallId.FromText(Text(vcon, "uuid") ?? "call") + MediaTypes.ExtensionOf(Text(dialog, "mediatype"));
    }

    // The recording lies under it for as long as it is taken in.
    private static bool IsName(string name) => name is not ("" or "." or "..") && Encoding.UTF8.GetByteCount(name) <= LongestName
        && name.IndexOfAny(Path.GetInvalidFileNameChars()) < 0 && !name.Any(char.IsControl);

    private static bool Has(JsonElement element, string name) => element.TryGetProperty(name, out _);

    internal static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : default;

    internal static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static InputException Refuse(string path, string what, string remedy) => new(InputFault.Metadata, $"The vCon '{path}' {what}; {remedy}.");
}
