using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace CallQA.App.Web.Api;

/// <summary>
/// Lets programs write enumerations in addresses as answers write them (<c>needsReview</c>), or as they like: the names are made those that the
/// framework knows before it reads them.
/// </summary>
internal sealed class QueryWords(RequestDelegate next)
{
    private readonly ConcurrentDictionary<Endpoint, IReadOnlyDictionary<string, Type>> known = new();

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Query.Count > 0 && context.GetEndpoint() is { } endpoint && context.Request.Path.StartsWithSegments(ApiRoutes.Path))
            Rewrite(context.Request, known.GetOrAdd(endpoint, EnumerationsOf));
        return next(context);
    }

    private static void Rewrite(HttpRequest request, IReadOnlyDictionary<string, Type> enumerations)
    {
        if (!request.Query.Keys.Any(enumerations.ContainsKey)) return;
        var written = new QueryBuilder();
        foreach (var (name, values) in request.Query)
            foreach (var value in values)
                written.Add(name, enumerations.TryGetValue(name, out var type) ? NameIn(type, value) : value ?? "");
        request.QueryString = written.ToQueryString();
    }

    private static string NameIn(Type type, string? value) =>
        Array.Find(Enum.GetNames(type), name => name.Equals(value, StringComparison.OrdinalIgnoreCase)) ?? value ?? "";

    private static Dictionary<string, Type> EnumerationsOf(Endpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? []).SelectMany(Named)
            .Select(entry => (entry.Name, Type: Nullable.GetUnderlyingType(entry.Type) ?? entry.Type)).Where(entry => entry.Type.IsEnum)
            .ToDictionary(entry => entry.Name, entry => entry.Type, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<(string Name, Type Type)> Named(ParameterInfo parameter) => parameter.GetCustomAttribute<AsParametersAttribute>() is null
        ? [(parameter.Name!, parameter.ParameterType)]
        : parameter.ParameterType.GetProperties().Where(property => property.CanWrite)
            .Select(property => (property.GetCustomAttribute<FromQueryAttribute>()?.Name ?? property.Name, property.PropertyType));
}
