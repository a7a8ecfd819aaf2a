using CallQA.App.Redaction;
using CallQA.App.Review.Calibration;
using CallQA.App.Review.Disputes;
using CallQA.App.Review.Queue;
using CallQA.App.Scorecards;
using CallQA.App.Storage;
using CallQA.App.Webhooks;
using CallQA.Recordings;
using CallQA.Scoring;
using CallQA.Scoring.Scorecards;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review;

/// <summary>What came of keeping or submitting a form.</summary>
/// <param name="Sheet">The form as it stands.</param>
/// <param name="Review">The review; null when the form is a draft still: something is missing, or a colleague was faster.</param>
/// <param name="Meanwhile">The latest review that a colleague submitted and the writer does not know of; null for none.</param>
internal sealed record SavedReview(ReviewSheet Sheet, SubmittedReview? Review, ColleagueReview? Meanwhile);

/// <summary>
/// Reviewers' forms: drafts, which their writer saves over and over, and submitted reviews, which are only ever added to. The
/// machine's evaluation stands beside them and is never touched.
/// </summary>
internal sealed class Reviews(IDbContextFactory<CallQADbContext> contexts, EfCallStore calls, Standings standings, ScorecardStore scorecards, WrittenByHand byHand, WebhookEvents events, TimeProvider clock)
{
    /// <summary>Most letters of one remark or reason.</summary>
    public const int LongestText = 4000;

    private readonly UnitOfWork work = new(contexts);

    /// <summary>The scorecard that a reviewer answers: the one in force, in a calibration session the session's.</summary>
    /// <exception cref="InputException">The session's cannot be read any more.</exception>
    public async Task<Scorecard> ScorecardAsync(CalibrationTask? task, CancellationToken cancellationToken) => task is null
        ? await scorecards.InForceAsync(cancellationToken)
        : await scorecards.FindAsync(task.Scorecard, cancellationToken)
            ?? throw new InputException(InputFault.Scorecard, $"The scorecard {task.Scorecard} of the session '{task.Name}' cannot be read any more; close the session.");

    /// <summary>
    /// The form as its reviewer left it; an empty one when there is none. Of one to another scorecard, which it names, those answers are there that fit
    /// the present one.
    /// </summary>
    public async Task<ReviewForm> DraftAsync(string callId, string reviewerId, CancellationToken cancellationToken, CalibrationTask? task = null)
    {
        var scorecard = await ScorecardAsync(task, cancellationToken);
        var row = await work.ReadAsync(context => DraftRowAsync(context, callId, reviewerId, task, cancellationToken), cancellationToken);
        if (row is null) return ReviewForm.Empty;
        var form = StoredJson.Read<ReviewForm>(row.Document) with { Scorecard = row.Scorecard };
        return row.Scorecard == scorecard.Reference ? form : FormFit.Carried(form, scorecard);
    }

    /// <summary>Keeps a form that goes on.</summary>
    /// <exception cref="OutdatedException">It was made for another scorecard.</exception>
    /// <exception cref="InputException">A text is too long, a question or an option is none of the scorecard's, or a passage lies outside the call.</exception>
    public async Task<SavedReview> SaveDraftAsync(Call call, string reviewerId, ReviewForm form, CancellationToken cancellationToken, CalibrationTask? task = null)
    {
        var scorecard = await ScorecardAsync(task, cancellationToken);
        form = await CheckedAsync(call, form, scorecard, cancellationToken);
        var machine = await MachineAsync(call.Id, cancellationToken);
        return await work.CommitAsync(
            async context =>
            {
                var row = await DraftRowAsync(context, call.Id, reviewerId, task, cancellationToken) ?? context.ReviewDrafts.Add(NewDraft(call.Id, reviewerId, task, scorecard)).Entity;
                var latest = task is null ? await LatestOfOthersAsync(context, call.Id, reviewerId, cancellationToken) : null;
                var kept = form with { Blind = StaysBlind(row, form), Knows = KnownTo(row, form) ?? latest?.Id ?? 0 };
                (row.Scorecard, row.Document, row.SavedUtc) = (scorecard.Reference, StoredJson.Write(kept), Now());
                // So that no colleague scores the same call meanwhile.
                if (task is null) (await context.ReviewTasks.FirstOrDefaultAsync(waiting => waiting.CallId == call.Id, cancellationToken))?.TakeIfFree(reviewerId);
                return new SavedReview(ReviewSheet.Of(scorecard, form, machine), null, latest?.Id > kept.Knows ? latest : null);
            },
            cancellationToken);
    }

