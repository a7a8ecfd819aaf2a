using System.Globalization;

namespace CallQA.App.Commands;

/// <summary>Numbers of things in what commands print.</summary>
internal static class Counted
{
    /// <summary>For example <c>1 review</c> or <c>2 reviews</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The word for one; the others have an s at its end.</param>
    /// <param name="rest">What follows.</param>
    public static string Of(int count, string one, string rest = "") => string.Create(CultureInfo.InvariantCulture, $"{count} {one}{(count == 1 ? "" : "s")}{rest}");
}
