using Microsoft.AspNetCore.Diagnostics;

namespace CallQA.App.Web.Api;

/// <summary>Answers programs whose request came to no route, or was not allowed to, in a sentence; people get a page instead.</summary>
internal static class RefusedPrograms
{
    public static void UseRefusalsForPrograms(this IApplicationBuilder app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments(ApiRoutes.Path), api => api.UseStatusCodePages(TellAsync));

    private static Task TellAsync(StatusCodeContext context)
    {
        var status = context.HttpContext.Response.StatusCode;
        return JsonAnswer.Refusal(Sentence(context.HttpContext, status), status).ExecuteAsync(context.HttpContext);
    }

    private static string Sentence(HttpContext context, int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "Sign in, or show a key that is known and has not ended: 'Authorization: Bearer callqa_…'; 'callqa keys add' makes one.",
        StatusCodes.Status403Forbidden => "The account's role does not include this; ask an admin.",
        StatusCodes.Status404NotFound => $"There is nothing at this address, or it is not yours; {ApiRoutes.Path}/openapi.json lists what there is.",
        StatusCodes.Status405MethodNotAllowed => $"The address does not take this method; {ApiRoutes.Path}/openapi.json lists what it takes.",
        StatusCodes.Status413PayloadTooLarge => $"What was sent is longer than {RefusedBodies.LimitOf(context)} MiB; send less at once.",
        _ => $"The request cannot be answered (status {status}); {ApiRoutes.Path}/openapi.json says what is expected.",
    };
}
