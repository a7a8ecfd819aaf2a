using System.Text.Json.Serialization;

namespace CallQA.App.Webhooks;

/// <summary>Something a program is told.</summary>
/// <param name="Id">Its name, the same at every attempt.</param>
/// <param name="Type">What happened, for example <c>reports.written</c>.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="Body">What is sent, byte by byte.</param>
internal sealed record WebhookMessage(string Id, string Type, DateTimeOffset CreatedAt, string Body)
{
    // From the specification: soon at first, over three days in all.
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>Attempts made.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is tried next; null when it is not any more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateTimeOffset? NextAt { get; init; } = CreatedAt;

    /// <summary>When it was taken; null while it was not.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>What came of the last attempt: a status, or the kind of failure.</summary>
    public string? Outcome { get; init; }

    /// <summary>The message after an attempt.</summary>
    /// <param name="outcome">What came of it.</param>
    /// <param name="taken">Whether it was taken.</param>
    /// <param name="final">Whether the receiver wants no more attempts.</param>
    /// <param name="now">The moment.</param>
    public WebhookMessage Tried(string outcome, bool taken, bool final, DateTimeOffset now) => this with
    {
        Attempts = Attempts + 1,
        Outcome = outcome,
        DeliveredAt = taken ? now : null,
        NextAt = taken || final || Attempts >= Pauses.Length ? null : now + Pauses[Attempts],
    };

    /// <summary>The message to be sent again from the start.</summary>
    public WebhookMessage Again(DateTimeOffset now) => this with { Attempts = 0, Outcome = null, DeliveredAt = null, NextAt = now };
}
