using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.App.Tests.Downloads;

/// <summary>What the server was asked for.</summary>
internal sealed record Asked(string Host, string Path, string? Range, string? IfRange);

/// <summary>A server on this machine that has one file at every address, and can fail in the ways servers do. Serves as a proxy, too.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _answers;
    private long _arrived = -1;

    private FileServer(WebApplication app) => _app = app;

    /// <summary>The file.</summary>
    public byte[] Content { get; set; } = [];

    /// <summary>The mark of its version; null for none.</summary>
    public string? ETag { get; set; } = "\"one\"";

    /// <summary>Whether a part can be asked for.</summary>
    public bool Ranges { get; set; } = true;

    /// <summary>Status of the n-th answer, from 0; 200 to serve the file.</summary>
    public Func<int, int> Status { get; set; } = _ => StatusCodes.Status200OK;

    /// <summary>Bytes after which the n-th answer breaks off; null for none.</summary>
    public Func<int, int?> BreakAfter { get; set; } = _ => null;

    /// <summary>Awaited before an answer breaks off or ends.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Ends before any answer begins.</summary>
    public Task Silence { get; set; } = Task.CompletedTask;

    /// <summary>Set as soon as a body has begun.</summary>
    public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Bytes that the client has kept: an answer breaks off only when its part has arrived, or it would be lost on the way.</summary>
    public long Arrived
    {
        set => Volatile.Write(ref _arrived, value);
    }

    public ConcurrentQueue<Asked> Requests { get; } = [];

    public Uri Address => new(_app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");

    public static async Task<FileServer> StartAsync(byte[] content)
    {
        var app = StandIn.Builder().Build();
        var server = new FileServer(app) { Content = content };
        app.Run(server.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(0);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        Requests.Enqueue(new(request.Host.Host, request.Path, request.Headers.Range, request.Headers.IfRange));
        var number = Interlocked.Increment(ref _answers) - 1;
        await Silence.WaitAsync(context.RequestAborted);
        response.StatusCode = Status(number);
        if (response.StatusCode != StatusCodes.Status200OK) return;
        var from = Ranges && request.GetTypedHeaders().Range?.Ranges.Single().From is { } start && request.Headers.IfRange == ETag ? (int)start : 0;
        if (from > 0)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {from}-{Content.Length - 1}/{Content.Length}";
        }

        response.Headers.ETag = ETag;
        response.ContentLength = Content.Length - from;
        await SendAsync(context, from, BreakAfter(number));
    }

    private async Task SendAsync(HttpContext context, int from, int? breakAfter)
    {
        var body = Content.AsMemory(from);
        if (breakAfter is { } most) body = body[..Math.Min(most, body.Length)];
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        Begun.TrySetResult();
        await Gate.WaitAsync(context.RequestAborted);
        if (breakAfter is null) return;
        while (Volatile.Read(ref _arrived) < from + body.Length)
            await Task.Delay(1, context.RequestAborted);
        context.Abort();
    }
}
