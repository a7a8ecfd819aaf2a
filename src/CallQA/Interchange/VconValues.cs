using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CallQA.Interchange;

/// <summary>The forms of single values in vCons.</summary>
internal static partial class VconValues
{
    /// <summary>The alphabet of base64url.</summary>
    public static readonly SearchValues<byte> Base64Url = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    public static bool IsDate(string text) => DateForm().IsMatch(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    public static bool IsUuid(string text) => Guid.TryParseExact(text, "D", out _);

    public static bool IsHash(string text) => HashForm().IsMatch(text);

    public static bool IsMediaType(string text) => text.IndexOf('/', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1;

    public static bool IsSecureAddress(string text) => text.StartsWith("https://", StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out _);

    // 1.0 and 1e0 are 1 to JSON.
    public static bool IsNumberFromZero(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= 0 && number == Math.Floor(number);

    public static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)\z", RegexOptions.ECMAScript)]
    private static partial Regex DateForm();

    [GeneratedRegex(@"^[a-z0-9]+-[A-Za-z0-9_-]+\z")]
    private static partial Regex HashForm();
}
