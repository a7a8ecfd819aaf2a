using CallQA.App.Identity.Keys;
using CallQA.Scoring.Scorecards;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CallQA.App.Web.Api;

/// <summary>The machine-readable description of the API (OpenAPI 3.1).</summary>
internal static class ApiDescription
{
    private const string Introduction = """
        Everything that the pages do. Show a key (`Authorization: Bearer callqa_…`, made with `callqa keys add` or on the page Keys); its account's
        role and its scopes decide what it may. Times are seconds, moments ISO 8601. Refusals carry a sentence in `message`. Send `Idempotency-Key` with
        what must be done once only: for a day, the same request under the same key gets the same answer and is not done again.
        """;

    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = route => route.RelativePath?.StartsWith(ApiRoutes.Path[1..], StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) => Introduce(document));
        options.AddOperationTransformer((operation, context, _) => AskForScopes(operation, context));
        options.AddSchemaTransformer((schema, context, _) => WriteSeconds(schema, context.JsonTypeInfo.Type));
        options.AddSchemaTransformer((schema, context, _) => WriteTexts(schema, context.JsonTypeInfo.Type));
    }

    private static Task Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo { Title = "CallQA", Version = "1", Description = Introduction };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyBearer.Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key: callqa_…" },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyBearer.Scheme, document)] = [] }];
        return Task.CompletedTask;
    }

    private static Task AskForScopes(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RequiredScope>().LastOrDefault() is { } scope)
            operation.Description = $"Scope: `{scope.Name}`";
        return Task.CompletedTask;
    }

    private static Task WriteTexts(OpenApiSchema schema, Type type)
    {
        if (type != typeof(LocalText)) return Task.CompletedTask;
        (schema.Type, schema.Description, schema.AdditionalProperties) = (JsonSchemaType.Object, "A text by language, ISO 639-1", new OpenApiSchema { Type = JsonSchemaType.String });
        return Task.CompletedTask;
    }

    private static Task WriteSeconds(OpenApiSchema schema, Type type)
    {
        if (type != typeof(TimeSpan) && type != typeof(TimeSpan?)) return Task.CompletedTask;
        (schema.Type, schema.Format, schema.Pattern, schema.Description) = (JsonSchemaType.Number, "double", null, "Seconds");
        return Task.CompletedTask;
    }
}
