using CallQA.Transcription;

namespace CallQA.App.Settings;

/// <summary>Who is on which channel, as people write it: <c>agent,customer</c>, or <c>auto</c>.</summary>
internal static class ChannelText
{
    /// <summary>Asks to find out from what is said.</summary>
    public const string Auto = "auto";

    /// <summary>The speakers, first channel first, none for <c>auto</c>; null when a name is no speaker.</summary>
    public static IReadOnlyList<Speaker>? Parse(string text)
    {
        if (text.Trim().Equals(Auto, StringComparison.OrdinalIgnoreCase))
            return [];
        var names = text.Split(',', StringSplitOptions.TrimEntries);
        return names.All(name => Enum.GetNames<Speaker>().Contains(name, StringComparer.OrdinalIgnoreCase))
            ? [.. names.Select(name => Enum.Parse<Speaker>(name, ignoreCase: true))]
            : null;
    }
}
