using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CallQA.App.Jobs;
using CallQA.App.Settings;
using CallQA.App.Tests.Mail;
using CallQA.App.Tests.Storage;
using CallQA.App.Tests.Webhooks;
using CallQA.App.Web.Reports;
using CallQA.App.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace CallQA.App.Tests.Jobs;

/// <summary>Reports of a month that is over reach people by e-mail and programs by a message, over real sockets.</summary>
public sealed class NightlyReportsTests : IDisposable
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"; // The specification's example: not-a-secret.

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Night_SendsTheReportByMail_AndTellsTheProgram_Once()
    {
        await using var box = MailBox.Open();
        await using var program = await WebhookReceiver.OpenAsync();
        await File.WriteAllTextAsync(folder.Of("secret"), Secret, Token);
        await using var place = await OpenAsync(box.Port, program.Address);
        await place.Calls.AddAsync(Some.Call("march", Some.Metadata()), Token);
        await place.Calls.SaveTranscriptAsync("march", Some.Transcript("march"), Token);
        await place.Calls.SaveMetricsAsync("march", Some.Metrics(), Token);
        await place.Calls.SaveEvaluationAsync(Some.Evaluation("march"), Token);
        place.Clock.Advance(TimeSpan.FromDays(30));

        foreach (var night in Enumerable.Range(1, 2))
            foreach (var step in place.Get<NightlySteps>().Alone().Where(step => step.Name is "coaching-reports" or "report-mail")) (await step.Run(Token)).Count.ShouldBe(night == 1 ? 1 : 0, $"{step.Name} of night {night}");

        var message = box.Messages.ShouldHaveSingleItem();
        message.Subject.ShouldBe("Coaching report 2026-03");
        using var content = new MemoryStream();
        await ((MimePart)message.Attachments.First()).Content!.DecodeToAsync(content, Token);
        var page = await File.ReadAllTextAsync(Path.Combine(place.Settings.ReportsPath, "2026-03", "team.html"), Token);
        // Mail has line ends of its own.
        var sent = Encoding.UTF8.GetString(content.ToArray()).ReplaceLineEndings();
        sent.ShouldBe(ReportCopy.Of(page, site: null).ReplaceLineEndings());
        sent.ShouldNotContain("/calls/", Case.Sensitive, "no site that the reader can reach is known");
        await ToldAsync(place, program);
    }

    private static async Task ToldAsync(TestWorkplace place, WebhookReceiver program)
    {
        (await place.Get<WebhookSender>().SendAsync(Token)).ShouldBe(1);
        var (signature, timestamp, id, body) = await program.TakeAsync();
        var told = JsonNode.Parse(body)!;
        (told["type"]!.GetValue<string>(), told["data"]!["period"]!.GetValue<string>()).ShouldBe(("reports.written", "2026-03"));
        signature.ShouldBe(WebhookKey.Parse(Secret)!.Sign(id, DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp, CultureInfo.InvariantCulture)), body));
        (await place.Get<WebhookSender>().SendAsync(Token)).ShouldBe(0, "what was taken is not sent again");
    }

    public void Dispose() => folder.Dispose();

    private async Task<TestWorkplace> OpenAsync(int port, string address)
    {
        var place = new TestWorkplace
        {
            Mail = new() { Host = "127.0.0.1", Port = port, Security = MailSecurity.None, From = "callqa@centre.example", To = "lead@centre.example" },
            Webhook = new() { Address = address, SecretFile = folder.Of("secret") },
        };
        await place.RestartAsync(services => services.AddSingleton<WebhookSender>());
        return place;
    }
}
