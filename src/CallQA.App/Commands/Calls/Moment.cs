using System.Globalization;

namespace CallQA.App.Commands.Calls;

/// <summary>Moments as people write them.</summary>
internal static class Moment
{
    private static readonly string[] Local = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd' 'HH:mm", "yyyy-MM-dd' 'HH:mm:ss"];
    private static readonly string[] WithOffset = [.. Local.Skip(1).SelectMany(format => new[] { format + "zzz", format + "'Z'" })];

    /// <summary>A day, which begins at midnight, or a time; without an offset in a time zone.</summary>
    /// <exception cref="InputException">It is neither.</exception>
    public static DateTimeOffset Parse(string text, TimeZoneInfo zone)
    {
        if (DateTimeOffset.TryParseExact(text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)) return moment;
        if (DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is > 1 and < 9999) return new(local, zone.GetUtcOffset(local));
        throw new InputException(InputFault.Settings, $"'{text}' is no day and no time; write it like 2026-03-01, 2026-03-01T08:00 or 2026-03-01T08:00:00+01:00.");
    }
}
