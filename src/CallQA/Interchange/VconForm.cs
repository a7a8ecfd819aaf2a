using System.Globalization;
using System.Text.Json;
using CallQA.Recordings;

namespace CallQA.Interchange;

/// <summary>
/// Holds vCons against the form of draft-ietf-vcon-vcon-core: what has to be there, and what kind every value is. Values that the draft does not know
/// are passed over, as it demands of readers.
/// </summary>
public static class VconForm
{
    /// <summary>The place of what concerns no part of its own.</summary>
    internal const string Whole = "the vCon";

    private static readonly string[] Encodings = [VconTerms.Base64Url, VconTerms.Json, VconTerms.None];
    private static readonly string[] Address = ["country", "a1", "a2", "a3", "a4", "a5", "a6", "prd", "pod", "sts", "hno", "hns", "lmk", "loc", "flr", "nam", "pc"];

    /// <summary>What is not in the form, at most a hundred faults.</summary>
    /// <param name="vcon">The unsigned form.</param>
    public static IReadOnlyList<VconFault> Check(JsonElement vcon)
    {
        if (vcon.ValueKind != JsonValueKind.Object)
            return [new(Whole, $"there is {VconValues.KindOf(vcon)}, and not an object", IsWrong: true)];
        var faults = new List<VconFault>();
        CheckTop(new VconPart(vcon, Whole, faults));
        return faults;
    }

    /// <summary>Whether reading a recording takes what stands at a place.</summary>
    /// <param name="place">The place.</param>
    /// <param name="dialog">Number of the recording's dialog.</param>
    internal static bool IsRead(string place, int dialog) =>
        place == Whole || place == string.Create(CultureInfo.InvariantCulture, $"dialog {dialog}") || place.StartsWith("parties ", StringComparison.Ordinal);

    /// <summary>An extension without which the vCon cannot be understood and that is not known here; null when there is none.</summary>
    internal static string? Unsupported(JsonElement vcon) => VconReader.Items(vcon, "critical").Select(entry => entry.ValueKind == JsonValueKind.String ? entry.GetString()! : entry.GetRawText())
        .FirstOrDefault(name => name is not (VconTerms.ContactCentre or VconTerms.Wtf)) is { } unknown ? ShownValue.Of(unknown) : null;

    private static void CheckTop(VconPart top)
    {
        top.Require("uuid");
        top.Require("created_at");
        top.Text("uuid", VconValues.IsUuid, "a UUID");
        top.Date("created_at");
        top.Date("updated_at");
        top.Texts("vcon", "subject");
        top.TextList("extensions");
        top.TextList("critical");
        CheckPrior(top, "redacted", "amended");
        CheckPrior(top, "redacted_from", "amended_from");
        var parties = top.Objects("parties");
        var dialogs = top.Objects("dialog");
        var attachments = top.Objects("attachments");
        foreach (var party in parties)
            CheckParty(party);
        var counts = new VconCounts(Count(top, "parties"), Count(top, "dialog"), Count(top, "attachments"));
        foreach (var dialog in dialogs)
            VconDialogForm.Check(dialog, counts);
        foreach (var analysis in top.Objects("analysis"))
            CheckAnalysis(analysis, counts);
        foreach (var attachment in attachments)
            CheckAttachment(attachment, counts);
    }

    // Of what else this is a version: one with more, or one with less.
    private static void CheckPrior(VconPart top, string redacted, string amended)
    {
        top.Exclude(redacted, amended);
        foreach (var name in (string[])[redacted, amended])
        {
            if (top.Object(name) is not { } prior) continue;
            prior.Text("uuid", VconValues.IsUuid, "a UUID");
            CheckAddress(prior);
            prior.Texts("type");
            if (name == "redacted") prior.Require("type");
        }
    }

    private static void CheckParty(VconPart party)
    {
        party.Texts("tel", "sip", "stir", "mailto", "name", "did", "validation", "gmlpos", "uuid", "type", "org", "dept");
        party.Object("civicaddress")?.Texts(Address);
        // Of the extension for contact centres.
        party.Texts("role");
    }

    private static void CheckAnalysis(VconPart analysis, VconCounts counts)
    {
        analysis.Require("type");
        analysis.Require("vendor");
        analysis.Texts("type", "vendor", "product", "schema", "filename");
        analysis.Indices("dialog", counts.Dialogs);
        analysis.Indices("attachment", counts.Attachments);
        CheckContent(analysis);
    }

    private static void CheckAttachment(VconPart attachment, VconCounts counts)
    {
        attachment.Require("start");
        attachment.Require("party");
        attachment.Require("dialog");
        attachment.Date("start");
        attachment.Index("party", counts.Parties);
        attachment.Index("dialog", counts.Dialogs);
        attachment.Texts("purpose", "filename");
        CheckContent(attachment);
        if (attachment.Has("body")) attachment.Require("mediatype");
    }

    /// <summary>What is inside, or where it lies with its digest.</summary>
    internal static void CheckContent(VconPart part)
    {
        part.Text("mediatype", VconValues.IsMediaType, "a media type such as audio/x-wav");
        part.Choice("encoding", Encodings, isWrong: true);
        part.Exclude("body", "url");
        if (part.Has("body")) part.Require("encoding");
        if (VconReader.Text(part.Element, "encoding") is VconTerms.Base64Url) part.Base64("body");
        else if (VconReader.Text(part.Element, "encoding") is VconTerms.None) part.Texts("body");
        CheckAddress(part);
    }

    private static void CheckAddress(VconPart part)
    {
        part.Text("url", VconValues.IsSecureAddress, "an address that begins with https://");
        part.Hashes("content_hash");
        if (part.Has("url")) part.Require("content_hash");
    }

    private static int Count(VconPart top, string name) =>
        top.Element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;
}

/// <summary>How many entries the lists of a vCon have, which others name by their numbers.</summary>
internal sealed record VconCounts(int Parties, int Dialogs, int Attachments);
