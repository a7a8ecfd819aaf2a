namespace CallQA.Recordings;

/// <summary>One recording of a call list with what the list tells about it.</summary>
/// <param name="Row">Line of the file the row begins on; the header is line 1.</param>
/// <param name="RecordingFile">The recording relative to the list's folder, with forward slashes; where the list names no files, the first of <see cref="Identifiers"/>.</param>
/// <param name="RecordingPath">The recording's full path.</param>
/// <param name="Metadata">What the row tells.</param>
public sealed record CallListRow(int Row, string RecordingFile, string RecordingPath, CallMetadata Metadata)
{
    /// <summary>Where the list names no files: the identifiers of recording and call, by one of which the recording's name is known. Else empty.</summary>
    public IReadOnlyList<string> Identifiers { get; init; } = [];
}

/// <summary>Something that keeps a row from being used.</summary>
/// <param name="File">The call list.</param>
/// <param name="Row">Line of the file the row begins on; the header is line 1.</param>
/// <param name="Column">The column as the file spells it; null where the row as a whole is wrong.</param>
/// <param name="Value">The value refused, shortened; null where none can be named.</param>
/// <param name="Message">One sentence with file, row, column, value and remedy.</param>
public sealed record CallListProblem(string File, int Row, string? Column, string? Value, string Message);

/// <summary>A read call list: good rows go on, the others are told.</summary>
/// <param name="Rows">Rows without a problem, in the file's order.</param>
/// <param name="Problems">What is wrong with the others, in the file's order.</param>
public sealed record CallList(IReadOnlyList<CallListRow> Rows, IReadOnlyList<CallListProblem> Problems)
{
    /// <summary>A sentence for each row that is not used although nothing is wrong with it, in the file's order.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>What a call list tells next: a row that can be used, what is wrong with one, or why one is not used.</summary>
/// <param name="Line">Line of the file the row begins on; the header is line 1.</param>
/// <param name="Row">The row; null where there is a problem or a note.</param>
/// <param name="Problem">The problem; null where there is a row or a note.</param>
public sealed record CallListEntry(int Line, CallListRow? Row, CallListProblem? Problem)
{
    /// <summary>One sentence why a row is not used although nothing is wrong with it; else null.</summary>
    public string? Note { get; init; }
}
