using System.Buffers;
using System.Net;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Net;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace CallQA.App.Tests.Mail;

/// <summary>A mail server on a free port of this machine, which keeps what it is given.</summary>
internal sealed class MailBox : MessageStore, IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private Task server = Task.CompletedTask;

    public int Port { get; private set; }

    public List<MimeMessage> Messages { get; } = [];

    public static MailBox Open()
    {
        var box = new MailBox();
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, 0))).Build();
        var services = new ServiceProvider();
        services.Add(box);
        // The system chooses the port as the server begins to listen, which is before this comes back.
        var listeners = new EndpointListenerFactory();
        listeners.EndpointStarted += (_, started) => box.Port = ((IPEndPoint)started.LocalEndPoint).Port;
        services.Add(listeners);
        box.server = new SmtpServer.SmtpServer(options, services).StartAsync(box.stop.Token);
        return box;
    }

    public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(buffer.ToArray());
        Messages.Add(await MimeMessage.LoadAsync(stream, cancellationToken));
        return SmtpResponse.Ok;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAny(server);
        stop.Dispose();
        foreach (var message in Messages) message.Dispose();
    }
}
