namespace CallQA.App.Mail;

/// <summary>Which months were sent. It is kept beside their reports, not with them: those are removed and written again.</summary>
internal static class MailedMonths
{
    private const string Marker = ".mailed";

    /// <summary>Whether a month was sent.</summary>
    public static bool Has(string reports, string month) => File.Exists(Beside(reports, month)) || File.Exists(Within(reports, month));

    /// <summary>Remembers that a month was sent.</summary>
    public static Task AddAsync(string reports, string month, CancellationToken cancellationToken) => File.WriteAllTextAsync(Beside(reports, month), "", cancellationToken);

    /// <summary>Keeps what an earlier version remembered with the reports of a period, before they are removed.</summary>
    public static void Keep(string reports, string period)
    {
        if (File.Exists(Within(reports, period))) File.WriteAllText(Beside(reports, period), "");
    }

    private static string Beside(string reports, string month) => Path.Combine(reports, $"{Marker}-{month}");

    private static string Within(string reports, string period) => Path.Combine(reports, period, Marker);
}
