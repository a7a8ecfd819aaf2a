using CallQA.App.Mail;
using CallQA.App.Settings;
using CallQA.App.Tests.Downloads;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Mail;

public sealed class ReportMailTests : IDisposable
{
    private static readonly DateTimeOffset December = new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SendDueAsync_SendsTheMonthThatIsOver_Once()
    {
        await using var box = MailBox.Open();
        WriteReport("2026-11");
        WriteReport("2026-12");
        var mail = new ReportMail(Settings(box.Port));

        (await mail.SendDueAsync(December, Token)).ShouldBe(1);
        (await mail.SendDueAsync(December.AddDays(1), Token)).ShouldBe(0);

        var message = box.Messages.ShouldHaveSingleItem();
        message.Subject.ShouldBe("Coaching report 2026-11");
        message.To.Mailboxes.Select(one => one.Address).ShouldBe(["lead@centre.example", "qa@centre.example"]);
        message.Attachments.Select(one => one.ContentDisposition!.FileName).ShouldBe(["team-2026-11.html", "team-2026-11.csv", "team-2026-11.questions.csv"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendDueAsync_SendsNoMonthAgain_WhoseReportsWereRemovedAndWritten(bool byAnEarlierVersion)
    {
        await using var box = MailBox.Open();
        var (mail, reports) = (new ReportMail(Settings(box.Port)), folder.Of("data/reports"));
        WriteReport("2026-11");
        if (byAnEarlierVersion) await File.WriteAllTextAsync(Path.Combine(reports, "2026-11", ".mailed"), "", Token);
        (await mail.SendDueAsync(December, Token)).ShouldBe(byAnEarlierVersion ? 0 : 1);

        MailedMonths.Keep(reports, "2026-11");
        Directory.Delete(Path.Combine(reports, "2026-11"), recursive: true);
        WriteReport("2026-11");

        (await mail.SendDueAsync(December.AddDays(1), Token)).ShouldBe(0);
        box.Messages.Count.ShouldBe(byAnEarlierVersion ? 0 : 1);
    }

    [Theory]
    [InlineData("https://callqa.example/", "<p><a class=\"site\" href=\"https://callqa.example/calls/a\">Listen</a></p>")]
    [InlineData(null, "<p></p>")]
    public async Task SendAsync_LeadsToCallsByTheSitesAddress_OrNotAtAll(string? address, string expected)
    {
        await using var box = MailBox.Open();
        WriteReport("2026-11");
        await File.WriteAllTextAsync(folder.Of("data/reports/2026-11/team.html"), "<p><a class=\"site\" href=\"/calls/a\">Listen</a></p>", Token);

        await new ReportMail(Settings(box.Port) with { Reports = new() { Address = address } }).SendAsync("2026-11", ["a@b.example"], Token);

        var page = (MimeKit.MimePart)box.Messages.ShouldHaveSingleItem().Attachments.First();
        using var content = new MemoryStream();
        await page.Content!.DecodeToAsync(content, Token);
        System.Text.Encoding.UTF8.GetString(content.ToArray()).ShouldBe(expected);
    }

    [Fact]
    public async Task SendDueAsync_IsTriedAgain_WhereTheServerIsAway()
    {
        WriteReport("2026-11");
        using var closed = new ClosedPort();

        var problem = await Should.ThrowAsync<InputException>(() => new ReportMail(Settings(closed.Number)).SendDueAsync(December, Token));

        problem.Message.ShouldStartWith($"The mail server 127.0.0.1:{closed.Number} did not take the report of 2026-11");
        problem.Passing.ShouldBeTrue();
        MailedMonths.Has(folder.Of("data/reports"), "2026-11").ShouldBeFalse();
    }

    [Theory]
    [InlineData("2026-10")]
    [InlineData("../2026-11")]
    public async Task SendAsync_Refuses_WhereThereIsNoReport(string period)
    {
        WriteReport("2026-11");

        (await Should.ThrowAsync<InputException>(() => new ReportMail(Settings(25)).SendAsync(period, ["a@b.example"], Token))).Message.ShouldStartWith($"There is no report of '{period}'");
    }

    public void Dispose() => folder.Dispose();

    private CallQASettings Settings(int port) => new()
    {
        DataDirectory = folder.Of("data"),
        Mail = new() { Host = "127.0.0.1", Port = port, Security = MailSecurity.None, From = "callqa@centre.example", To = "lead@centre.example, qa@centre.example" },
    };

    private void WriteReport(string period)
    {
        foreach (var ending in new[] { ".html", ".csv", ".questions.csv" })
        {
            var path = folder.Of($"data/reports/{period}/team{ending}");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, $"{period}{ending}");
        }
    }
}
