using System.Globalization;

namespace CallQA.App.Settings;

/// <summary>The part <c>Retention</c> of the settings: how long calls are kept.</summary>
internal sealed record RetentionSettings
{
    /// <summary>Days after which a call is erased, 1–36500, counted from its start. The default is never.</summary>
    public int? Days { get; init; }

    /// <summary>Days for calls of single queues, <c>orders=90,complaints=365</c>; <c>never</c> keeps a queue's calls. The default is none.</summary>
    public string? Queues { get; init; }

    /// <summary>
    /// Days for calls of single sources, by the identifiers of their profiles, <c>pbx-berlin=90,archive=never</c>. Of a queue's rule and a source's the shorter
    /// counts, and <c>never</c> is the longest. The default is none.
    /// </summary>
    public string? Sources { get; init; }

    /// <summary><see cref="Queues"/> one by one; null for never.</summary>
    /// <returns>Null when the text cannot be used.</returns>
    public IReadOnlyDictionary<string, int?>? ByQueue() => Rules(Queues);

    /// <summary><see cref="Sources"/> one by one; null for never.</summary>
    /// <returns>Null when the text cannot be used.</returns>
    public IReadOnlyDictionary<string, int?>? BySource() => Rules(Sources);

    public static bool IsDays(int days) => days is >= 1 and <= 36_500;

    private static Dictionary<string, int?>? Rules(string? written)
    {
        var days = new Dictionary<string, int?>(StringComparer.Ordinal);
        foreach (var part in (written ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, var text]) return null;
            if (text == "never") days[name] = null;
            else if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && IsDays(number)) days[name] = number;
            else return null;
        }

        return days;
    }
}