    /// <summary>Submits a form: adds a review and ends the draft, in one transaction, when nothing is missing and no colleague was faster.</summary>
    /// <exception cref="OutdatedException">It was made for another scorecard.</exception>
    /// <exception cref="InputException">
    /// A text is too long, a question or an option is none of the scorecard's, a passage lies outside the call, the evaluation in force is disputed, or the session has this review already.
    /// </exception>
    public async Task<SavedReview> SubmitAsync(
        Call call, string reviewerId, string reviewer, ReviewForm form, CancellationToken cancellationToken, CalibrationTask? task = null)
    {
        var scorecard = await ScorecardAsync(task, cancellationToken);
        form = await CheckedAsync(call, form, scorecard, cancellationToken);
        var machine = await MachineAsync(call.Id, cancellationToken);
        var submission = await work.CommitAsync(
            async context =>
            {
                var draft = await DraftRowAsync(context, call.Id, reviewerId, task, cancellationToken);
                // What the page hides is not asked for; whether the review was blind is another matter.
                var sheet = ReviewSheet.Of(scorecard, form, machine);
                var answered = form with { Blind = StaysBlind(draft, form) && !await SuggestionsShown.ToAsync(context, call.Id, reviewerId, cancellationToken) };
                var latest = task is null ? await LatestOfOthersAsync(context, call.Id, reviewerId, cancellationToken) : null;
                var unknown = latest?.Id > (KnownTo(draft, form) ?? latest?.Id) ? latest : null;
                if (!sheet.Complete || unknown is not null) return new SavedReview(sheet, null, unknown);
                var begun = draft?.BegunUtc is { } moment ? new DateTimeOffset(moment) : clock.GetUtcNow();
                var review = SubmittedReview.Of(call.Id, scorecard.Reference, reviewer, answered, sheet, machine?.Overall, begun, clock.GetUtcNow());
                if (draft is not null) context.ReviewDrafts.Remove(draft);
                await AddAsync(context, review, reviewerId, task?.SessionId, cancellationToken);
                return new SavedReview(sheet, review, null);
            },
            cancellationToken);
        // What is said in a calibration session is nobody's review of the call.
        if (task is null && submission.Review is { } submitted) await events.ReviewedAsync(submitted, ReviewKind.Review, cancellationToken);
        return submission;
    }

    /// <summary>All submitted reviews of a call but those of calibration sessions, the latest first.</summary>
    public Task<List<SubmittedReview>> HistoryAsync(string callId, CancellationToken cancellationToken) => work.ReadAsync(
        context => HistoryAsync(context, callId, cancellationToken), cancellationToken);

    /// <summary>The same, read with a context.</summary>
    public static async Task<List<SubmittedReview>> HistoryAsync(CallQADbContext context, string callId, CancellationToken cancellationToken) =>
        (await context.Reviews.Where(row => row.CallId == callId && row.Kind != ReviewKind.Calibration).OrderByDescending(row => row.Id).ToListAsync(cancellationToken))
            .ConvertAll(row => row.ToReview());

