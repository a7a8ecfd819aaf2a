using System.Net;
using CallQA.App.Tests.Mail;

namespace CallQA.App.Tests.Webhooks;

/// <summary>A program on a free port of this machine that takes one message.</summary>
internal sealed class WebhookReceiver : IDisposable
{
    private readonly HttpListener listener = new();

    private WebhookReceiver(string address) => listener.Prefixes.Add(address);

    public string Address => listener.Prefixes.Single();

    public static WebhookReceiver Open()
    {
        var receiver = new WebhookReceiver($"http://127.0.0.1:{MailBox.FreePort()}/qa/");
        receiver.listener.Start();
        return receiver;
    }

    /// <summary>Takes the next message.</summary>
    /// <returns>Its signature, moment, identifier and content.</returns>
    public async Task<(string Signature, string Timestamp, string Id, string Body)> TakeAsync()
    {
        var context = await listener.GetContextAsync();
        using var reader = new StreamReader(context.Request.InputStream);
        var body = await reader.ReadToEndAsync();
        var headers = context.Request.Headers;
        context.Response.StatusCode = (int)HttpStatusCode.NoContent;
        context.Response.Close();
        return (headers["webhook-signature"]!, headers["webhook-timestamp"]!, headers["webhook-id"]!, body);
    }

    public void Dispose() => listener.Close();
}
