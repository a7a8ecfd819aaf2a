using System.Runtime.CompilerServices;
using CallQA.Recordings.Sources;
using CsvHelper;

namespace CallQA.Recordings;

/// <summary>Reads call lists: CSV files with one row a recording. Columns and aliases: <c>docs/file-formats.md</c>.</summary>
public static class CallListReader
{
    private const int LongestRow = 1 << 20;
    private const int LongestHeader = 1 << 16;

    // So many rows tell how dates are written.
    private const int Sample = 500;

    private static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <summary>Reads a call list with the default options.</summary>
    /// <inheritdoc cref="ReadAsync(string, CallListOptions, CancellationToken)"/>
    public static Task<CallList> ReadAsync(string path, CancellationToken cancellationToken) =>
        ReadAsync(path, new CallListOptions(), cancellationToken);

    /// <summary>Reads a whole call list: what <see cref="StreamAsync"/> tells, collected.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="options">Folder of the recordings and time zone.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The good rows, and a problem in a sentence for each of the others.</returns>
    /// <exception cref="InputException">
    /// The file cannot be read (<see cref="InputFault.Unreadable"/>), is no CSV or does not tell which recordings are meant
    /// (<see cref="InputFault.Metadata"/>).
    /// </exception>
    public static async Task<CallList> ReadAsync(string path, CallListOptions options, CancellationToken cancellationToken)
    {
        var rows = new List<CallListRow>();
        var problems = new List<CallListProblem>();
        var notes = new List<string>();
        await foreach (var entry in StreamAsync(path, options, cancellationToken))
        {
            if (entry.Row is { } row)
                rows.Add(row);
            else if (entry.Problem is { } problem)
                problems.Add(problem);
            else
                notes.Add(entry.Note!);
        }

        return new CallList(rows, [.. problems.OrderBy(problem => problem.Row)]) { Notes = notes };
    }

