using System.Text.Json.Nodes;
using CallQA.Recordings;

namespace CallQA.App.Storage;

/// <summary>What lists told, as it waits for recordings: all of it, the customer's name included, which no other document has.</summary>
internal static class WaitingMetadata
{
    private const string CustomerName = "customerName";

    public static string Write(CallMetadata metadata)
    {
        if (metadata.CustomerName is not { } name) return StoredJson.Write(metadata);
        var document = JsonNode.Parse(StoredJson.Write(metadata))!.AsObject();
        document[CustomerName] = name;
        return document.ToJsonString(CallQAJson.Compact);
    }

    public static CallMetadata Read(string document) =>
        StoredJson.Read<CallMetadata>(document) with { CustomerName = JsonNode.Parse(document)![CustomerName]?.GetValue<string>() };
}
