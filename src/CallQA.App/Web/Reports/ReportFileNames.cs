using System.Security.Cryptography;
using System.Text;
using CallQA.Coaching;

namespace CallQA.App.Web.Reports;

/// <summary>Gives each subject of a period a file name that every file system takes and no other subject has.</summary>
public sealed class ReportFileNames
{
    public const string Team = "team";
    private const int MostLetters = 60;

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

    /// <summary>Whether the site serves the pages, so that they may lead to calls.</summary>
    public bool AreServed => Index is not null;

    /// <summary>The subject's file name without extension, or null where no page of theirs is written.</summary>
    public string? Find(ReportSubject subject) => names.GetValueOrDefault(subject);

    private static string Plain(ReportSubject subject) => subject.Scope switch
    {
        ReportScope.Everyone => Team,
        ReportScope.Team => $"{Team}-{Safe(subject.Id!)}",
        _ => Safe(subject.Id!) is var name && (Taken.Contains(name) || name.StartsWith(Team, StringComparison.OrdinalIgnoreCase))
            ? $"{name}-{Mark(subject.Id!)}"
            : name,
    };

    private static string Safe(string name)
    {
        var letters = name.Take(MostLetters).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_' ? letter : '-');
        var safe = new string([.. letters]).Trim('-');
        return safe.Length > 0 && name.Length <= MostLetters ? safe : $"{safe}-{Mark(name)}".TrimStart('-');
    }

    private static string Mark(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..6];
}
