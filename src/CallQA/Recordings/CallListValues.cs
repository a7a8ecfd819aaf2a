using System.Globalization;
using CallQA.Transcription;

namespace CallQA.Recordings;

/// <summary>Reads the values of a call list; each returns false for a value that means nothing.</summary>
internal static class CallListValues
{
    private const int EarliestYear = 1990;

    private static readonly string[] DateFormats =
        [.. from separator in new[] { "'T'", "' '" }
            from time in new[] { "HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF" }
            select $"yyyy-MM-dd{separator}{time}"];

    private static readonly string[] OffsetFormats = [.. DateFormats.SelectMany(format => new[] { format + "zzz", format + "' 'zzz" })];

    private static readonly string[] UtcFormats = [.. DateFormats.Select(format => format + "'Z'")];

    /// <summary>ISO 8601 with an offset or Z; without one only where the zone is given.</summary>
    public static bool TryTime(string text, TimeZoneInfo? zone, out DateTimeOffset time)
    {
        var culture = CultureInfo.InvariantCulture;
        if (!DateTimeOffset.TryParseExact(text, OffsetFormats, culture, DateTimeStyles.None, out time)
            && !DateTimeOffset.TryParseExact(text, UtcFormats, culture, DateTimeStyles.AssumeUniversal, out time))
        {
            if (zone is null || !IsTimeWithoutZone(text, out var local))
                return false;

            time = new DateTimeOffset(local, zone.GetUtcOffset(local));
        }

        return time.Year >= EarliestYear;
    }

    public static bool IsTimeWithoutZone(string text, out DateTime local) =>
        DateTime.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out local);

    /// <summary>Seconds, or hours, minutes and seconds with colons; not negative, at most 48 hours.</summary>
    public static bool TryDuration(string text, out TimeSpan duration)
    {
        var longest = TimeSpan.FromHours(48);
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= (decimal)longest.TotalSeconds)
        {
            duration = TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
            return true;
        }

        return TimeSpan.TryParseExact(text, [@"h\:mm\:ss", @"hh\:mm\:ss", @"m\:ss", @"mm\:ss"], CultureInfo.InvariantCulture, out duration);
    }

    public static bool TryDirection(string text, out string direction)
    {
        direction = text.ToLowerInvariant() switch
        {
            "inbound" or "in" or "incoming" => "inbound",
            "outbound" or "out" or "outgoing" => "outbound",
            _ => "",
        };
        return direction.Length > 0;
    }

    public static bool TrySatisfaction(string text, out double rating) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out rating) && rating is >= 1 and <= 5;

    public static bool TryYesNo(string text, out bool value)
    {
        value = text.ToLowerInvariant() is "yes" or "true" or "1" or "y" or "resolved";
        return value || text.ToLowerInvariant() is "no" or "false" or "0" or "n" or "unresolved";
    }

    /// <summary>Speakers by channel, first channel first: <c>agent,customer</c>.</summary>
    public static bool TryChannelMap(string text, out IReadOnlyList<Speaker> map)
    {
        var names = text.ToLowerInvariant().Split([',', ';', '|', '/', '+', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        map = [.. names.Select(name => name switch
        {
            "agent" => Speaker.Agent,
            "customer" => Speaker.Customer,
            _ => Speaker.Unknown,
        })];
        return names.Length is > 0 and <= 8 && names.All(name => name is "agent" or "customer" or "unknown");
    }
}
