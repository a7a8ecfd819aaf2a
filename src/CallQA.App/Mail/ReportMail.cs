using System.Globalization;
using System.Text;
using CallQA.App.Settings;
using CallQA.App.Web.Reports;
using CallQA.Coaching;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CallQA.App.Mail;

/// <summary>Sends the report of everyone over a month, with page and tables attached.</summary>
internal sealed class ReportMail(CallQASettings settings)
{
    private const string Everyone = "team";

    /// <summary>The night's step: the last month that is over is sent once, as soon as its reports are written.</summary>
    /// <returns>How many e-mails were sent.</returns>
    public async Task<int> SendDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (settings.Mail.Host is null) return 0;
        var month = settings.DayOf(now).AddMonths(-1).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        if (MailedMonths.Has(settings.ReportsPath, month) || !File.Exists(PageOf(month))) return 0;
        await SendAsync(month, settings.Mail.Recipients, cancellationToken);
        await MailedMonths.AddAsync(settings.ReportsPath, month, cancellationToken);
        return 1;
    }

    /// <summary>Sends the report of a period now.</summary>
    /// <param name="period">Its name, as the folder of the reports has it, or as people write it.</param>
    /// <param name="recipients">Addresses.</param>
    /// <param name="cancellationToken">Stops the sending.</param>
    /// <exception cref="InputException">There is no such report, or the server does not take it.</exception>
    public async Task SendAsync(string period, IReadOnlyList<string> recipients, CancellationToken cancellationToken)
    {
        if (settings.Mail.Host is null)
            throw new InputException(InputFault.Settings, "No mail server is set; name it in CallQA:Mail:Host.");
        if (ReportPeriodText.TryParse(period, settings.Zone, out var known)) period = known.Name;
        if (Path.GetFileName(period) != period || !File.Exists(PageOf(period)))
            throw new InputException(InputFault.Unreadable, $"There is no report of '{period}' in {settings.ReportsPath}; name a folder that lies there, or write it with `callqa reports write`.");
        using var message = await ComposeAsync(period, recipients, cancellationToken);
        try
        {
            using var client = new SmtpClient();
            await client.ConnectAsync(settings.Mail.Host, settings.Mail.Port, Options(), cancellationToken);
            if (settings.Mail.User is { } user) await client.AuthenticateAsync(user, await PasswordAsync(cancellationToken), cancellationToken);
            await client.SendAsync(message, cancellationToken);
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or System.Net.Sockets.SocketException or CommandException or ProtocolException or AuthenticationException or SslHandshakeException or NotSupportedException)
        {
            throw new InputException(
                InputFault.Settings, $"The mail server {settings.Mail.Host}:{settings.Mail.Port} did not take the report of {period} ({problem.GetType().Name}); look at the settings CallQA:Mail.", problem) { Passing = true };
        }
    }

    private async Task<MimeMessage> ComposeAsync(string period, IReadOnlyList<string> recipients, CancellationToken cancellationToken)
    {
        var german = settings.ReportLanguage == "de";
        var message = new MimeMessage();
        message.From.Add(MailboxAddress.Parse(settings.Mail.From!));
        message.To.AddRange(recipients.Select(MailboxAddress.Parse));
        message.Subject = (german ? "Coachingbericht " : "Coaching report ") + period;
        var body = new BodyBuilder
        {
            TextBody = german
                ? "Der Bericht liegt als Seite bei, die jeder Browser zeigt und druckt, mit seinen Tabellen. Er enthält Worte aus Gesprächen: Bitte nicht weiterleiten.\n"
                : "The report is attached as a page that any browser shows and prints, with its tables. It holds words from calls: please do not pass it on.\n",
        };
        var page = ReportCopy.Of(await File.ReadAllTextAsync(PageOf(period), cancellationToken), settings.Reports.Site);
        body.Attachments.Add($"{Everyone}-{period}.html", Encoding.UTF8.GetBytes(page));
        foreach (var ending in new[] { ".csv", ".questions.csv" })
            body.Attachments.Add($"{Everyone}-{period}{ending}", await File.ReadAllBytesAsync(Path.Combine(settings.ReportsPath, period, Everyone + ending), cancellationToken));
        message.Body = body.ToMessageBody();
        return message;
    }

    private SecureSocketOptions Options() => settings.Mail.Security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    private async Task<string> PasswordAsync(CancellationToken cancellationToken) =>
        settings.Mail.PasswordFile is { } file ? (await File.ReadAllTextAsync(file, cancellationToken)).Trim() : "";

    private string PageOf(string period) => Path.Combine(settings.ReportsPath, period, Everyone + ".html");
}
