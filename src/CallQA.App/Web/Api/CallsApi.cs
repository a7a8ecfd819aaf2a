using System.Security.Claims;
using CallQA.App.Identity;
using CallQA.App.Jobs;
using CallQA.App.Storage;
using CallQA.App.Web.Calls;

namespace CallQA.App.Web.Api;

/// <summary>What operators' programs ask of calls over <c>/api</c>: the same as <c>callqa calls</c> and <c>callqa status</c>.</summary>
internal static class CallsApi
{
    public static void MapCallsApi(this WebApplication app)
    {
        var api = app.MapGroup("/api").RequireAuthorization(Access.Operate).AddEndpointFilter<SameSite>().DisableAntiforgery();
        api.MapGet("/status", (StatusReader status, CancellationToken token) => AsJsonAsync(status.ReadAsync(token)));
        api.MapGet("/nights", (NightlyLedger nights, CancellationToken token) => AsJsonAsync(nights.ListAsync(30, token)));
        var calls = api.MapGroup("/calls");
        calls.MapGet("", ListAsync);
        calls.MapPost("/retry", async (RetryRequest request, CallControl control, CancellationToken token) =>
            Counted(await control.RetryAllAsync(request.Reason, token)));
        calls.MapPost("/rescore", async (RescoreRequest request, CallControl control, CancellationToken token) =>
            Counted(await control.RescoreAsync(request.Since, token)));
        calls.MapPost("/{id}/retry", async (string id, CallControl control, CancellationToken token) =>
            Found(await control.RetryAsync(id, token)));
        calls.MapPost("/{id}/cancel", async (string id, CallControl control, CancellationToken token) =>
            Found(await control.CancelAsync(id, token)));
        calls.MapPost("/{id}/priority", async (string id, PriorityRequest request, CallControl control, CancellationToken token) =>
            Found(await control.PrioritiseAsync(id, request.Priority, token)));
        calls.MapPost("/{id}/transcribe", async (string id, TranscribeRequest request, CallControl control, CancellationToken token) =>
            Found(await control.RetranscribeAsync(id, request.Model, token)));
        calls.MapPut("/{id}/hold", async (string id, HoldRequest request, CallControl control, CancellationToken token) =>
            Found(await control.HoldAsync(id, request.Because, token)));
        calls.MapDelete("/{id}/hold", async (string id, CallControl control, CancellationToken token) =>
            Found(await control.HoldAsync(id, null, token)));
        calls.MapDelete("/{id}", EraseAsync);
    }

    private static async Task<IResult> ListAsync(
        CallListing listing, CancellationToken cancellationToken, CallsShown show = CallsShown.All, string? agent = null, int page = 1, string? from = null) =>
        Results.Json(await listing.ReadAsync(show, agent, page, onlyAgent: null, cancellationToken, ListCursor.Parse(from)), CallQAJson.Compact);

    private static async Task<IResult> EraseAsync(string id, CallErasure erasure, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        try
        {
            return Found(await erasure.EraseAsync(id, user.Identity?.Name ?? LocalOperator.Name, cancellationToken));
        }
        catch (InputException exception)
        {
            return Results.Json(new { exception.Message }, CallQAJson.Compact, statusCode: StatusCodes.Status409Conflict);
        }
    }

    private static async Task<IResult> AsJsonAsync<T>(Task<T> value) => Results.Json(await value, CallQAJson.Compact);

    private static IResult Counted(int calls) => Results.Json(new { calls }, CallQAJson.Compact, statusCode: StatusCodes.Status202Accepted);

    // With a body, or the page for people would be put in its place.
    private static IResult Found(bool found) => found
        ? Results.Accepted()
        : Results.Json(new { Message = "There is no such call, or it is not in the state for this." }, CallQAJson.Compact, statusCode: StatusCodes.Status404NotFound);
}

/// <summary>Which calls go on.</summary>
internal sealed record RetryRequest(SetAsideCause Reason);

/// <summary>From which start on calls are scored again.</summary>
internal sealed record RescoreRequest(DateTimeOffset Since);

/// <summary>Higher goes first.</summary>
internal sealed record PriorityRequest(int Priority = 1);

/// <summary>With which speech model; null for that of the settings.</summary>
internal sealed record TranscribeRequest(string? Model = null);

/// <summary>Why a call must not be erased.</summary>
internal sealed record HoldRequest(string Because);
