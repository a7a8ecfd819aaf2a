using CallQA.App.Identity.Keys;

namespace CallQA.App.Web.Api;

/// <summary>Refuses keys that lack a route's scope, before anything of the request is read.</summary>
internal sealed class ScopesOfKeys(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var lacking = context.GetEndpoint()?.Metadata.GetOrderedMetadata<RequiredScope>().FirstOrDefault(scope => !KeyBearer.Allows(context.User, scope.Name));
        return lacking is null
            ? next(context)
            : JsonAnswer.Refusal($"The key lacks the scope '{lacking.Name}'.", StatusCodes.Status403Forbidden).ExecuteAsync(context);
    }
}

/// <summary>The scope that a route asks of keys.</summary>
internal sealed record RequiredScope(string Name);
