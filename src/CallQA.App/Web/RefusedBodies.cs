using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Localization;

namespace CallQA.App.Web;

/// <summary>Answers what is wrong with the body of a request, too long, too slow or no form, in a sentence: no fault of this program, and no other page.</summary>
internal sealed class RefusedBodies(RequestDelegate next, IStringLocalizer<Texts> texts)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            // Read here, where what is wrong with a form can still be told; whoever asks for it later has it.
            if (context.Request.HasFormContentType) await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (BadHttpRequestException refusal)
        {
            await AnswerAsync(context, refusal.StatusCode);
            return;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException && !context.RequestAborted.IsCancellationRequested)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest);
            return;
        }

        try
        {
            await next(context);
        }
        catch (BadHttpRequestException refusal) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, refusal.StatusCode);
        }
    }

    private Task AnswerAsync(HttpContext context, int status)
    {
        var sentence = Sentence(context, status);
        return (context.Request.HasFormContentType ? Results.Text(sentence, statusCode: status) : JsonAnswer.Refusal(sentence, status)).ExecuteAsync(context);
    }

    private string Sentence(HttpContext context, int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => texts["Body.TooLong", LimitOf(context)],
        StatusCodes.Status408RequestTimeout => texts["Body.TooSlow"],
        _ => texts["Body.Unreadable"],
    };

    /// <summary>The longest body that a request may have, in MiB.</summary>
    internal static long LimitOf(HttpContext context) => (context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? WebHost.LongestBody) >> 20;
}
