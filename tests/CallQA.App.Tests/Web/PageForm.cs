using System.Text.RegularExpressions;

namespace CallQA.App.Tests.Web;

/// <summary>A form as browsers send it.</summary>
internal static partial class PageForm
{
    /// <summary>The fields alone, as another site would have them sent.</summary>
    public static FormUrlEncodedContent Forged(params IEnumerable<(string Name, string Value)> fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    /// <summary>The fields with the antiforgery token that stands hidden in the page.</summary>
    public static FormUrlEncodedContent Of(string page, params IEnumerable<(string Name, string Value)> fields) =>
        Forged([.. fields, ("__RequestVerificationToken", HiddenToken().Match(page).Groups[1].Value)]);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex HiddenToken();
}
