using System.Text.Json;
using CallQA.App.Review;

namespace CallQA.App.Web.Api;

/// <summary>Answers what is wrong with a program's request, in a sentence.</summary>
internal sealed class RefuseInASentence(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (context.Request.Path.StartsWithSegments(ApiRoutes.Path) && !context.Response.HasStarted && Refuse(exception, context) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
        }
    }

    private static IResult? Refuse(Exception exception, HttpContext context) => exception switch
    {
        OutdatedException outdated => JsonAnswer.Refusal(outdated.Message, StatusCodes.Status409Conflict),
        InputException input => JsonAnswer.Refusal(input.Message, StatusCodes.Status400BadRequest),
        BadHttpRequestException { InnerException: JsonException json } bad => JsonAnswer.Refusal($"What was sent is not the JSON that is expected here, at {json.Path ?? "its beginning"}.", bad.StatusCode),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            JsonAnswer.Refusal($"What was sent is longer than {RefusedBodies.LimitOf(context)} MiB; send less at once.", StatusCodes.Status413PayloadTooLarge),
        BadHttpRequestException bad => JsonAnswer.Refusal(bad.Message, bad.StatusCode),
        _ => null,
    };
}
