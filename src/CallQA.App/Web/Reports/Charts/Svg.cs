using System.Globalization;

namespace CallQA.App.Web.Reports.Charts;

internal static class Svg
{
    /// <summary>A coordinate, with the dot that SVG wants in every language.</summary>
    public static string At(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);
}
