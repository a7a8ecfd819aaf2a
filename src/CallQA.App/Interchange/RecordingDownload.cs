using System.Net;
using System.Net.Sockets;
using CallQA.App.Settings;

namespace CallQA.App.Interchange;

/// <summary>
/// Fetches recordings that vCons name by address, and cannot be led elsewhere: only from the machines that are allowed, by https, to no address of a private
/// network, whatever a name resolves to at the moment of the connection, and the same holds for every redirection.
/// </summary>
internal sealed class RecordingDownload : IDisposable
{
    private const int MostRedirections = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(10);

    private readonly VconSettings settings;
    private readonly HttpClient client;

    /// <param name="settings">From where, and how much.</param>
    /// <param name="resolve">Finds the addresses of a name; null asks the system.</param>
    public RecordingDownload(VconSettings settings, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        this.settings = settings;
        var resolver = resolve ?? Dns.GetHostAddressesAsync;
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = ConnectPatience,
            MaxResponseHeadersLength = 64,
            ConnectCallback = (context, token) => ConnectAsync(context.DnsEndPoint, resolver, token),
        }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Fetches a recording.</summary>
    /// <exception cref="InputException">It may not be fetched, is not there, or is too long; passing where the machine does not answer.</exception>
    public async Task<byte[]> FetchAsync(Uri address, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await FollowAsync(address, patience.Token);
        }
        catch (HttpRequestException exception) when (exception.InnerException is InputException refusal)
        {
            throw refusal;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new InputException(InputFault.Unreadable, $"the machine '{address.Host}' does not answer as it should; check it and try again.", exception) { Passing = true };
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<byte[]> FollowAsync(Uri address, CancellationToken cancellationToken)
    {
        for (var hops = 0; hops <= MostRedirections; hops++)
        {
            CheckAddress(address);
            using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if ((int)answer.StatusCode is >= 300 and < 400 && answer.Headers.Location is { } next)
            {
                address = new Uri(address, next);
                continue;
            }

            if (!answer.IsSuccessStatusCode)
                throw Refuse($"the machine '{address.Host}' answers {(int)answer.StatusCode}; check that the recording is still there", passing: (int)answer.StatusCode is 408 or 429 or >= 500);
            return await ReadAsync(answer.Content, address, cancellationToken);
        }

        throw Refuse($"the machine '{address.Host}' leads on more than {MostRedirections} times; name the recording's own address");
    }

    private void CheckAddress(Uri address)
    {
        // Without encryption on this machine only, where nobody listens in.
        var isLocal = address is { Scheme: "http", IsLoopback: true } && settings.AllowPrivateAddresses;
        if (address.Scheme != "https" && !isLocal)
            throw Refuse($"its address is not https ('{address.Scheme}'); name an https address");
        if (address.UserInfo.Length > 0)
            throw Refuse("its address holds a name or password; name it without");
        if (!settings.HostList.Any(host => Matches(host, address.IdnHost)))
            throw Refuse($"the machine '{address.IdnHost}' is not allowed; add it to CallQA:Vcon:Hosts if recordings may come from there");
    }

    private static bool Matches(string allowed, string host) => allowed.StartsWith("*.", StringComparison.Ordinal)
        ? host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase) && host.Length > allowed.Length - 1
        : host.Equals(allowed, StringComparison.OrdinalIgnoreCase);

    private async Task<byte[]> ReadAsync(HttpContent content, Uri address, CancellationToken cancellationToken)
    {
        var most = (long)settings.MostMebibytes << 20;
        if (content.Headers.ContentLength > most) throw TooLong(address);
        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        using var recording = new MemoryStream();
        var block = new byte[81_920];
        for (int count; (count = await body.ReadAsync(block, cancellationToken)) > 0; recording.Write(block, 0, count))
            if (recording.Length + count > most) throw TooLong(address);
        return recording.ToArray();
    }

    // The address that was looked at is the one that is connected to: a name that resolves otherwise a moment later leads nowhere else.
    private async ValueTask<Stream> ConnectAsync(DnsEndPoint machine, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken cancellationToken)
    {
        var found = IPAddress.TryParse(machine.Host, out var literal) ? [literal] : await resolve(machine.Host, cancellationToken);
        var allowed = settings.AllowPrivateAddresses ? found : [.. found.Where(PublicAddress.Is)];
        if (allowed.Length == 0)
            throw Refuse($"the machine '{machine.Host}' has no public address; set CallQA:Vcon:AllowPrivateAddresses if recordings may come from there");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, machine.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private InputException TooLong(Uri address) => Refuse($"the machine '{address.Host}' sends more than the {settings.MostMebibytes} MiB accepted; raise CallQA:Vcon:MostMebibytes");

    private static InputException Refuse(string what, bool passing = false) => new(InputFault.Metadata, what + ".") { Passing = passing };
}
