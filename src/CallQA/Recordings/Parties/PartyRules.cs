using CallQA.Transcription;

namespace CallQA.Recordings.Parties;

/// <summary>How a recorder that writes a file for each party calls the parties, and how long the others are waited for.</summary>
public sealed record PartyRules
{
    /// <summary>What says that a file is the agent's: the name's part <c>party</c>, or a stream's label or a participant's address in SIPREC metadata; in any case.</summary>
    public IReadOnlyList<string> Agent { get; init; } = ["agent", "tx", "out"];

    /// <summary>The same of the customer's.</summary>
    public IReadOnlyList<string> Customer { get; init; } = ["customer", "rx", "in"];

    /// <summary>How long the other party's file is waited for, one second to 24 hours. The default value is 10 minutes.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The party that a text names, or unknown.</summary>
    /// <param name="text">The text; null names nobody.</param>
    public Speaker SpeakerOf(string? text) =>
        text is null ? Speaker.Unknown
        : Agent.Contains(text, StringComparer.OrdinalIgnoreCase) ? Speaker.Agent
        : Customer.Contains(text, StringComparer.OrdinalIgnoreCase) ? Speaker.Customer
        : Speaker.Unknown;
}
