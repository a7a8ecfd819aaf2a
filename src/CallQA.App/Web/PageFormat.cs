using System.Globalization;
using CallQA.App.Dashboards;
using CallQA.App.Settings;
using CallQA.Coaching;
using Microsoft.AspNetCore.WebUtilities;

namespace CallQA.App.Web;

/// <summary>Moments, lengths and numbers as the pages show them: in the reader's language and the contact centre's time zone.</summary>
internal sealed class PageFormat(CallQASettings settings)
{
    private readonly TimeZoneInfo zone = settings.Zone;

    public string Moment(DateTimeOffset moment)
    {
        var form = CultureInfo.CurrentCulture.TwoLetterISOLanguageName == "de" ? "d. MMM yyyy, HH:mm" : "d MMM yyyy, HH:mm";
        return TimeZoneInfo.ConvertTime(moment, zone).ToString(form, CultureInfo.CurrentCulture);
    }

    public string Day(DateTimeOffset moment) => Day(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime));

    public static string Day(DateOnly day) =>
        day.ToString(CultureInfo.CurrentCulture.TwoLetterISOLanguageName == "de" ? "d. MMM yyyy" : "d MMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>Day and month.</summary>
    public static string DayMonth(DateOnly day) =>
        day.ToString(CultureInfo.CurrentCulture.TwoLetterISOLanguageName == "de" ? "d. MMM" : "d MMM", CultureInfo.CurrentCulture);

    /// <summary>A day, or the first and the last of several.</summary>
    public static string Days(DayRange days) => days.From == days.Until ? DayMonth(days.From) : $"{DayMonth(days.From)} – {DayMonth(days.Until)}";

    /// <summary>A mean with its 95 % interval.</summary>
    public static string Interval(Average average, int decimals = 1) => average.Mean is not { } mean ? "–" : average.Interval is { } interval
        ? $"{Fixed(mean, decimals)} ({Fixed(interval.Low, decimals)}–{Fixed(interval.High, decimals)})"
        : Fixed(mean, decimals);

    public static string Length(TimeSpan length) => length.TotalHours >= 1
        ? length.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture)
        : length.ToString(@"m\:ss", CultureInfo.InvariantCulture);

    /// <summary>Seconds as scripts read them.</summary>
    public static string Seconds(TimeSpan length) => length.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A share as a whole percentage.</summary>
    public static string Percent(double share) => (100 * share).ToString("0", CultureInfo.CurrentCulture) + " %";

    public static string Points(double? points) => points?.ToString("0", CultureInfo.CurrentCulture) ?? "–";

    /// <summary>Points with the decimals they have.</summary>
    public static string Exact(double points) => points.ToString("0.##", CultureInfo.CurrentCulture);

    /// <summary>A difference with its sign.</summary>
    public static string Signed(double difference, int decimals = 1)
    {
        var digits = Digits(decimals);
        return difference.ToString($"+{digits};\u2212{digits};{digits}", CultureInfo.CurrentCulture);
    }

    /// <summary>A coefficient with two decimals.</summary>
    public static string Coefficient(double value) => value.ToString("0.00;\u22120.00;0.00", CultureInfo.CurrentCulture);

    /// <summary>A language's name in the reader's language; the code itself where it is none.</summary>
    public static string Language(string code)
    {
        try
        {
            return CultureInfo.GetCultureInfo(code).DisplayName;
        }
        catch (CultureNotFoundException)
        {
            return code;
        }
    }

    public static string CalibrationAddress(long sessionId) => "/calibration/" + sessionId.ToString(CultureInfo.InvariantCulture);

    public static string ScorecardAddress(string scorecard, int version) => string.Create(CultureInfo.InvariantCulture, $"/scorecards/{scorecard}/{version}");

    public static string CoachingAddress(long sessionId) => "/coaching/" + sessionId.ToString(CultureInfo.InvariantCulture);

    /// <summary>The session's page for its agent.</summary>
    public static string OwnCoachingAddress(long sessionId) => "/my" + CoachingAddress(sessionId);

    public static string ClipAddress(long clipId) => "/clips/" + clipId.ToString(CultureInfo.InvariantCulture);

    /// <summary>A clip as it is heard in a coaching session.</summary>
    public static string SessionClipAddress(long sessionId, long clipId) => CoachingAddress(sessionId) + ClipAddress(clipId);

    /// <summary>A sampling plan that was carried out.</summary>
    public static string PlanAddress(long planId) => "/review/plans/" + planId.ToString(CultureInfo.InvariantCulture);

    public static string PlaylistAddress(long playlistId) => "/playlists/" + playlistId.ToString(CultureInfo.InvariantCulture);

    public static string CallAddress(string callId) => "/calls/" + Uri.EscapeDataString(callId);

    /// <summary>The page of a call without what the machine says of it.</summary>
    public static string BlindAddress(string callId) => CallAddress(callId) + "?blind=1";

    /// <summary>A path with those parameters that have a value.</summary>
    public static string Address(string path, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        foreach (var (name, value) in parameters)
            if (!string.IsNullOrEmpty(value)) path = QueryHelpers.AddQueryString(path, name, value);
        return path;
    }

    private static string Fixed(double value, int decimals) => value.ToString(Digits(decimals), CultureInfo.CurrentCulture);

    private static string Digits(int decimals) => "0." + new string('0', decimals);
}
