using CallQA.Coaching;
using CallQA.Recordings;

namespace CallQA.App.Web.Reports;

/// <summary>
/// Writes reports as pages, tables and data. The same reports give the same bytes. Each file is replaced whole, so that a
/// reader never sees half a page.
/// </summary>
internal static class ReportWriter
{
    /// <summary>
    /// Writes <c>&lt;period&gt;/&lt;agent&gt;.html</c>, <c>.csv</c>, <c>.questions.csv</c> and <c>.json</c>, the team's beside
    /// them, and <c>index.html</c> with all periods found.
    /// </summary>
    /// <param name="directory">The folder of the reports; made if missing.</param>
    /// <param name="reports">All reports of one or more periods, in one language: pages link to each other within these.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <param name="progress">Told the share of the reports that is written.</param>
    /// <returns>The files written, the index first.</returns>
    public static async Task<IReadOnlyList<string>> WriteAsync(
        string directory,
        IReadOnlyList<CoachingReport> reports,
        CancellationToken cancellationToken,
        IProgress<double>? progress = null)
    {
        await using var html = new ReportHtml();
        var paths = new List<string>();
        foreach (var period in reports.GroupBy(report => report.Period.Name))
        {
            var files = new ReportFileNames(period.Select(report => report.Subject));
            paths.AddRange(await WriteAsync(html, Path.Combine(directory, period.Key), [.. period], files, progress, cancellationToken));
        }

        var language = reports.Count > 0 ? reports[0].Form.Language : "en";
        var index = await html.RenderIndexAsync([.. ReportShelf.List(directory, TimeZoneInfo.Utc).Select(shelved => shelved.Period)], language);
        return [await SaveAsync(Path.Combine(directory, "index.html"), index, cancellationToken), .. paths];
    }

    /// <summary>Writes the reports of one period straight into a folder, without an index of periods.</summary>
    /// <param name="folder">The folder; made if missing.</param>
    /// <param name="reports">All reports of the period, in one language.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <returns>The files written, in the order of the reports.</returns>
    public static async Task<IReadOnlyList<string>> WritePeriodAsync(
        string folder,
        IReadOnlyList<CoachingReport> reports,
        CancellationToken cancellationToken)
    {
        await using var html = new ReportHtml();
        var files = new ReportFileNames(reports.Select(report => report.Subject), index: null);
        return await WriteAsync(html, folder, reports, files, progress: null, cancellationToken);
    }

    private static async Task<List<string>> WriteAsync(
        ReportHtml html,
        string folder,
        IReadOnlyList<CoachingReport> reports,
        ReportFileNames files,
        IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var paths = new string[reports.Count][];
        var done = 0;
        await Parallel.ForAsync(0, reports.Count, cancellationToken, async (number, stop) =>
        {
            paths[number] = await WriteAsync(html, folder, reports[number], files, stop);
            progress?.Report((double)Interlocked.Increment(ref done) / reports.Count);
        });
        return [.. paths.SelectMany(written => written)];
    }

    private static async Task<string[]> WriteAsync(ReportHtml html, string folder, CoachingReport report, ReportFileNames files, CancellationToken cancellationToken)
    {
        var name = Path.Combine(folder, files.Find(report.Subject)!);
        return
        [
            await SaveAsync($"{name}.html", await html.RenderAsync(report, files), cancellationToken),
            await SaveAsync($"{name}.csv", ReportCsv.Calls(report), cancellationToken),
            await SaveAsync($"{name}.questions.csv", ReportCsv.Questions(report), cancellationToken),
            await SaveJsonAsync($"{name}.json", report, cancellationToken),
        ];
    }

    // Call by call: as one text, the data of a large centre would take a gigabyte.
    private static async Task<string> SaveJsonAsync(string path, CoachingReport report, CancellationToken cancellationToken)
    {
        await AtomicFile.WriteAsync(path, (stream, stop) => ReportJson.WriteAsync(report, stream, stop), cancellationToken);
        return path;
    }

    private static async Task<string> SaveAsync(string path, string content, CancellationToken cancellationToken)
    {
        await AtomicFile.WriteTextAsync(path, content, cancellationToken);
        return path;
    }
}
