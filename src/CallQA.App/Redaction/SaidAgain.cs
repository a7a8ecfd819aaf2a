using System.Text.Json;
using System.Text.Json.Nodes;
using CallQA.Redaction;
using CallQA.Transcription;

namespace CallQA.App.Redaction;

/// <summary>Takes out of other texts about a call what was taken out of its transcript: quotes, corrections, comments.</summary>
/// <param name="redactor">Reads what people wrote themselves.</param>
/// <param name="names">Names known of the call.</param>
/// <param name="language">Language of the call, ISO 639-1.</param>
internal sealed class SaidAgain(Redactor redactor, KnownNames names, string language)
{
    // Properties of documents that name something and are nobody's words.
    private static readonly HashSet<string> Identifiers = new(StringComparer.Ordinal)
    {
        "callId", "model", "scorecard", "question", "section", "choice", "language", "id", "reviewer", "by",
    };

    private readonly Dictionary<string, string> replacements = new(StringComparer.Ordinal);

    /// <summary>Learns what became of the turns of a transcript.</summary>
    public void Learn(Transcript heard, Transcript redacted)
    {
        foreach (var (before, after) in heard.Turns.Zip(redacted.Turns))
            if (before.Text != after.Text) replacements[before.Text] = after.Text;
    }

    /// <summary>A text, whatever it looks like: what somebody writes may be JSON by accident.</summary>
    public string Rewrite(string text)
    {
        foreach (var (before, after) in replacements) text = text.Replace(before, after, StringComparison.Ordinal);
        // What is no quote of a whole turn is read for itself.
        return redactor.Redact(new Transcript("", language, [new Turn(Speaker.Unknown, text)]), names).Transcript.Turns[0].Text;
    }

    /// <summary>A JSON document as it is stored, text by text; what names something in it stays.</summary>
    public string RewriteDocument(string json)
    {
        var document = JsonNode.Parse(json);
        return document is not null && Rewrite(document) ? document.ToJsonString(CallQAJson.Compact) : json;
    }

    private bool Rewrite(JsonNode node)
    {
        var changed = false;
        if (node is JsonObject properties)
        {
            foreach (var (name, value) in properties.Where(property => !Identifiers.Contains(property.Key)).ToList()) changed |= RewriteChild(value, text => properties[name] = text);
        }
        else if (node is JsonArray items)
        {
            for (var at = 0; at < items.Count; at++)
            {
                var place = at;
                changed |= RewriteChild(items[at], text => items[place] = text);
            }
        }

        return changed;
    }

    private bool RewriteChild(JsonNode? child, Action<string> put)
    {
        if (child is null) return false;
        if (child.GetValueKind() != JsonValueKind.String) return Rewrite(child);
        var before = child.GetValue<string>();
        var after = Rewrite(before);
        if (after == before) return false;
        put(after);
        return true;
    }
}
