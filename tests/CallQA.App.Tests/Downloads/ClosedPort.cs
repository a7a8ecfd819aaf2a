using System.Net;
using System.Net.Sockets;

namespace CallQA.App.Tests.Downloads;

/// <summary>A port of this machine at which nobody answers. It is held as long as this object lives, so that no other program can take it meanwhile.</summary>
internal sealed class ClosedPort : IDisposable
{
    private readonly Socket held = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ClosedPort() => held.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public int Number => ((IPEndPoint)held.LocalEndPoint!).Port;

    public void Dispose() => held.Dispose();
}
