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

    /// <summary>RFC 2822 as Twilio writes it (<c>Tue, 31 Mar 2026 14:05:07 +0000</c>).</summary>
    private static readonly string[] OffsetFormats =
        [.. DateFormats.SelectMany(format => new[] { format + "zzz", format + "' 'zzz" }), "ddd, d MMM yyyy HH:mm:ss zzz"];

    private static readonly string[] UtcFormats = [.. DateFormats.Select(format => format + "'Z'"), "ddd, d MMM yyyy HH:mm:ss 'GMT'"];

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

    /// <summary>Seconds, milliseconds where the source counts in them, or hours, minutes and seconds with colons; not negative, at most 48 hours.</summary>
    public static bool TryDuration(string text, ValueFormats formats, out TimeSpan duration)
    {
        var longest = TimeSpan.FromHours(48);
        var ticks = formats.Milliseconds ? TimeSpan.TicksPerMillisecond : TimeSpan.TicksPerSecond;
        if (TryNumber(text, formats.Decimal, out var number) && number <= longest.Ticks / ticks)
        {
            duration = TimeSpan.FromTicks((long)(number * ticks));
            return true;
        }

        return TimeSpan.TryParseExact(text, [@"h\:mm\:ss", @"hh\:mm\:ss", @"m\:ss", @"mm\:ss"], CultureInfo.InvariantCulture, out duration);
    }

    public static bool TryDirection(string text, out string direction)
    {
        direction = text.ToLowerInvariant() switch
        {
            "inbound" or "in" or "incoming" or "eingehend" or "ankommend" => "inbound",
            "outbound" or "out" or "outgoing" or "outbound-dial" or "outbound-api" or "ausgehend" or "abgehend" => "outbound",
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
        value = text.ToLowerInvariant() is "yes" or "true" or "1" or "y" or "resolved" or "ja" or "j" or "wahr";
        return value || text.ToLowerInvariant() is "no" or "false" or "0" or "n" or "unresolved" or "nein" or "falsch";
    }

    /// <summary>Speakers by channel, first channel first: <c>agent,customer</c>.</summary>
    public static bool TryChannelMap(string text, out IReadOnlyList<Speaker> map)
    {
        var names = text.ToLowerInvariant().Split([',', ';', '|', '/', '+', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        map = [.. names.Select(name => SpeakerCalled(name) ?? Speaker.Unknown)];
        return names.Length is > 0 and <= 8 && names.All(name => SpeakerCalled(name) is not null);
    }

    private static Speaker? SpeakerCalled(string name) => name switch
    {
        "agent" or "agentin" or "mitarbeiter" or "mitarbeiterin" => Speaker.Agent,
        "customer" or "kunde" or "kundin" => Speaker.Customer,
        "unknown" or "unbekannt" => Speaker.Unknown,
        _ => null,
    };

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

    /// <summary>
    /// A number without a sign. Where the mark is unknown, the latter of both kinds is it (<c>1.184,5</c>, <c>1,184.5</c>), and a
    /// lone comma unless it could part thousands.
    /// </summary>
    private static bool TryNumber(string text, char? decimalMark, out decimal number)
    {
        var mark = decimalMark ?? MarkOf(text);
        var plain = WithoutThousands(text, mark);
        return decimal.TryParse(mark == ',' ? plain.Replace(',', '.') : plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    private static char? MarkOf(string text)
    {
        var (comma, point) = (text.LastIndexOf(','), text.LastIndexOf('.'));
        if (comma >= 0 && point >= 0)
            return comma > point ? ',' : '.';
        return comma >= 0 && comma == text.IndexOf(',', StringComparison.Ordinal) && text.Length - comma != 4 ? ',' : null;
    }

    /// <summary>The text without the marks between thousands, where they stand before groups of three digits and a decimal mark follows.</summary>
    private static string WithoutThousands(string text, char? mark)
    {
        var end = mark is { } decimalMark ? text.IndexOf(decimalMark, StringComparison.Ordinal) : -1;
        var groups = end < 0 ? [] : text[..end].Split(mark == ',' ? '.' : ',');
        return groups.Length > 1 && groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(group => group.Length == 3)
            ? string.Concat(groups) + text[end..]
            : text;
    }
}
