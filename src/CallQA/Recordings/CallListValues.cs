using System.Globalization;
using CallQA.Recordings.Sources;
using CallQA.Transcription;

namespace CallQA.Recordings;

/// <summary>Reads the values of a call list; each returns false for a value that means nothing.</summary>
internal static class CallListValues
{
    private const int EarliestYear = 1990;
    private const int LatestYear = 9998;

    private static readonly string[] DateFormats =
        [.. from separator in new[] { "'T'", "' '" }
            from time in new[] { "HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF" }
            select $"yyyy-MM-dd{separator}{time}"];

    private static readonly string[] OffsetFormats = [.. DateFormats.SelectMany(format => new[] { format + "zzz", format + "' 'zzz" })];

    private static readonly string[] UtcFormats = [.. DateFormats.Select(format => format + "'Z'")];

    /// <summary>ISO 8601 with an offset or Z, or seconds or milliseconds since 1970; without a zone only where the source has one.</summary>
    public static bool TryTime(string text, ValueFormats formats, out DateTimeOffset time)
    {
        if (!TryTimeWithZone(text, out time))
        {
            // At the ends of the calendar a zone would lead out of it.
            if (formats.Zone is not { } zone || !IsTimeWithoutZone(text, formats, out var local) || local.Year is < EarliestYear or > LatestYear)
                return false;

            time = new DateTimeOffset(local, zone.GetUtcOffset(local));
        }

        return time.Year >= EarliestYear;
    }

    public static bool IsTimeWithoutZone(string text, ValueFormats formats, out DateTime local) =>
        DateTime.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out local)
        || DateTime.TryParseExact(text, formats.Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out local);

    /// <summary>Whether a text needs no guess about the order of its parts.</summary>
    public static bool IsTimeInIso(string text) =>
        TryTimeWithZone(text, out _) || DateTime.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Seconds, or hours, minutes and seconds with colons; not negative, at most 48 hours.</summary>
    public static bool TryDuration(string text, char? decimalMark, out TimeSpan duration)
    {
        var longest = TimeSpan.FromHours(48);
        if (TryNumber(text, decimalMark, out var seconds) && seconds <= (decimal)longest.TotalSeconds)
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

    public static bool TrySatisfaction(string text, char? decimalMark, out double rating)
    {
        var isNumber = TryNumber(text, decimalMark, out var number);
        rating = (double)number;
        return isNumber && rating is >= 1 and <= 5;
    }

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

    private static bool TryTimeWithZone(string text, out DateTimeOffset time)
    {
        var culture = CultureInfo.InvariantCulture;
        return DateTimeOffset.TryParseExact(text, OffsetFormats, culture, DateTimeStyles.None, out time)
            || DateTimeOffset.TryParseExact(text, UtcFormats, culture, DateTimeStyles.AssumeUniversal, out time)
            || TrySinceEpoch(text, out time);
    }

    /// <summary>Ten digits are seconds since 1970, thirteen milliseconds: from 2001 to 2286.</summary>
    private static bool TrySinceEpoch(string text, out DateTimeOffset time)
    {
        var isCount = text.Length is 10 or 13 && text.All(char.IsAsciiDigit);
        var count = isCount ? long.Parse(text, CultureInfo.InvariantCulture) : 0;
        time = text.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(count) : DateTimeOffset.FromUnixTimeMilliseconds(count);
        return isCount;
    }

    /// <summary>A number without a sign. Where the mark is unknown, a comma counts as one unless it could part thousands.</summary>
    private static bool TryNumber(string text, char? decimalMark, out decimal number)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var isMark = decimalMark == ',' || (decimalMark is null && comma >= 0 && comma == text.LastIndexOf(',') && text.Length - comma != 4);
        var plain = isMark && !text.Contains('.', StringComparison.Ordinal) ? text.Replace(',', '.') : text;
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }
}
