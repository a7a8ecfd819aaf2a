using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Json.Schema;

namespace CallQA.Tests.Interchange;

/// <summary>The form of vCon as a JSON schema, written from the text of the draft, and held by a validator that is not ours.</summary>
internal static class VconSchema
{
    private static readonly Lazy<JsonSchema> Unsigned = new(() => Read("vcon-unsigned"));
    private static readonly Lazy<JsonSchema> Signed = new(() => Read("vcon-signed"));

    /// <summary>What of a vCon is not in the form, by the schema; empty where it is.</summary>
    public static IReadOnlyList<string> Faults(JsonNode? vcon) => Faults(Unsigned.Value, vcon);

    /// <summary>The same of the signed form without its payload.</summary>
    public static IReadOnlyList<string> FaultsOfSigned(JsonNode? vcon) => Faults(Signed.Value, vcon);

    private static List<string> Faults(JsonSchema schema, JsonNode? vcon)
    {
        var result = schema.Evaluate(vcon, new EvaluationOptions { OutputFormat = OutputFormat.List });
        if (result.IsValid) return [];
        var faults = result.Details.Where(detail => detail.HasErrors).Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}").ToList();
        return faults.Count > 0 ? faults : ["invalid"];
    }

    private static JsonSchema Read(string name, [CallerFilePath] string here = "") =>
        JsonSchema.FromText(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "Schemas", name + ".schema.json")));
}
