using System.Text.Json;
using CallQA.App.Storage;

namespace CallQA.App.Jobs;

/// <summary>A night's run, for operators and their programs.</summary>
/// <param name="Due">The time it was for.</param>
/// <param name="Begun">When it began.</param>
/// <param name="Ended">When it ended; null while it runs, or when its process died.</param>
/// <param name="Report">What it found and did; null until it has ended.</param>
internal sealed record Night(DateTimeOffset Due, DateTimeOffset Begun, DateTimeOffset? Ended, NightlyReport? Report)
{
    /// <summary>The run as it was kept.</summary>
    public static Night Of(NightlyEntry entry) => new(
        entry.Due, entry.Begun, entry.Ended, entry.Report is { } report ? JsonSerializer.Deserialize<NightlyReport>(report, CallQAJson.Compact) : null);
}