    /// <summary>
    /// Reads a call list row by row, in memory that does not grow with the rows' content. Delimiter (comma, semicolon, tab, bar) and
    /// encoding (UTF-8, UTF-16, Windows-1252) are detected.
    /// </summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="options">Folder of the recordings and time zone.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Rows and problems as they come; a row with several problems is told several times.</returns>
    /// <exception cref="InputException">
    /// The file cannot be read (<see cref="InputFault.Unreadable"/>), is no CSV or does not tell which recordings are meant
    /// (<see cref="InputFault.Metadata"/>).
    /// </exception>
    public static async IAsyncEnumerable<CallListEntry> StreamAsync(
        string path, CallListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        await using var file = InputFile.OpenRead(path);
        using var source = new CallListSource(path);
        var csv = await source.OpenAsync(file, cancellationToken);
        var columns = new CallListColumns([.. csv.Headers.Select(name => name.Trim())], path, options.Source?.Columns ?? new Dictionary<string, string>());
        var formats = ValueFormats.Of(options.Source, options.TimeZone);
        var order = formats.Dates.Length > 0 ? null : DateOrder.Of(await source.FirstValuesAsync(row => columns.Value(row, CallListField.StartTime), cancellationToken));
        var reader = new CallListRowReader(
            path,
            Path.GetFullPath(options.Folder ?? Path.GetDirectoryName(Path.GetFullPath(path))!),
            columns,
            order is null ? formats : formats with { Dates = order.Formats },
            order is { IsAmbiguous: true },
            await SegmentsAsync(path, columns, formats, cancellationToken));
        while (await source.ReadAsync(cancellationToken))
        {
            string[] values = [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
            var isBlank = Array.TrueForAll(values, string.IsNullOrWhiteSpace);
            var row = isBlank ? null : reader.Read((int)csv.LineNumber, values);
            foreach (var problem in Problems())
                yield return problem;

            if (row is not null)
                yield return new CallListEntry(row.Row, row, null);
            else if (!isBlank && reader.Note is { } note)
                yield return new CallListEntry((int)csv.LineNumber, null, null) { Note = note };
        }

        foreach (var problem in Problems())
            yield return problem;

        IEnumerable<CallListEntry> Problems()
        {
            foreach (var record in source.TakeMalformed())
                reader.Report((int)record.LineNumber, null, null, Remedy(record.Reason));

            return reader.TakeProblems().Select(problem => new CallListEntry(problem.Row, null, problem));
        }
    }

    private static async Task<CallSegments> SegmentsAsync(string path, CallListColumns columns, ValueFormats formats, CancellationToken cancellationToken)
    {
        var segments = new CallSegments(columns, formats);
        await using var file = InputFile.OpenRead(path);
        using var source = new CallListSource(path);
        var csv = await source.OpenAsync(file, cancellationToken);
        try
        {
            while (await source.ReadAsync(cancellationToken))
                segments.Add((int)csv.LineNumber, [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
        }
        catch (InputException)
        {
            // Told where it stands, when the rows before it have been used.
        }

        return segments;
    }

    private static string Remedy(CsvMalformedReason reason) => reason == CsvMalformedReason.UnterminatedQuote
        ? "opens a double quote that is never closed, so that nothing after it can be read; close it"
        : "has a double quote where none may stand; put the value in double quotes and double those inside it";

    /// <summary>The candidate that the header holds most often; null leaves it to Excel's <c>sep=</c> line.</summary>
    private static char? DetectSeparator(ReadOnlySpan<char> text)
    {
        var start = text.TrimStart("\r\n");
        var end = start.IndexOfAny('\r', '\n');
        var header = (end < 0 ? start : start[..end]).ToString();
        return header.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)
            ? null
            : Separators.MaxBy(separator => header.Count(character => character == separator));
    }

    /// <summary>The file as records, with what is malformed in between, and the parser's complaints as sentences.</summary>
    private sealed class CallListSource(string path) : IDisposable
    {
        private readonly List<CsvMalformedRecord> malformed = [];
        private char[] head = new char[LongestHeader];
        private CsvReader? csv;

        public async Task<CsvReader> OpenAsync(FileStream file, CancellationToken cancellationToken)
        {
            try
            {
                var text = await CallListText.RecogniseAsync(file, path, cancellationToken);
                using (var first = new StreamReader(file, text.Encoding, detectEncodingFromByteOrderMarks: false, leaveOpen: true))
                    head = head[..await first.ReadBlockAsync(head, cancellationToken)];

                file.Position = text.Preamble;
                csv = CsvReader.Create(new StreamReader(file, text.Encoding, detectEncodingFromByteOrderMarks: false), Options(malformed.Add));
                await csv.ReadHeaderAsync(cancellationToken);
                return csv;
            }
            catch (Exception exception) when (Sentence(exception) is { } sentence)
            {
                throw sentence;
            }
        }

        /// <summary>Values of the first rows.</summary>
        public async Task<IReadOnlyCollection<string>> FirstValuesAsync(Func<IReadOnlyList<string>, string?> value, CancellationToken cancellationToken)
        {
            try
            {
                return await ReadFirstValuesAsync(value, cancellationToken);
            }
            catch (Exception exception) when (Sentence(exception) is { } sentence)
            {
                throw sentence;
            }
        }

        public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
        {
            try
            {
                return await csv!.ReadAsync(cancellationToken);
            }
            catch (Exception exception) when (Sentence(exception) is { } sentence)
            {
                throw sentence;
            }
        }

        public CsvMalformedRecord[] TakeMalformed()
        {
            if (malformed.Count == 0)
                return [];

            CsvMalformedRecord[] taken = [.. malformed];
            malformed.Clear();
            return taken;
        }

        public void Dispose() => csv?.Dispose();

        private async Task<IReadOnlyCollection<string>> ReadFirstValuesAsync(Func<IReadOnlyList<string>, string?> value, CancellationToken cancellationToken)
        {
            // The last line may be cut off where the head ends.
            var end = head.Length == LongestHeader ? Array.LastIndexOf(head, '\n') + 1 : head.Length;
            using var rows = CsvReader.Create(new StringReader(new string(head, 0, end)), Options(_ => { }));
            var values = new List<string>();
            await rows.ReadHeaderAsync(cancellationToken);
            while (values.Count < Sample && await rows.ReadAsync(cancellationToken))
            {
                if (rows.FieldCount >= rows.Headers.Count && value([.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetString)]) is { } text)
                    values.Add(text);
            }

            return values;
        }

        private CsvReaderOptions Options(Action<CsvMalformedRecord> onMalformed) => new()
        {
            Separator = DetectSeparator(head),
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = onMalformed,
            TrackLineNumbers = true,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
            MaxRecordSize = LongestRow,
        };

        private InputException? Sentence(Exception exception) => exception switch
        {
            CsvFormatException format => new InputException(
                InputFault.Metadata, $"The call list '{path}' cannot be read as CSV from line {format.LineNumber} on; export it again as CSV in UTF-8.", exception),
            IOException => InputFile.Unreadable(path, exception),
            _ => null,
        };
    }
}