    // A contribution to a calibration session neither counts for the call nor ends its waiting for a review.
    private async Task AddAsync(CallQADbContext context, SubmittedReview review, string reviewerId, long? sessionId, CancellationToken cancellationToken)
    {
        if (sessionId is not null)
        {
            if (await context.Reviews.AnyAsync(row => row.SessionId == sessionId && row.CallId == review.CallId && row.ReviewerId == reviewerId, cancellationToken))
                throw new InputException(InputFault.Settings, $"You have scored the call '{review.CallId}' in this session already; answers can be seen once all have.");
            context.Reviews.Add(ReviewRow.Of(review, reviewerId, ReviewKind.Calibration, sessionId));
            return;
        }

        await standings.ReleaseAsync(context, context.Reviews.Add(ReviewRow.Of(review, reviewerId, ReviewKind.Review)).Entity, cancellationToken);
        await CloseTaskAsync(context, review.CallId, cancellationToken);
    }

    private async Task<Evaluation?> MachineAsync(string callId, CancellationToken cancellationToken) =>
        (await calls.FindEvaluatedAsync(callId, cancellationToken))?.Evaluation;

    // Whoever has once seen the machine's answers is blind no more.
    private static bool StaysBlind(ReviewDraftRow? draft, ReviewForm form) =>
        form.Blind && (draft is not { Document.Length: > 0 } || StoredJson.Read<ReviewForm>(draft.Document).Blind);

    private static long? KnownTo(ReviewDraftRow? draft, ReviewForm form) =>
        form.Knows ?? (draft is { Document.Length: > 0 } ? StoredJson.Read<ReviewForm>(draft.Document).Knows : null);

    private static async Task<ColleagueReview?> LatestOfOthersAsync(CallQADbContext context, string callId, string reviewerId, CancellationToken cancellationToken) =>
        await context.Reviews.Where(row => row.CallId == callId && row.ReviewerId != reviewerId && row.Kind != ReviewKind.Calibration)
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken) is { } row
                ? new ColleagueReview(row.Id, row.ToReview().Reviewer, new DateTimeOffset(row.SubmittedUtc))
                : null;

    private static Task<ReviewDraftRow?> DraftRowAsync(CallQADbContext context, string callId, string reviewerId, CalibrationTask? task, CancellationToken cancellationToken)
    {
        var session = SessionOf(task);
        return context.ReviewDrafts.FirstOrDefaultAsync(row => row.CallId == callId && row.ReviewerId == reviewerId && row.SessionId == session, cancellationToken);
    }

    private static long SessionOf(CalibrationTask? task) => task?.SessionId ?? 0;

    private async Task CloseTaskAsync(CallQADbContext context, string callId, CancellationToken cancellationToken)
    {
        if (await context.ReviewTasks.FirstOrDefaultAsync(row => row.CallId == callId, cancellationToken) is not { } task) return;
        (task.State, task.ClosedUtc) = (TaskState.Done, Now());
        task.Version++;
    }

    private ReviewDraftRow NewDraft(string callId, string reviewerId, CalibrationTask? task, Scorecard scorecard) => new()
    {
        CallId = callId,
        ReviewerId = reviewerId,
        SessionId = SessionOf(task),
        Scorecard = scorecard.Reference,
        Document = "",
        BegunUtc = Now(),
        SavedUtc = Now(),
    };

    // What is personal goes out first, so that no refusal repeats it.
    private async Task<ReviewForm> CheckedAsync(Call call, ReviewForm form, Scorecard scorecard, CancellationToken cancellationToken)
    {
        Check(form);
        form = await byHand.WithoutAsync(call, form, cancellationToken);
        FormFit.Check(form, scorecard, call);
        return form with { Scorecard = null };
    }

    private static void Check(ReviewForm form)
    {
        var texts = form.Answers.SelectMany(answer => new[] { answer.ChangeReason, answer.Comment }).Append(form.Remark);
        if (texts.FirstOrDefault(text => text?.Length > LongestText) is { } longest)
            throw new InputException(InputFault.Settings, $"A remark has {longest.Length} letters; write at most {LongestText}.");
    }

    private DateTime Now() => CallMapping.Utc(clock.GetUtcNow());
}
