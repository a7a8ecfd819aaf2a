namespace CallQA.App.Web.Api;

/// <summary>
/// Refuses requests that a page of another site made a browser send: browsers say so in a header that pages cannot change.
/// Programs other than browsers send none.
/// </summary>
internal sealed class SameSite : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var site = context.HttpContext.Request.Headers["Sec-Fetch-Site"].ToString();
        return site is "" or "same-origin" or "none"
            ? next(context)
            : ValueTask.FromResult<object?>(JsonAnswer.Refusal("Another site's page may not ask for this.", StatusCodes.Status403Forbidden));
    }
}
