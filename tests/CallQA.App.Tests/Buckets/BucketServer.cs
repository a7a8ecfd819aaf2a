using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using CallQA.App.Settings;
using CallQA.App.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.App.Tests.Buckets;

/// <summary>An S3-compatible store on this machine with one bucket: signed requests, pages, ETags, checksums, and failures where a test wants them.</summary>
internal sealed class BucketServer : IAsyncDisposable
{
    public const string Bucket = "recordings";
    public const string AccessKey = "AKIDTEST";

    private static readonly XNamespace Xml = "http://s3.amazonaws.com/doc/2006-03-01/";

    private readonly TemporaryFolder folder = new();
    private readonly WebApplication app;
    private readonly Lock changing = new();
    private readonly SortedDictionary<string, Func<byte[]>> objects = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> versions = new(StringComparer.Ordinal);
    private int answers;

    private BucketServer(WebApplication app) => this.app = app;

    /// <summary>When the first version of an object was stored; each later one a second after.</summary>
    public DateTime Stored { get; set; } = new(2026, 3, 4, 9, 30, 15, DateTimeKind.Utc);

    /// <summary>Whether what is removed is kept as an earlier version.</summary>
    public bool KeepsVersions { get; set; }

    /// <summary>Whether what is removed stays all the same, as under a retention that the store does not tell of.</summary>
    public bool KeepsAll { get; set; }

    /// <summary>Most keys of one page, however many are asked for.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>Status of the n-th answer, from 0; 200 to serve what is asked for.</summary>
    public Func<int, string, int> Status { get; set; } = (_, _) => StatusCodes.Status200OK;

    /// <summary>Bytes after which the n-th answer breaks off; null for none.</summary>
    public Func<int, string, int?> BreakAfter { get; set; } = (_, _) => null;

    /// <summary>Objects of which a bit changes on the way.</summary>
    public Predicate<string> Damaged { get; set; } = _ => false;

    /// <summary>What was asked: <c>list AFTER</c>, <c>get KEY</c>, <c>put KEY</c> or <c>delete KEY</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public IEnumerable<string> Got => Requests.Where(request => request.StartsWith("get ", StringComparison.Ordinal)).Select(request => request[4..]);

    /// <summary>A file with credentials that the store knows.</summary>
    public string CredentialsFile => folder.Of("credentials");

    /// <summary>The settings of a store of recordings here.</summary>
    public StoreSettings Settings => new() { Address = $"s3://{Bucket}/calls", Endpoint = Address, CredentialsFile = CredentialsFile };

    /// <summary>The keys of all objects.</summary>
    public IReadOnlyList<string> Keys
    {
        get
        {
            lock (changing) return [.. objects.Keys];
        }
    }

    public string Address => app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<BucketServer> StartAsync(int pageSize = 1000)
    {
        var app = StandIn.Builder().Build();
        var server = new BucketServer(app) { PageSize = pageSize };
        app.Run(server.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(server.CredentialsFile, $"[default]\naws_access_key_id = {AccessKey}\naws_secret_access_key = secret\n");
        return server;
    }

    /// <summary>Stores an object, or another version of it.</summary>
    public void Put(string key, byte[] content) => Put(key, () => content);

    /// <summary>Stores an object whose content is made each time it is asked for.</summary>
    public void Put(string key, Func<byte[]> content)
    {
        // A list that is asked for meanwhile finds no object without its version.
        versions.AddOrUpdate(key, 1, (_, version) => version + 1);
        lock (changing) objects[key] = content;
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(0);
        await app.StopAsync(atOnce.Token);
        await app.DisposeAsync();
        folder.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = Uri.UnescapeDataString(context.Request.Path.Value!).TrimStart('/').Split('/', 2);
        var key = path.ElementAtOrDefault(1) ?? "";
        var asked = key.Length == 0 ? "list " + context.Request.Query["start-after"] : $"{context.Request.Method.ToLowerInvariant()} {key}";
        var number = Interlocked.Increment(ref answers) - 1;
        Requests.Enqueue(asked);
        if (Refusal(context.Request, path[0]) is var (status, code)) await RefuseAsync(context, status, code);
        else if (Status(number, asked) is not StatusCodes.Status200OK and var failure) await RefuseAsync(context, failure, failure == 503 ? "SlowDown" : "InternalError");
        else if (context.Request.Query.ContainsKey("versioning")) await TellVersioningAsync(context);
        else if (key.Length == 0) await ListAsync(context);
        else if (HttpMethods.IsPut(context.Request.Method)) await PutAsync(context, key, BreakAfter(number, asked));
        else if (HttpMethods.IsDelete(context.Request.Method)) Delete(context, key);
        else await GetAsync(context, key, BreakAfter(number, asked));
    }

    private static (int Status, string Code)? Refusal(HttpRequest request, string bucket)
    {
        var authorization = request.Headers.Authorization.ToString();
        var signed = authorization.StartsWith("AWS4-HMAC-SHA256 ", StringComparison.Ordinal)
            && authorization.Contains("SignedHeaders=", StringComparison.Ordinal) && authorization.Contains("Signature=", StringComparison.Ordinal)
            && request.Headers.ContainsKey("x-amz-date") && request.Headers.ContainsKey("x-amz-content-sha256");
        if (!signed) return (StatusCodes.Status403Forbidden, "AccessDenied");
        if (!authorization.Contains($"Credential={AccessKey}/", StringComparison.Ordinal)) return (StatusCodes.Status403Forbidden, "InvalidAccessKeyId");
        return bucket == Bucket ? null : (StatusCodes.Status404NotFound, "NoSuchBucket");
    }

    private static Task RefuseAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync(new XElement("Error", new XElement("Code", code), new XElement("Message", code)).ToString());
    }

