using System.Net;
using CallQA.App.Interchange;
using CallQA.App.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.App.Tests.Interchange;

/// <summary>What a vCon from outside can make this machine ask, and what it cannot.</summary>
public sealed class RecordingDownloadTests : IAsyncLifetime
{
    private WebApplication server = null!;
    private Uri address = null!;
    private int asked;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = StandIn.Builder().Build();
        server.Use((context, next) =>
        {
            Interlocked.Increment(ref asked);
            return next(context);
        });
        server.MapGet("/a.wav", () => Results.Bytes([1, 2, 3]));
        server.MapGet("/long", () => Results.Bytes(new byte[(1 << 20) + 1]));
        server.MapGet("/endless", async (HttpContext context) =>
        {
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(new byte[65_536], context.RequestAborted);
        });
        server.MapGet("/moved", () => Results.Redirect("/a.wav"));
        server.MapGet("/away", () => Results.Redirect("https://169.254.169.254/latest/meta-data"));
        server.MapGet("/file", () => Results.Redirect("file:///etc/passwd"));
        server.MapGet("/round", () => Results.Redirect("/round"));
        server.MapGet("/busy", () => Results.StatusCode(503));
        await server.StartAsync(Token);
        address = new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData("/a.wav")]
    [InlineData("/moved")]
    public async Task FetchAsync_Fetches_FromAnAllowedMachine(string path) => (await FetchAsync(path, Local)).ShouldBe([1, 2, 3]);

    [Theory]
    [InlineData("/away", "169.254.169.254", false)]
    [InlineData("/file", "not https", false)]
    [InlineData("/round", "leads on more than 5 times", false)]
    [InlineData("/long", "more than the 1 MiB accepted", false)]
    [InlineData("/endless", "more than the 1 MiB accepted", false)]
    [InlineData("/nothing", "answers 404", false)]
    [InlineData("/busy", "answers 503", true)]
    public async Task FetchAsync_Refuses(string path, string what, bool passing)
    {
        var refusal = await Should.ThrowAsync<InputException>(() => FetchAsync(path, Local));

        refusal.Message.ShouldContain(what);
        refusal.Passing.ShouldBe(passing);
    }

    [Theory]
    [InlineData("http://recordings.example/a.wav", "not https")]
    [InlineData("https://elsewhere.example/a.wav", "is not allowed")]
    [InlineData("https://recordings.example.evil.test/a.wav", "is not allowed")]
    [InlineData("https://evilrecordings.example/a.wav", "is not allowed")]
    [InlineData("https://wild.test/a.wav", "is not allowed")]
    [InlineData("https://user:secret@recordings.example/a.wav", "holds a name or password")]
    [InlineData("ftp://recordings.example/a.wav", "not https")]
    public async Task FetchAsync_AsksNobody_WhenTheAddressIsNotAllowed(string wanted, string what)
    {
        using var download = new RecordingDownload(Public, (_, _) => throw new InvalidOperationException("asked"));

        (await Should.ThrowAsync<InputException>(() => download.FetchAsync(new Uri(wanted), Token))).Message.ShouldContain(what);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("2002:a00:1::")]
    public async Task FetchAsync_ConnectsToNobody_WhenANameLeadsInside(string inside)
    {
        using var download = new RecordingDownload(Public, (_, _) => Task.FromResult(new[] { IPAddress.Parse(inside) }));

        (await Should.ThrowAsync<InputException>(() => download.FetchAsync(new Uri($"https://recordings.example:{address.Port}/a.wav"), Token))).Message.ShouldContain("has no public address");
        (await Should.ThrowAsync<InputException>(() => download.FetchAsync(new Uri($"https://a.wild.test:{address.Port}/a.wav"), Token))).Message.ShouldContain("has no public address");
        asked.ShouldBe(0);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("255.255.255.255", false)]
    [InlineData("224.0.0.1", false)]
    public void Is_TellsPublicAddresses(string text, bool expected) => PublicAddress.Is(IPAddress.Parse(text)).ShouldBe(expected);

    private static VconSettings Local => new() { Hosts = "127.0.0.1", AllowPrivateAddresses = true, MostMebibytes = 1 };

    private static VconSettings Public => new() { Hosts = "recordings.example, *.wild.test" };

    private async Task<byte[]> FetchAsync(string path, VconSettings settings)
    {
        using var download = new RecordingDownload(settings);
        return await download.FetchAsync(new Uri(address, path), Token);
    }
}
