using System.Net;
using System.Net.Http.Headers;

namespace CallQA.Engines.Whisper.Downloads;

/// <summary>The HTTP side of a download: asks for the missing part, tells failures apart, copies with a limit on silence.</summary>
internal sealed class DownloadChannel : IDisposable
{
    private static readonly TimeSpan LongestConnecting = TimeSpan.FromSeconds(20);
    private readonly DownloadOptions _options;
    private readonly TimeProvider _time;
    private readonly IWebProxy _proxy;
    private readonly HttpClient _http;

    public DownloadChannel(DownloadOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _proxy = options.Proxy is { } address ? ProxyAt(address) : HttpClient.DefaultProxy;
        _http = new HttpClient(new SocketsHttpHandler { Proxy = _proxy, UseProxy = true, ConnectTimeout = LongestConnecting })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("callqa", null));
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The mark by which the server knows this version of the file again; null when it has none.</summary>
    public static string? VersionOf(HttpResponseMessage response) => response.Headers.ETag is { IsWeak: false } tag
        ? tag.ToString()
        : response.Content.Headers.LastModified?.ToString("R");

    /// <summary>Length of the whole file, as far as the answer tells.</summary>
    public static long? TotalOf(HttpResponseMessage response, long offset) =>
        response.Content.Headers.ContentRange?.Length ?? (response.Content.Headers.ContentLength is { } rest ? offset + rest : null);

    /// <summary>Asks for the file from a byte on, or for all of it when the server's version is another one.</summary>
    /// <exception cref="DownloadException">There is no use in trying again.</exception>
    /// <exception cref="BrokenConnectionException">Trying again may help.</exception>
    public async Task<HttpResponseMessage> OpenAsync(DownloadRequest request, long offset, string? version, CancellationToken cancellationToken)
    {
        var response = await SendAsync(request, offset, version, cancellationToken);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable
            || response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From != offset)
        {
            response.Dispose();
            response = await SendAsync(request, 0, null, cancellationToken);
        }

        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw Refusal(request, response);
    }

    /// <summary>Copies the answer's body to the end of the file.</summary>
    /// <exception cref="BrokenConnectionException">The connection broke, or nothing came for too long.</exception>
    /// <exception cref="DownloadException">The disk is full.</exception>
    public async Task CopyAsync(HttpResponseMessage response, FileStream target, Action told, CancellationToken cancellationToken)
    {
        await using var source = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[1 << 17];
        for (told(); await ReadAsync(source, buffer, cancellationToken) is var read and > 0; told())
        {
            try
            {
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                await target.FlushAsync(cancellationToken);
            }
            catch (IOException cause) when (DiskSpace.IsFull(cause))
            {
                throw DiskSpace.Refuse(Path.GetDirectoryName(target.Name)!, cause);
            }
        }
    }

    private static WebProxy ProxyAt(Uri address)
    {
        var proxy = new WebProxy(address);
        if (address.UserInfo.Split(':', 2) is [{ Length: > 0 } user, var password])
            proxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
        return proxy;
    }

    private async Task<int> ReadAsync(Stream source, byte[] buffer, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(_options.Silence, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        try
        {
            return await source.ReadAsync(buffer, either.Token);
        }
        catch (OperationCanceledException cause) when (!cancellationToken.IsCancellationRequested)
        {
            throw Silence(cause);
        }
        catch (Exception cause) when (cause is IOException or HttpRequestException)
        {
            throw new BrokenConnectionException("the connection was closed", cause);
        }
    }

    private BrokenConnectionException Silence(OperationCanceledException cause) => new($"nothing came for {_options.Silence.TotalSeconds:0} seconds", cause);

    private async Task<HttpResponseMessage> SendAsync(DownloadRequest request, long offset, string? version, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, request.Address);
        if (offset > 0)
        {
            message.Headers.Range = new RangeHeaderValue(offset, null);
            message.Headers.TryAddWithoutValidation("If-Range", version);
        }

        using var silence = new CancellationTokenSource(_options.Silence, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        try
        {
            return await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (OperationCanceledException cause) when (silence.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Silence(cause);
        }
        catch (HttpRequestException cause)
        {
            throw Failure(request, cause, resuming: offset > 0);
        }
        catch (OperationCanceledException cause) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure(request, cause, resuming: offset > 0);
        }
    }

    // Once bytes have come the network was there, and may come back; before that, waiting only delays the sentence.
    private Exception Failure(DownloadRequest request, Exception cause, bool resuming)
    {
        var kind = (cause as HttpRequestException)?.HttpRequestError;
        if (ProxyOf(request.Address) is { } proxy && kind is not HttpRequestError.SecureConnectionError)
        {
            return new DownloadException(
                DownloadFault.Proxy, $"The proxy {proxy} does not let through to {request.Address.Host} ({Reason(cause)}); check Downloads:Proxy, HTTP_PROXY and HTTPS_PROXY.", cause);
        }

        if (kind is HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse || resuming)
            return new BrokenConnectionException(Reason(cause), cause);
        return new DownloadException(
            DownloadFault.Unreachable,
            $"{request.Address.Host} cannot be reached ({Reason(cause)}); check the network, name a proxy with Downloads:Proxy, or another address with --from.",
            cause);
    }

    private static string Reason(Exception cause) => (cause as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its name is not known",
        HttpRequestError.SecureConnectionError => "its certificate is not accepted",
        HttpRequestError.ProxyTunnelError => "it refuses the way",
        HttpRequestError.ConnectionError or null => "no connection",
        _ => "the connection was closed",
    };

    private Exception Refusal(DownloadRequest request, HttpResponseMessage response) => (int)response.StatusCode switch
    {
        404 or 410 => new DownloadException(
            DownloadFault.NotThere, $"{request.Address} does not exist (404); check the model's name and the base address."),
        407 => new DownloadException(
            DownloadFault.Proxy, $"The proxy {ProxyOf(request.Address)} asks for a name and a password (407); write them into Downloads:Proxy as http://NAME:PASSWORD@HOST:PORT."),
        408 or 429 or >= 500 => new BrokenConnectionException($"the server answered {(int)response.StatusCode}"),
        var status => new DownloadException(
            DownloadFault.Refused, $"{request.Address} was refused ({status}); check the base address and whether it asks for a login, which is not supported."),
    };

    private string? ProxyOf(Uri address) =>
        !_proxy.IsBypassed(address) && _proxy.GetProxy(address) is { } proxy && proxy != address ? proxy.GetLeftPart(UriPartial.Authority).Replace(proxy.UserInfo + "@", "", StringComparison.Ordinal) : null;
}
