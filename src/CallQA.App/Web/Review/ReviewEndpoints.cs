using System.Text.Json;
using CallQA.App.Identity;
using CallQA.App.Review;
using CallQA.App.Review.Calibration;
using CallQA.App.Review.Queue;
using CallQA.App.Web.Api;
using CallQA.Recordings;
using CallQA.Transcription;
using Microsoft.AspNetCore.Mvc;

namespace CallQA.App.Web.Review;

/// <summary>A remark that is to be added at a moment.</summary>
internal sealed record NewComment(TimeSpan Moment, string? Text);

/// <summary>What a turn should read, and the mark of the transcript that was read, if it is said: of another one nothing is corrected.</summary>
internal sealed record NewText(string? Text, string? Mark = null);

/// <summary>A turn as it was corrected, and what the engine had heard.</summary>
internal sealed record CorrectedText(string Text, IReadOnlyList<Word>? Words, string Heard, string By);

/// <summary>Where the next call that waits is shown.</summary>
internal sealed record NextCall(string Next);

/// <summary>What the script of the call page and programs send: drafts, reviews, corrections, comments.</summary>
internal static class ReviewEndpoints
{
    private const long LongestBody = 1 << 20;
    private const string Json = "application/json";

    public static void MapReview(this WebApplication app) => Map(app.MapGroup("/calls/{id}").AddEndpointFilter<SameSite>().DisableAntiforgery());

    /// <summary>Maps what pages and programs alike do with a call.</summary>
    public static void Map(RouteGroupBuilder call)
    {
        call.WithMetadata(new RequestSizeLimitAttribute(LongestBody));
        call.MapPut("/review", SaveAsync).RequireAuthorization(Access.Evaluate)
            .Accepts<ReviewForm>(Json).Describe<SheetState>("Keeps the draft of a review; answers the score so far and what is missing");
        call.MapPost("/review", SubmitAsync).RequireAuthorization(Access.Evaluate)
            .Accepts<ReviewForm>(Json).Describe<NextCall>("Submits a review", StatusCodes.Status201Created).Produces<SheetState>(StatusCodes.Status409Conflict);
        call.MapPut("/turns/{turn:int}", CorrectAsync).RequireAuthorization(Access.Evaluate)
            .Accepts<NewText>(Json).Describe<CorrectedText>("Corrects a turn of the transcript");
        call.MapPost("/comments", CommentAsync).RequireAuthorization(Access.Comment)
            .Accepts<NewComment>(Json).Describe<CallComment>("Comments on a moment", StatusCodes.Status201Created);
    }

    private static Task<IResult> SaveAsync(string id, HttpContext context, CallAccess access, Reviews reviews, Calibrations calibrations) =>
        WithAsync<ReviewForm>(id, context, access, async (call, form) =>
        {
            var task = await TaskAsync(context, calibrations, call);
            return JsonAnswer.Of(SheetState.Of(await reviews.SaveDraftAsync(call, UserClaims.IdOf(context.User), Whole(form, task), context.RequestAborted, task)));
        });

    private static Task<IResult> SubmitAsync(
        string id, HttpContext context, CallAccess access, Reviews reviews, ReviewQueue queue, Calibrations calibrations, AuditTrail audit) =>
        WithAsync<ReviewForm>(id, context, access, async (call, form) =>
        {
            var name = context.User.Identity!.Name!;
            var task = await TaskAsync(context, calibrations, call);
            var saved = await reviews.SubmitAsync(call, UserClaims.IdOf(context.User), name, Whole(form, task), context.RequestAborted, task);
            if (saved.Review is null) return JsonAnswer.Of(SheetState.Of(saved), StatusCodes.Status409Conflict);
            await audit.AddAsync(task is null ? AuditTrail.Evaluated : AuditTrail.CalibrationScored, name, call, context.RequestAborted);
            if (task is not null) return JsonAnswer.Of(new NextCall(PageFormat.CalibrationAddress(task.SessionId)), StatusCodes.Status201Created);
            var next = await queue.TakeNextAsync(UserClaims.IdOf(context.User), call.Id, context.RequestAborted);
            return JsonAnswer.Of(new NextCall(next is null ? "/review" : form.Blind ? PageFormat.BlindAddress(next) : PageFormat.CallAddress(next)), StatusCodes.Status201Created);
        });

    private static Task<IResult> CorrectAsync(string id, int turn, HttpContext context, CallAccess access, TranscriptCorrections corrections, AuditTrail audit) =>
        WithAsync<NewText>(id, context, access, async (call, text) =>
        {
            var name = context.User.Identity!.Name!;
            if (await corrections.AddAsync(call, turn, text.Text ?? "", name, context.RequestAborted, text.Mark) is not { } correction)
                return JsonAnswer.Refusal($"The call has no turn {turn}.", StatusCodes.Status404NotFound);
            await audit.AddAsync(AuditTrail.Corrected, name, call, context.RequestAborted);
            return JsonAnswer.Of(new CorrectedText(correction.Turn.Text, correction.Turn.Words, correction.Heard, correction.By));
        });

    private static Task<IResult> CommentAsync(string id, HttpContext context, CallAccess access, CallComments comments) =>
        WithAsync<NewComment>(id, context, access, async (call, comment) => JsonAnswer.Of(
            await comments.AddAsync(call, comment.Moment, comment.Text ?? "", context.User.Identity!.Name!, context.RequestAborted), StatusCodes.Status201Created));

    // The right to this call comes first; then what was sent is read, and what is wrong with it is told in a sentence.
    /// <summary>Answers what a page's script or a program sends about a call that its user may see; refusals are a sentence.</summary>
    internal static async Task<IResult> WithAsync<T>(string id, HttpContext context, CallAccess access, Func<Call, T, Task<IResult>> answer)
    {
        if (await access.FindAsync(context.User, id, context.RequestAborted) is not { } call)
            return JsonAnswer.NoCall();
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(context.Request.Body, CallQAJson.Compact, context.RequestAborted) is { } sent
                ? await answer(call, sent)
                : JsonAnswer.Refusal("Nothing was sent; send a JSON object.", StatusCodes.Status400BadRequest);
        }
        catch (JsonException exception)
        {
            return JsonAnswer.Refusal($"What was sent is not the JSON that is expected here, at {exception.Path ?? "its beginning"}.", StatusCodes.Status400BadRequest);
        }
        catch (InputException exception)
        {
            var isPage = !context.Request.Path.StartsWithSegments(Api.ApiRoutes.Path);
            return JsonAnswer.Refusal(
                isPage ? RefusalTexts.In(exception.Message) : exception.Message, exception is OutdatedException ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest);
        }
    }

    // A call that waits in a calibration session is scored there, and blind, whatever the page says.
    private static async Task<CalibrationTask?> TaskAsync(HttpContext context, Calibrations calibrations, Call call) =>
        (await calibrations.TasksAsync(UserClaims.IdOf(context.User), context.RequestAborted)).GetValueOrDefault(call.Id) is not { } task ? null
        : !task.Submitted ? task
        : throw new InputException(InputFault.Settings, $"You have scored the call '{call.Id}' in the session '{task.Name}'; wait until all have.");

    // JSON may leave lists out.
    private static ReviewForm Whole(ReviewForm form, CalibrationTask? task) => form with
    {
        Answers = [.. (form.Answers ?? []).Where(answer => answer?.Question is not null).Select(answer => answer with { Passages = answer.Passages?.Where(passage => passage is not null).ToList() })],
        Blind = form.Blind || task is not null,
    };
}
