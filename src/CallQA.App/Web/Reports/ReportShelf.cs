using System.Text.Json;
using CallQA.Coaching;

namespace CallQA.App.Web.Reports;

/// <summary>A period whose reports are written.</summary>
/// <param name="Period">The period; its folder has its name.</param>
/// <param name="Teams">Reports of teams beside that of everyone.</param>
/// <param name="Agents">Reports of agents.</param>
/// <param name="WrittenAt">When they were written.</param>
internal sealed record ShelvedPeriod(ReportPeriod Period, int Teams, int Agents, DateTimeOffset WrittenAt);

/// <summary>A written report.</summary>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Page">Its page, relative to the folder of all reports.</param>
internal sealed record ShelvedReport(ReportSubject Subject, string Page);

/// <summary>What is written in the folder of the reports.</summary>
internal static class ReportShelf
{
    // Whom a report is about stands at its beginning.
    private const int Beginning = 16 * 1024;
    private const string Everyone = ReportFileNames.Team + ".json";
    private const string OfTeam = ReportFileNames.Team + "-";

    /// <summary>The periods, the latest first; of those that begin together the longest.</summary>
    public static IReadOnlyList<ShelvedPeriod> List(string folder, TimeZoneInfo zone) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateDirectories(folder).Select(path => Read(path, zone)).OfType<ShelvedPeriod>()
            .OrderByDescending(shelved => shelved.Period.From).ThenByDescending(shelved => shelved.Period.Until),
    ];

    /// <summary>The reports of teams and agents of a period, by name.</summary>
    public static async Task<IReadOnlyList<ShelvedReport>> ReportsAsync(string folder, ReportPeriod period, CancellationToken cancellationToken)
    {
        var reports = new List<ShelvedReport>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, period.Name), "*.json"))
            if (Path.GetFileName(file) != Everyone && await SubjectAsync(file, cancellationToken) is { } subject)
                reports.Add(new(subject, $"{period.Name}/{Path.GetFileNameWithoutExtension(file)}.html"));
        return [.. reports.OrderBy(report => report.Subject.Name ?? report.Subject.Id, StringComparer.CurrentCultureIgnoreCase).ThenBy(report => report.Page, StringComparer.Ordinal)];
    }

    private static ShelvedPeriod? Read(string path, TimeZoneInfo zone)
    {
        var everyone = new FileInfo(Path.Combine(path, Everyone));
        if (!everyone.Exists || !ReportPeriodText.TryParse(Path.GetFileName(path), zone, out var period) || period.Name != Path.GetFileName(path)) return null;
        var names = Directory.EnumerateFiles(path, "*.json").Select(file => Path.GetFileName(file)).Where(name => name != Everyone).ToList();
        var teams = names.Count(name => name.StartsWith(OfTeam, StringComparison.Ordinal));
        return new(period, teams, names.Count - teams, everyone.LastWriteTimeUtc);
    }

    private static async Task<ReportSubject?> SubjectAsync(string file, CancellationToken cancellationToken)
    {
        var bytes = new byte[Beginning];
        await using var stream = File.OpenRead(file);
        var length = await stream.ReadAtLeastAsync(bytes, Beginning, throwOnEndOfStream: false, cancellationToken);
        return Subject(bytes.AsSpan(0, length));
    }

    private static ReportSubject? Subject(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
            while (reader.Read())
            {
                if (reader is not { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } || !reader.ValueTextEquals("subject")) continue;
                return reader.Read() && JsonElement.TryParseValue(ref reader, out var subject) ? subject.Value.Deserialize<ReportSubject>(CallQAJson.Compact) : null;
            }
        }
        catch (JsonException)
        {
            // Whoever put it there: it is no report.
        }

        return null;
    }
}
