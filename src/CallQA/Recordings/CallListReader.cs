using CsvHelper;

namespace CallQA.Recordings;

/// <summary>Reads call lists: CSV files with one row a recording. Columns and aliases: <c>docs/file-formats.md</c>.</summary>
public static class CallListReader
{
    private const int LargestFile = 256 << 20;

    private static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>Reads a call list with the default options.</summary>
    /// <inheritdoc cref="ReadAsync(string, CallListOptions, CancellationToken)"/>
    public static Task<CallList> ReadAsync(string path, CancellationToken cancellationToken) =>
        ReadAsync(path, new CallListOptions(), cancellationToken);

    /// <summary>
    /// Reads a call list. Delimiter (comma, semicolon, tab) and encoding (UTF-8, UTF-16 with byte order mark, Windows-1252) are
    /// detected.
    /// </summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="options">Folder of the recordings and time zone.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The good rows, and a problem in a sentence for each of the others.</returns>
    /// <exception cref="InputException">
    /// The file cannot be read (<see cref="InputFault.Unreadable"/>), is no CSV or lacks the column of the recordings
    /// (<see cref="InputFault.Metadata"/>).
    /// </exception>
    public static async Task<CallList> ReadAsync(string path, CallListOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var content = await InputFile.ReadAllBytesAsync(path, LargestFile, InputFault.Metadata, cancellationToken);
        var text = CallListText.Decode(content, path);
        var folder = Path.GetFullPath(options.Folder ?? Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            return Parse(text, path, folder, options, cancellationToken);
        }
        catch (CsvFormatException exception)
        {
            throw new InputException(InputFault.Metadata, $"The call list '{path}' cannot be read as CSV from line {exception.LineNumber} on; export it again as CSV in UTF-8.", exception);
        }
    }

    private static CallList Parse(string text, string path, string folder, CallListOptions options, CancellationToken cancellationToken)
    {
        var malformed = new List<CsvMalformedRecord>();
        using var csv = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = DetectSeparator(text),
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = malformed.Add,
            TrackLineNumbers = true,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
        });
        csv.ReadHeader();
        var columns = new CallListColumns([.. csv.Headers.Select(name => name.Trim())], path);
        var reader = new CallListRowReader(path, folder, columns, options);
        var rows = new List<CallListRow>();
        while (csv.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            string[] values = [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
            if (!Array.TrueForAll(values, string.IsNullOrWhiteSpace) && reader.Read((int)csv.LineNumber, values) is { } row)
                rows.Add(row);
        }

        foreach (var record in malformed)
            reader.Report((int)record.LineNumber, null, null, Remedy(record.Reason));

        return new CallList(rows, [.. reader.Problems.OrderBy(problem => problem.Row)]);
    }

    private static string Remedy(CsvMalformedReason reason) => reason == CsvMalformedReason.UnterminatedQuote
        ? "opens a double quote that is never closed, so that nothing after it can be read; close it"
        : "has a double quote where none may stand; put the value in double quotes and double those inside it";

    /// <summary>The candidate that the header holds most often; null leaves it to Excel's <c>sep=</c> line.</summary>
    private static char? DetectSeparator(string text)
    {
        var start = text.AsSpan().TrimStart("\r\n");
        var end = start.IndexOfAny('\r', '\n');
        var header = (end < 0 ? start : start[..end]).ToString();
        return header.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)
            ? null
            : Separators.MaxBy(separator => header.Count(character => character == separator));
    }
}
