using System.Net;
using System.Net.Sockets;
using CallQA.App.Commands;

namespace CallQA.App.Tests.Commands;

public sealed class PortCheckTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public void EnsureFree_NamesTheAddress_WhenAnotherProgramListens(string host)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://{host}:{((IPEndPoint)other.LocalEndpoint).Port}";

        var refusal = Should.Throw<InputException>(() => PortCheck.EnsureFree($"http://127.0.0.1:0;{url}"));

        refusal.Fault.ShouldBe(InputFault.Settings);
        refusal.Message.ShouldContain($"{url} is in use");
    }

    [Theory]
    [InlineData("http://192.0.2.1:5080", "is not an address of this machine")]
    [InlineData("http://[::1]:0", null)]
    [InlineData("http://*:0", null)]
    public void EnsureFree_TellsForeignAddressesFromUsableOnes(string url, string? reason)
    {
        if (reason is null) Should.NotThrow(() => PortCheck.EnsureFree(url));
        else Should.Throw<InputException>(() => PortCheck.EnsureFree(url)).Message.ShouldContain(reason);
    }
}
