using System.Globalization;

namespace CallQA.App.Web.Calls;

/// <summary>A place in a list: just after or just before a call. However far down the list it is, it is found by an index.</summary>
/// <param name="ListedUtc">What the call is sorted by.</param>
/// <param name="CallId">The call.</param>
/// <param name="Back">Whether the lines before it are meant.</param>
internal sealed record ListCursor(DateTime ListedUtc, string CallId, bool Back)
{
    private const char After = 'a';
    private const char Before = 'b';

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is anything else.</summary>
    public static ListCursor? Parse(string? text) =>
        text is [After or Before, .. var rest] && rest.Split('.', 2) is [var ticks, var id]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= DateTime.MaxValue.Ticks
            ? new(new DateTime(number, DateTimeKind.Utc), id, text[0] == Before)
            : null;

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Back ? Before : After)}{ListedUtc.Ticks}.{CallId}");
}
