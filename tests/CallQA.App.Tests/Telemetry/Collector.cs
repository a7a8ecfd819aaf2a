using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.App.Tests.Telemetry;

/// <summary>Receives what is sent by OTLP over HTTP on this machine.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Body)> received = [];
    private readonly WebApplication app;

    private Collector(WebApplication app) => this.app = app;

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<Collector> StartAsync()
    {
        var app = StandIn.Builder().Build();
        var collector = new Collector(app);
        app.Run(collector.ReceiveAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>Everything sent to an address, as characters of one byte each.</summary>
    public string Sent(string path) => string.Concat(received.Where(sent => sent.Path == path).Select(sent => Encoding.Latin1.GetString(sent.Body)));

    /// <summary>The trace that the span of this name belongs to: in the protocol sixteen bytes, the eight of the span, those of its parent, flags, and the name.</summary>
    public string TraceOf(string span) => Regex.Match(
        Sent("/v1/traces"), $@"\x0A\x10(.{{16}})\x12\x08.{{8}}(?:\x22\x08.{{8}})?(?:\x85\x01.{{4}})?\x2A{(char)span.Length}{Regex.Escape(span)}", RegexOptions.Singleline).Groups[1].Value;

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(0);
        await app.StopAsync(atOnce.Token);
        await app.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        received.Enqueue((context.Request.Path, body.ToArray()));
    }
}
