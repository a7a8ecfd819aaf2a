using System.Security.Cryptography;
using System.Text;
using CallQA.App.Storage;

namespace CallQA.App.Web.Api;

/// <summary>
/// Requests with the header <c>Idempotency-Key</c> are done once: sent again, they get the first answer again. A sender that heard nothing may so
/// send anew without harm (draft-ietf-httpapi-idempotency-key-header).
/// </summary>
internal sealed class RepeatedRequests(RequestDelegate next, AnsweredRequests requests)
{
    public const string Header = "Idempotency-Key";

    // Their scripts submit reviews.
    private const string PagesOfCalls = "/calls";

    private const int LongestKey = 200;

    public async Task InvokeAsync(HttpContext context)
    {
        if (!Applies(context.Request) || context.Request.Headers[Header].ToString() is not { Length: > 0 } key || context.User.Identity?.Name is not { } name)
        {
            await next(context);
            return;
        }

        if (key.Length > LongestKey)
        {
            await JsonAnswer.Refusal($"The key has {key.Length} letters; write at most {LongestKey}.", StatusCodes.Status400BadRequest).ExecuteAsync(context);
            return;
        }

        var digest = await DigestAsync(context.Request);
        var (begun, known) = await requests.BeginAsync(name, key, digest, CallOf(context.Request), context.RequestAborted);
        await (begun ? AnswerAsync(context, name, key) : RepeatAsync(context, known, digest));
    }

    private static bool Applies(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && (request.Path.StartsWithSegments(ApiRoutes.Path) || request.Path.StartsWithSegments(PagesOfCalls))
        && request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ShownOnce>() is null;

    // Other things have identifiers too; only a call's answers go with their call.
    private static string? CallOf(HttpRequest request) => HttpMethods.IsDelete(request.Method) || !(request.Path.StartsWithSegments(ApiRoutes.Path + PagesOfCalls) || request.Path.StartsWithSegments(PagesOfCalls))
        ? null
        : request.RouteValues.GetValueOrDefault("id") as string;

    private async Task AnswerAsync(HttpContext context, string name, string key)
    {
        var (sent, answer) = (context.Response.Body, new MemoryStream());
        context.Response.Body = answer;
        try
        {
            await next(context);
        }
        catch
        {
            await requests.ForgetAsync(name, key);
            throw;
        }
        finally
        {
            context.Response.Body = sent;
        }

        // What failed by our own fault may be tried again.
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError) await requests.ForgetAsync(name, key);
        else await requests.EndAsync(name, key, context.Response.StatusCode, context.Response.ContentType, answer.ToArray());
        await sent.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length), context.RequestAborted);
    }

    private static Task RepeatAsync(HttpContext context, AnsweredRequestRow? known, string digest)
    {
        if (known is not null && known.Request != digest)
            return JsonAnswer.Refusal("Another request was sent under this key; choose a new key for a new request.", StatusCodes.Status422UnprocessableEntity).ExecuteAsync(context);
        if (known?.Status is not { } status)
            return JsonAnswer.Refusal("This request is still being worked on; ask again in a moment.", StatusCodes.Status409Conflict).ExecuteAsync(context);
        (context.Response.StatusCode, context.Response.ContentType) = (status, known.ContentType);
        return known.Body is { Length: > 0 } body ? context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask() : Task.CompletedTask;
    }

    private static async Task<string> DigestAsync(HttpRequest request)
    {
        // In memory: none is longer, and nothing of it is to lie on the disk.
        request.EnableBuffering(bufferThreshold: WebHost.LongestBody);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(Encoding.UTF8.GetBytes($"{request.Method}\n{request.Path}{request.QueryString}\n"));
        var buffer = new byte[8192];
        for (int read; (read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0;) digest.AppendData(buffer.AsSpan(0, read));
        request.Body.Position = 0;
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}

/// <summary>Marks answers that hold a secret: they are stored nowhere, so they cannot be given again.</summary>
internal sealed class ShownOnce;
