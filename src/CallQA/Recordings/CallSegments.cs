using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CallQA.Recordings.Sources;

namespace CallQA.Recordings;

/// <summary>
/// Rows that tell parts of one call: of a conference or a call that was passed on, systems write one for each agent. A call has one agent here, that
/// of its longest part.
/// </summary>
internal sealed class CallSegments(CallListColumns columns, ValueFormats formats)
{
    // Digests instead of texts: a list of very many rows keeps few bytes of each.
    private readonly Dictionary<UInt128, (int Row, TimeSpan Length)> longest = [];

    /// <summary>Looks at a row of the list, before any is used.</summary>
    public void Add(int row, IReadOnlyList<string> values)
    {
        if (values.Count < columns.Header.Count)
            return;
        var length = columns.Value(values, CallListField.Duration) is { } text && CallListValues.TryDuration(text, formats, out var told) ? told : TimeSpan.Zero;
        foreach (var key in new[] { PartKey(values), CallKey(values) }.OfType<string>().Select(Digest))
        {
            if (!longest.TryGetValue(key, out var known) || length > known.Length)
                longest[key] = (row, length);
        }
    }

    /// <summary>The row whose agent counts for the recording of this one: itself, or another part of the call.</summary>
    public int RowOfRecording(int row, IReadOnlyList<string> values) => RowOf(PartKey(values), row);

    /// <summary>The row whose agent counts for this one's call, of which there may be several recordings.</summary>
    public int RowOfCall(int row, IReadOnlyList<string> values) => RowOf(CallKey(values), row);

    private int RowOf(string? key, int row) => key is not null && longest.TryGetValue(Digest(key), out var known) ? known.Row : row;

    private string? PartKey(IReadOnlyList<string> values)
    {
        var call = columns.Value(values, CallListField.CallId);
        if (!columns.NamesFiles)
            return columns.Value(values, CallListField.RecordingId) is { } id ? $"{id}\n{call}" : call;
        return call is not null && columns.Value(values, CallListField.RecordingFile) is { } file ? $"{file}\n{call}" : null;
    }

    private string? CallKey(IReadOnlyList<string> values) =>
        !columns.NamesFiles && columns.Value(values, CallListField.RecordingId) is not null && columns.Value(values, CallListField.CallId) is { } call ? $"{call}\n\n" : null;

    private static UInt128 Digest(string text) => BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
