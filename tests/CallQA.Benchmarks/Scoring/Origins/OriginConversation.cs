using System.Text.Json;
using System.Text.Json.Serialization;

namespace CallQA.Benchmarks.Scoring.Origins;

/// <summary>One turn with what others judged of it; null where nobody did.</summary>
/// <param name="Speaker">Agent or customer.</param>
/// <param name="Text">What is said.</param>
/// <param name="Empathic">Whether it was found to show empathy.</param>
/// <param name="Polite">Whether it was found polite.</param>
/// <param name="Empathy">The label by our rubric.</param>
/// <param name="Courtesy">Likewise.</param>
internal sealed record OriginTurn(
    string Speaker, string Text, bool? Empathic = null, bool? Polite = null, string? Empathy = null, string? Courtesy = null)
{
    public const string Agent = "agent";
    public const string Customer = "customer";
}

/// <summary>Somebody else's conversation in the form that <c>callqa evaluate --origins</c> reads.</summary>
internal sealed record OriginConversation(string Id, string Language, IReadOnlyList<OriginTurn> Turns, bool? Success = null)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One line of JSON Lines.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, Json);
}
