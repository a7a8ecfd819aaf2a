using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CallQA.Recordings.Sources;

namespace CallQA.Recordings;

/// <summary>Turns the rows of one call list into metadata and collects what is wrong with them.</summary>
internal sealed class CallListRowReader(string path, string folder, CallListColumns columns, ValueFormats formats, bool ambiguousDates, CallSegments segments)
{
    // Digests instead of texts: a list of very many rows keeps few bytes of each.
    private readonly Dictionary<UInt128, int> rowsByRecording = [];
    private readonly Dictionary<UInt128, int> rowsByCall = [];
    private List<CallListProblem> problems = [];

    /// <summary>The problems since the last question.</summary>
    public IReadOnlyList<CallListProblem> TakeProblems()
    {
        if (problems.Count == 0)
            return [];

        var taken = problems;
        problems = [];
        return taken;
    }

    /// <summary>Why the last row is not used although nothing is wrong with it; null for every other row.</summary>
    public string? Note { get; private set; }

    /// <summary>The row, or null when it has a problem or only a note.</summary>
    public CallListRow? Read(int row, IReadOnlyList<string> values)
    {
        Note = null;
        // Spreadsheets end rows with delimiters for columns that are empty all the way down.
        if (values.Count < columns.Header.Count || values.Skip(columns.Header.Count).Any(value => !string.IsNullOrWhiteSpace(value)))
        {
            Report(row, null, null, $"has {values.Count} columns where the header has {columns.Header.Count}; put values that hold the delimiter in double quotes");
            return null;
        }

        if (segments.RowOfRecording(row, values) is var longest && longest != row)
        {
            Note = $"In '{path}', row {row}: the row tells another part of the call in row {longest}, whose agent counts because that part is the longest.";
            return null;
        }

        var before = problems.Count;
        string[] identifiers = columns.NamesFiles ? [] : Identifiers(row, values);
        // Another recording of the call: the call's identifier means that of its longest part.
        if (segments.RowOfCall(row, values) != row)
            identifiers = identifiers[..1];
        var file = columns.NamesFiles ? RecordingFile(row, values) : identifiers.FirstOrDefault();
        var metadata = Metadata(row, values);
        if (file is not null)
            CheckUnique(row, FieldOf(values), file, rowsByRecording);

        if (metadata.CallId is { } id && columns.NamesFiles)
            CheckUnique(row, CallListField.CallId, id, rowsByCall);

        if (problems.Count > before)
            return null;

        return new CallListRow(row, file!, Path.Combine(folder, file!), metadata) { Identifiers = identifiers };
    }

    /// <summary>Adds a problem to the list.</summary>
    public void Report(int row, string? column, string? value, string what)
    {
        var shown = value is null ? null : ShownValue.Of(value);
        var place = column is null ? "" : $", column '{ShownValue.Of(column)}'";
        var subject = shown is null ? "the row" : $"'{shown}'";
        problems.Add(new CallListProblem(path, row, column, shown, $"In '{path}', row {row}{place}: {subject} {what}."));
    }

    private CallMetadata Metadata(int row, IReadOnlyList<string> values) =>
        new FieldValues(formats, field => columns.Value(values, field), (field, text, what) => Report(row, columns.NameOf(field), text, what)) { AmbiguousDates = ambiguousDates }.Read();

    private string[] Identifiers(int row, IReadOnlyList<string> values)
    {
        var told = new[] { CallListField.RecordingId, CallListField.CallId }.Select(field => columns.Value(values, field)).OfType<string>().Select(CallId.FromText).Distinct().ToArray();
        if (told.Length == 0)
            Report(row, columns.NameOf(FieldOf(values)), null, "names no recording; give its identifier or that of its call");
        return told;
    }

    /// <summary>By which a row's recording is known.</summary>
    private CallListField FieldOf(IReadOnlyList<string> values) =>
        columns.NamesFiles ? CallListField.RecordingFile
        : columns.Value(values, CallListField.RecordingId) is not null || !columns.Has(CallListField.CallId) ? CallListField.RecordingId
        : CallListField.CallId;

    private string? RecordingFile(int row, IReadOnlyList<string> values)
    {
        var column = columns.NameOf(CallListField.RecordingFile);
        var value = columns.Value(values, CallListField.RecordingFile);
        if (value is null)
        {
            Report(row, column, null, "names no recording; give its path relative to the list");
            return null;
        }

        var refusal = RecordingPath.Resolve(folder, value, out var relative);
        if (refusal is null)
            return relative;

        Report(row, column, value, $"{refusal}; give a path inside '{folder}' relative to it");
        return null;
    }

    private void CheckUnique(int row, CallListField field, string value, Dictionary<UInt128, int> rows)
    {
        var digest = BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
        if (!rows.TryAdd(digest, row))
            Report(row, columns.NameOf(field), value, $"stands in row {rows[digest]} already, and only that row counts; remove one of them");
    }
}
