using System.Buffers;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace CallQA.App.Tests.Mail;

/// <summary>A mail server on a free port of this machine, which keeps what it is given.</summary>
internal sealed class MailBox : MessageStore, IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private Task server = Task.CompletedTask;

    private MailBox(int port) => Port = port;

    public int Port { get; }

    public List<MimeMessage> Messages { get; } = [];

    public static MailBox Open()
    {
        var box = new MailBox(FreePort());
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, box.Port))).Build();
        var services = new ServiceProvider();
        services.Add(box);
        box.server = new SmtpServer.SmtpServer(options, services).StartAsync(box.stop.Token);
        return box;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
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