    private Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var after = query["start-after"].ToString();
        var most = Math.Min(PageSize, int.Parse(query["max-keys"].ToString(), CultureInfo.InvariantCulture));
        var behind = Keys.Where(key => key.StartsWith(query["prefix"].ToString(), StringComparison.Ordinal))
            .Where(key => string.CompareOrdinal(key, after) > 0).Take(most + 1).ToList();
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync(new XElement(
            Xml + "ListBucketResult",
            new XElement(Xml + "Name", Bucket),
            new XElement(Xml + "KeyCount", Math.Min(most, behind.Count)),
            new XElement(Xml + "MaxKeys", most),
            new XElement(Xml + "IsTruncated", behind.Count > most ? "true" : "false"),
            behind.Take(most).Select(key => new XElement(
                Xml + "Contents",
                new XElement(Xml + "Key", key),
                new XElement(Xml + "LastModified", Stored.AddSeconds(versions[key]).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)),
                new XElement(Xml + "ETag", ETag(key)),
                new XElement(Xml + "Size", Find(key)!().Length)))).ToString());
    }

    private Task TellVersioningAsync(HttpContext context) =>
        context.Response.WriteAsync(new XElement(Xml + "VersioningConfiguration", KeepsVersions ? new XElement(Xml + "Status", "Enabled") : null).ToString());

    // An object is there when all of it has come and its checksums are right.
    private async Task PutAsync(HttpContext context, string key, int? breakAfter)
    {
        using var body = new MemoryStream();
        if (breakAfter is { } bytes)
        {
            await context.Request.Body.ReadExactlyAsync(new byte[bytes], context.RequestAborted);
            context.Abort();
            return;
        }

        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var content = body.ToArray();
        if (Damaged(key)) content[^1] ^= 1;
        var digest = SHA256.HashData(content);
        if (context.Request.Headers["x-amz-content-sha256"] != Convert.ToHexStringLower(digest)) await RefuseAsync(context, 400, "XAmzContentSHA256Mismatch");
        else if (context.Request.Headers["x-amz-checksum-sha256"] != Convert.ToBase64String(digest)) await RefuseAsync(context, 400, "BadDigest");
        else Store(context, key, content);
    }

    private void Store(HttpContext context, string key, byte[] content)
    {
        Put(key, content);
        context.Response.Headers.ETag = ETag(key);
    }

    private void Delete(HttpContext context, string key)
    {
        if (!KeepsAll)
        {
            lock (changing) objects.Remove(key);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private Func<byte[]>? Find(string key)
    {
        lock (changing) return objects.GetValueOrDefault(key);
    }

    private async Task GetAsync(HttpContext context, string key, int? breakAfter)
    {
        if (Find(key) is not { } content)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "NoSuchKey");
            return;
        }

        if (context.Request.Headers.IfMatch.ToString() is { Length: > 0 } wanted && wanted != ETag(key))
        {
            await RefuseAsync(context, StatusCodes.Status412PreconditionFailed, "PreconditionFailed");
            return;
        }

        byte[] body = [.. content()];
        if (Damaged(key)) body[^1] ^= 1;
        context.Response.Headers.ETag = ETag(key);
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.AsMemory(0, breakAfter ?? body.Length), context.RequestAborted);
        if (breakAfter is not null) context.Abort();
    }

    // As S3 does it for objects stored in one piece; the client compares.
#pragma warning disable CA5351
    private string ETag(string key) => $"\"{Convert.ToHexStringLower(MD5.HashData(Find(key)!()))}\"";
#pragma warning restore CA5351
}
