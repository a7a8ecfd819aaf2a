namespace CallQA.App.Web;

/// <summary>
/// Which host names requests may carry. Pages served to this machine only answer to this machine's names, so that a web
/// page elsewhere cannot reach them by pointing a name of its own at the loopback address.
/// </summary>
internal static class HostNames
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    public static IReadOnlyList<string> Allowed(string urls)
    {
        var hosts = urls.Split(';', StringSplitOptions.TrimEntries).Select(HostOf).ToList();
        return hosts.TrueForAll(IsLoopback) ? Loopback : ["*"];
    }

    /// <summary>Whether a name means this machine.</summary>
    public static bool IsLoopback(string host) => Loopback.Contains(host, StringComparer.OrdinalIgnoreCase);

    private static string HostOf(string url)
    {
        var authority = url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..].TrimEnd('/');
        var port = authority.LastIndexOf(':');
        return port > authority.LastIndexOf(']') ? authority[..port] : authority;
    }
}
