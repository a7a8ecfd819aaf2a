using System.Security.Claims;
using CallQA.App.Identity;
using CallQA.App.Jobs;
using CallQA.App.Models;
using CallQA.App.Settings;
using CallQA.App.Storage;

namespace CallQA.App.Web.Api;

/// <summary>What operators' programs ask of calls: the same as <c>callqa calls</c> and <c>callqa status</c>.</summary>
internal static class OperatorRoutes
{
    public static void Map(RouteGroupBuilder operate)
    {
        operate.MapGet("/status", async (StatusReader status, CancellationToken token) => JsonAnswer.Of(await status.ReadAsync(token)))
            .Describe<SystemStatus>("How many calls are in which state, and what waits");
        var calls = operate.MapGroup("/calls");
        calls.MapPost("/retry", async (RetryRequest request, CallControl control, CancellationToken token) =>
            JsonAnswer.Counted(await control.RetryAllAsync(request.Reason, token)))
            .Describe<Counted>("Sets all calls that were set aside for a reason to work again", StatusCodes.Status202Accepted);
        calls.MapPost("/rescore", async (RescoreRequest request, CallControl control, CancellationToken token) =>
            JsonAnswer.Counted(await control.RescoreAsync(request.Since, token)))
            .Describe<Counted>("Scores finished calls again with the models and the scorecard in force", StatusCodes.Status202Accepted);
        calls.MapPost("/{id}/retry", async (string id, CallControl control, CancellationToken token) =>
            JsonAnswer.Found(await control.RetryAsync(id, token)))
            .Describe("Sets a call that was set aside to work again");
        calls.MapPost("/{id}/cancel", async (string id, CallControl control, CancellationToken token) =>
            JsonAnswer.Found(await control.CancelAsync(id, token)))
            .Describe("Ends the work on a call");
        calls.MapPost("/{id}/priority", async (string id, PriorityRequest request, CallControl control, CancellationToken token) =>
            JsonAnswer.Found(await control.PrioritiseAsync(id, request.Priority, token)))
            .Describe("Takes a call before or after others");
        calls.MapPost("/{id}/transcribe", TranscribeAsync)
            .Describe("Hears a call anew, with another speech model where one is named that is here and whole");
        calls.MapPut("/{id}/hold", async (string id, HoldRequest request, CallControl control, CancellationToken token) =>
            JsonAnswer.Found(await control.HoldAsync(id, request.Because, token)))
            .Describe("Keeps a call from being erased");
        calls.MapDelete("/{id}/hold", async (string id, CallControl control, CancellationToken token) =>
            JsonAnswer.Found(await control.HoldAsync(id, null, token)))
            .Describe("Lets a call be erased again");
        calls.MapPut("/{id}/training", async (string id, TrainingRequest request, CallControl control, CancellationToken token) =>
            JsonAnswer.Found(await control.ConsentAsync(id, request.Allowed, token)))
            .Describe("Allows or forbids that the scoring models learn from a call; null leaves it to its telephone queue");
        calls.MapDelete("/{id}", EraseAsync)
            .Describe("Erases a call");
    }

    private static async Task<IResult> TranscribeAsync(
        string id, TranscribeRequest request, CallControl control, CallQASettings settings, CancellationToken cancellationToken)
    {
        var model = request.Model is null ? null : await NamedSpeechModel.FindAsync(request.Model, settings.SpeechFolders.All, cancellationToken);
        return JsonAnswer.Found(await control.RetranscribeAsync(id, model, cancellationToken));
    }

    private static async Task<IResult> EraseAsync(string id, CallErasure erasure, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        try
        {
            return JsonAnswer.Found(await erasure.EraseAsync(id, user.Identity?.Name ?? LocalOperator.Name, cancellationToken));
        }
        catch (InputException exception)
        {
            return JsonAnswer.Refusal(exception.Message, StatusCodes.Status409Conflict);
        }
    }
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

/// <summary>Whether the scoring models may learn from a call.</summary>
/// <param name="Allowed">Null for the rule of its telephone queue.</param>
internal sealed record TrainingRequest(bool? Allowed);
