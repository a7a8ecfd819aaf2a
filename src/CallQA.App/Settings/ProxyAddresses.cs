using System.Net;

namespace CallQA.App.Settings;

/// <summary>Proxies that are believed when they say for whom they ask and whether by https.</summary>
internal static class ProxyAddresses
{
    /// <summary>Reads addresses and networks, separated by commas: <c>10.0.0.4,10.1.0.0/16</c>.</summary>
    /// <returns>Null where one of them is none.</returns>
    public static IReadOnlyList<IPNetwork>? Parse(string? text)
    {
        var networks = new List<IPNetwork>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPAddress.TryParse(part, out var address)) networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else if (IPNetwork.TryParse(part, out var network)) networks.Add(network);
            else return null;
        }

        return networks;
    }
}
