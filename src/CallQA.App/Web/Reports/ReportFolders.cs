using CallQA.App.Mail;

namespace CallQA.App.Web.Reports;

/// <summary>Removes written reports.</summary>
internal static class ReportFolders
{
    private static readonly string[] Endings = [".html", ".csv", ".json"];

    /// <summary>Removes the reports of a period; that they were sent stays known.</summary>
    /// <param name="reports">The folder of all reports.</param>
    /// <param name="period">The name of the period.</param>
    public static void Remove(string reports, string period)
    {
        var folder = Path.Combine(reports, period);
        if (!Directory.Exists(folder)) return;
        MailedMonths.Keep(reports, period);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Removes the pages and tables of a period that were not written now: of agents and teams that have no call in it any more.</summary>
    /// <param name="folder">The folder of the period.</param>
    /// <param name="written">What was written.</param>
    public static void RemoveOthers(string folder, IEnumerable<string> written)
    {
        var kept = written.Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.Ordinal) && !kept.Contains(Path.GetFullPath(file))).ToList())
            File.Delete(file);
    }
}
