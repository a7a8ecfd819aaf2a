using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.App.Tests.Webhooks;

/// <summary>A program on a free port of this machine that takes every message.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly Channel<(string Signature, string Timestamp, string Id, string Body)> taken = Channel.CreateUnbounded<(string, string, string, string)>();
    private readonly WebApplication app;

    private WebhookReceiver(WebApplication app) => this.app = app;

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/qa/";

    public static async Task<WebhookReceiver> OpenAsync()
    {
        var receiver = new WebhookReceiver(StandIn.Builder().Build());
        receiver.app.Run(receiver.ReceiveAsync);
        await receiver.app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>Waits for the next message.</summary>
    /// <returns>Its signature, moment, identifier and content.</returns>
    public Task<(string Signature, string Timestamp, string Id, string Body)> TakeAsync() => taken.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(0);
        await app.StopAsync(atOnce.Token);
        await app.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers;
        taken.Writer.TryWrite((headers["webhook-signature"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-id"].ToString(), await reader.ReadToEndAsync(context.RequestAborted)));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
