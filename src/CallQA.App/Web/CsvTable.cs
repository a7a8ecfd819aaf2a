using System.Globalization;
using System.Text;

namespace CallQA.App.Web;

/// <summary>A table as a file for spreadsheets.</summary>
internal sealed class CsvTable
{
    private readonly StringBuilder text = new();

    public void Add(IEnumerable<object?> cells) => text.Append(Line(cells));

    public override string ToString() => text.ToString();

    /// <summary>One row with its line end, for tables that are written as they come.</summary>
    public static string Line(IEnumerable<object?> cells) => string.Join(',', cells.Select(Cell)) + "\n";

    private static string Cell(object? value) => value switch
    {
        null => "",
        double number => Math.Round(number, 4).ToString("0.####", CultureInfo.InvariantCulture),
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        DateTimeOffset moment => moment.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        _ => Quote(Harmless(value.ToString()!)),
    };

    // Spreadsheets take a text that begins like a formula for one.
    private static string Harmless(string cell) => cell.Length > 0 && "=+-@\t\r\n".Contains(cell[0], StringComparison.Ordinal) ? "'" + cell : cell;

    private static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny("\",\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
