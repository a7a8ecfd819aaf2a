using System.Text.RegularExpressions;

namespace CallQA.App.Web.Reports;

/// <summary>A report's page as it leaves the site: a path alone leads nowhere from a mailbox or another program's folder.</summary>
internal static partial class ReportCopy
{
    /// <summary>Gives the links to calls the site's address, or leaves them out where none is known; the way back to the workplace is left out.</summary>
    /// <param name="page">The page as the site serves it.</param>
    /// <param name="site">Where the site is reached, without a slash at its end.</param>
    public static string Of(string page, string? site) =>
        LinkIntoSite().Replace(page, link => site is null || link.Groups["home"].Success ? "" : $"{link.Groups["before"].Value}{site}{link.Groups["after"].Value}");

    // What comes from calls holds no < and no quotation mark here: it is written as entities.
    [GeneratedRegex("""(?<before><a class="site(?<home> home)?" href=")(?<after>/[^"]*"[^>]*>[^<]*</a>)""")]
    private static partial Regex LinkIntoSite();
}
