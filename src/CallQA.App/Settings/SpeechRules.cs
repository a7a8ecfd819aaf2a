using System.Globalization;
using CallQA.Engines.Whisper;
using CallQA.Engines.Whisper.Downloads;

namespace CallQA.App.Settings;

/// <summary>What the values of the parts <c>Speech</c> and <c>Downloads</c> must be; the model itself checks whether it knows a language.</summary>
internal static class SpeechRules
{
    private const int LongestPrompt = 10_000;

    /// <param name="speech">The values.</param>
    /// <param name="language">The language they are for.</param>
    /// <param name="called">How a value is called in a sentence, by its name; null for the name of the setting.</param>
    public static void Check(SpeechSettings speech, string language, Func<string, string>? called = null)
    {
        called ??= name => $"The setting {CallQASettings.Section}:Speech:{name}";
        Range(called(nameof(speech.Threads)), speech.Threads ?? 1, 1, 256);
        Range(called(nameof(speech.BeamSize)), speech.BeamSize ?? 1, 1, 16);
        Range(called(nameof(speech.Patience)), speech.Patience, 0.1, 10);
        Range(called(nameof(speech.LengthPenalty)), speech.LengthPenalty ?? 0, 0, 1);
        Range(called(nameof(speech.BestOf)), speech.BestOf, 1, 16);
        Range(called(nameof(speech.MaxSegmentLength)), speech.MaxSegmentLength ?? 10, 10, 1000);
        foreach (var one in speech.LanguageList)
            Language(called(nameof(speech.Languages)), one, automatic: false);
        if (speech.LanguageList.Count > 0 && language != WhisperOptions.AutoLanguage)
            throw Refuse(called(nameof(speech.Languages)), speech.Languages!, $"it counts only where the language is {WhisperOptions.AutoLanguage}, but that is '{language}'; leave one of the two out");
        if (speech.Prompt?.Length > LongestPrompt)
            throw Refuse(called(nameof(speech.Prompt)), $"{speech.Prompt.Length} characters long", $"write {LongestPrompt} at most");
        if (speech.Vocabulary is { } file && !File.Exists(file))
            throw Refuse(called(nameof(speech.Vocabulary)), file, "there is no such file; write the path of a text file with a term a line");
    }

    public static void Check(DownloadSettings downloads)
    {
        if (!IsHttp(downloads.BaseAddress))
            throw Refuse(Name(nameof(downloads.BaseAddress)), downloads.BaseAddress, $"write an address such as {DownloadOptions.OfficialAddress}");
        if (new Uri(downloads.BaseAddress).UserInfo.Length > 0)
            throw Refuse(Name(nameof(downloads.BaseAddress)), "an address with a login", "leave name and password out: a login is not supported, and they would be written beside the model");
        if (downloads.Proxy is { } proxy && !IsHttp(proxy))
            throw Refuse(Name(nameof(downloads.Proxy)), "not an address", "write one such as http://proxy.example:3128");
        if (downloads.Folder is { } folder && string.IsNullOrWhiteSpace(folder))
            throw Refuse(Name(nameof(downloads.Folder)), folder, "write a folder, or leave it out");
    }

    /// <param name="what">What is checked, as the beginning of a sentence.</param>
    /// <param name="code">The value.</param>
    /// <param name="automatic">Whether <c>auto</c> is a value, too.</param>
    public static void Language(string what, string code, bool automatic)
    {
        if (code.Length is 2 or 3 && code.All(char.IsAsciiLetterLower) || automatic && code == WhisperOptions.AutoLanguage)
            return;
        var remedy = automatic ? $"an ISO 639-1 code such as en or de, or {WhisperOptions.AutoLanguage}" : "an ISO 639-1 code such as en or de";
        throw new InputException(InputFault.Settings, $"{what} is '{code}', which is no language; write {remedy}.");
    }

    private static string Name(string name) => $"The setting {CallQASettings.Section}:Downloads:{name}";

    private static bool IsHttp(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private static void Range(string what, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
            throw Refuse(what, value.ToString(CultureInfo.InvariantCulture), FormattableString.Invariant($"write a number from {least} to {most}"));
    }

    private static InputException Refuse(string what, string value, string remedy) =>
        new(InputFault.Settings, $"{what} is '{value}', which cannot be used; {remedy}.");
}
