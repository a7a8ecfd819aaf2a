using CallQA.Recordings;

namespace CallQA.Redaction;

/// <summary>Names the telephone system knows of the two parties.</summary>
/// <param name="Agent">The agent's name, which stays; null when unknown.</param>
/// <param name="Customer">The customer's name, which is found wherever it is said; null when unknown.</param>
public sealed record KnownNames(string? Agent = null, string? Customer = null)
{
    /// <summary>Nothing known.</summary>
    public static KnownNames None { get; } = new();

    /// <summary>The names that are told of a call.</summary>
    /// <param name="call">What is told.</param>
    public static KnownNames Of(CallMetadata call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return new(call.AgentName, call.CustomerName);
    }
}
