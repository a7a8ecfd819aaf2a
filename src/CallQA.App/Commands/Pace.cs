using System.Globalization;

namespace CallQA.App.Commands;

/// <summary>How fast something gets done, and how long the rest takes at that pace.</summary>
internal sealed class Pace(TimeProvider time, double atStart = 0)
{
    private readonly long started = time.GetTimestamp();

    /// <summary>What was done a second, since the start; 0 while that cannot be told.</summary>
    public double PerSecond(double done) => time.GetElapsedTime(started).TotalSeconds is > 0 and var seconds ? (done - atStart) / seconds : 0;

    /// <summary>Time for the rest; null while that cannot be told.</summary>
    public TimeSpan? Remaining(double done, double total) =>
        PerSecond(done) is > 0 and var pace && (total - done) / pace is < 1e6 and var seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>A remaining time in minutes and seconds, for example <c>02:05</c>.</summary>
    public static string Text(TimeSpan? remaining) => remaining is { } left
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalMinutes:00}:{left.Seconds:00}")
        : "--:--";
}
