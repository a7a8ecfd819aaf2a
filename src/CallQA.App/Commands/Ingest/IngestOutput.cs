using System.Text.Json;
using Spectre.Console;

namespace CallQA.App.Commands.Ingest;

/// <summary>
/// What the command prints about recordings, while they come: there may be very many. JSON and problems are written at once, the table
/// shows the first ones at the end and counts the others.
/// </summary>
internal sealed class IngestOutput(OutputFormat format, TextWriter json)
{
    /// <summary>Most calls in the table.</summary>
    public const int Shown = 500;

    private readonly List<IngestResult> shown = [];
    private int calls;

    /// <summary>How many recordings have been told of.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them were refused or set aside.</summary>
    public int Problems { get; private set; }

    /// <summary>How many are kept in memory until the end.</summary>
    public int Kept => shown.Count;

    public void Add(IngestResult result)
    {
        if (format == OutputFormat.Json) json.Write((Count == 0 ? "[\n" : ",\n") + Indented(result));
        Count++;
        if (result.CallId is not null) calls++;
        if (format == OutputFormat.Table && result.CallId is not null && calls <= Shown) shown.Add(result);
        if (result.Note is { } note) Screen.Errors.MarkupLineInterpolated($"[yellow]{note}[/]");
        if (result.Problem is not { } problem) return;
        Problems++;
        Screen.Fail(problem);
    }

    /// <summary>Prints what belongs at the end.</summary>
    public void End()
    {
        if (format == OutputFormat.Json)
        {
            json.WriteLine(Count == 0 ? "[]" : "\n]");
            return;
        }

        Screen.Results.Write(IngestTable.Build(shown));
        if (calls > shown.Count) Screen.Results.WriteLine($"These are the first {shown.Count} of {calls} calls; callqa status counts them all by state.");
    }

    private static string Indented(IngestResult result) =>
        "  " + JsonSerializer.Serialize(result, CallQAJson.Indented).ReplaceLineEndings("\n  ");
}
