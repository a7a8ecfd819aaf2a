using System.Net;
using System.Net.Sockets;

namespace CallQA.App.Commands;

/// <summary>Whether the addresses to serve on are free, asked before models are loaded and before the web framework complains at length.</summary>
internal static class PortCheck
{
    /// <exception cref="InputException">Another program listens on one of them, or this user may not.</exception>
    public static void EnsureFree(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.TrimEntries))
        {
            var address = BindingAddress.Parse(url);
            if (address.IsUnixPipe || address.IsNamedPipe || address.Port == 0)
                continue;
            var ip = IPAddress.TryParse(address.Host.Trim('[', ']'), out var given) ? given
                : address.Host == "localhost" ? IPAddress.Loopback
                : IPAddress.Any;
            Try(url, new IPEndPoint(ip, address.Port));
        }
    }

    private static void Try(string url, IPEndPoint endPoint)
    {
        using var probe = new TcpListener(endPoint);
        try
        {
            probe.Start();
        }
        catch (SocketException exception)
        {
            var reason = exception.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "is in use by another program",
                SocketError.AccessDenied => "may not be used by this user",
                _ => "is not an address of this machine",
            };
            throw new InputException(InputFault.Settings, $"The address {url} {reason}; choose another with --urls.", exception);
        }
    }
}
