using System.Security.Cryptography;
using System.Text;
using CallQA.Coaching;

namespace CallQA.App.Web.Reports;

/// <summary>Gives each subject of a period a file name that every file system takes and no other subject has.</summary>
public sealed class ReportFileNames
{
    public const string Team = "team";

    // Names of devices on Windows, and of our own pages.
    private static readonly HashSet<string> Taken = new(StringComparer.OrdinalIgnoreCase)
    {
        Team, "index", "con", "prn", "aux", "nul",
        "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
        "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    };

    private readonly Dictionary<ReportSubject, string> names;

    /// <summary>Names the pages.</summary>
    /// <param name="subjects">Whom the pages are about.</param>
    /// <param name="index">The page of all periods, relative to the pages; null where there is none.</param>
    public ReportFileNames(IEnumerable<ReportSubject> subjects, string? index = "../index.html")
    {
        Index = index;
        names = subjects
            .Distinct()
            .GroupBy(Plain, StringComparer.OrdinalIgnoreCase)
            .SelectMany(alike => alike.Count() == 1
                ? alike.Select(subject => (subject, Name: alike.Key))
                : alike.Select(subject => (subject, Name: $"{alike.Key}-{Mark(subject.Id!)}")))
            .ToDictionary(entry => entry.subject, entry => entry.Name);
    }

    /// <summary>The page of all periods, relative to the pages; null where there is none.</summary>
    public string? Index { get; }

    /// <summary>The subject's file name without extension, or null where no page of theirs is written.</summary>
    public string? Find(ReportSubject subject) => names.GetValueOrDefault(subject);

    private static string Plain(ReportSubject subject) => subject.Scope switch
    {
        ReportScope.Everyone => Team,
        ReportScope.Team => $"{Team}-{Safe(subject.Id!, taken: false)}",
        _ => Safe(subject.Id!, Taken.Contains(subject.Id!) || subject.Id!.StartsWith(Team, StringComparison.OrdinalIgnoreCase)),
    };

    // A name that had to be changed could meet another one: a piece of its hash keeps them apart.
    private static string Safe(string name, bool taken)
    {
        var safe = new string([.. name.Take(60).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-')]).Trim('-');
        return safe == name && safe.Length > 0 && !taken ? safe : $"{safe}-{Mark(name)}".TrimStart('-');
    }

    private static string Mark(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..6];
}
