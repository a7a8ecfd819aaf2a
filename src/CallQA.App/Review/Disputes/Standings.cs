using CallQA.App.Redaction;
using CallQA.App.Search.Index;
using CallQA.App.Settings;
using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review.Disputes;

/// <summary>Which review of a call counts, and what its agent and other people made of it.</summary>
internal sealed class Standings(IDbContextFactory<CallQADbContext> contexts, WrittenByHand byHand, CallQASettings settings, TimeProvider clock)
{
    private readonly UnitOfWork work = new(contexts);

    private DisputeSettings Rules => settings.Disputes;

    /// <summary>The evaluation that counts; null when nobody has reviewed the call.</summary>
    public Task<StandingEvaluation?> OfAsync(string callId, CancellationToken cancellationToken) =>
        work.ReadAsync(context => ReadAsync(context, callId, cancellationToken), cancellationToken);

    /// <summary>The agent takes note of the evaluation.</summary>
    /// <exception cref="OutdatedException">The evaluation that was read is not in force any more.</exception>
    /// <exception cref="InputException">There is none, it is acknowledged or disputed already, or the remark is too long.</exception>
    public async Task AcknowledgeAsync(string callId, string agentId, string name, string? remark, CancellationToken cancellationToken, long? read = null)
    {
        remark = Text(remark) is { } written ? await byHand.WithoutAsync(callId, written, cancellationToken) : null;
        await ChangeAsync(callId, read, (context, row, standing) =>
        {
            if (standing.State is ResponseState.Acknowledged or ResponseState.Disputed)
                throw Refuse($"The evaluation of the call '{callId}' is {standing.State.ToString().ToLowerInvariant()} already; nothing is left to acknowledge.");
            Add(context, row, ScoreEventKind.Acknowledged, agentId, name, row.ReleasedUtc, new(remark, []));
            (row.State, row.DueUtc) = (ResponseState.Acknowledged, null);
        },
        cancellationToken);
    }

    /// <summary>The agent disputes the evaluation, question by question.</summary>
    /// <exception cref="OutdatedException">The evaluation that was read is not in force any more.</exception>
    /// <exception cref="InputException">No question has a reason, one is none of the evaluation's, a text is too long, or the evaluation may not be disputed (any more).</exception>
    public async Task DisputeAsync(string callId, string agentId, string name, ScoreEventWords words, CancellationToken cancellationToken, long? read = null)
    {
        words = await byHand.WithoutAsync(callId, Checked(words), cancellationToken);
        await ChangeAsync(callId, read, async (context, row, standing) =>
        {
            if (words.Questions.Count == 0) throw Refuse("No question has a reason; say for at least one question why its answer is wrong.");
            if (!standing.MayDispute(Rules, clock.GetUtcNow())) throw Refuse(WhyNot(callId, standing));
            await CheckAsync(context, row, words.Questions, cancellationToken);
            row.Round++;
            Add(context, row, ScoreEventKind.Disputed, agentId, name, row.ReleasedUtc, words);
            (row.State, row.DisputedUtc, row.DueUtc) = (ResponseState.Disputed, Now(), Now().AddDays(Rules.DecideDays));
        },
        cancellationToken);
    }

    /// <summary>Another reviewer lets the disputed evaluation stand.</summary>
    /// <exception cref="InputException">No dispute is open, it is not this person's to decide, or there is no reason.</exception>
    public async Task UpholdAsync(string callId, string reviewerId, string name, string? because, CancellationToken cancellationToken, long? read = null)
    {
        var reason = await byHand.WithoutAsync(callId, Because(because), cancellationToken);
        await ChangeAsync(callId, read, async (context, row, standing) =>
        {
            await CheckAsync(context, callId, standing, reviewerId, cancellationToken);
            Add(context, row, ScoreEventKind.Upheld, reviewerId, name, row.DisputedUtc!.Value, new(reason, []));
            Decided(row);
        },
        cancellationToken);
    }

    /// <summary>Puts an earlier review back in force.</summary>
    /// <exception cref="InputException">It is no review of this call, it is in force already, a dispute is open, or there is no reason.</exception>
    public async Task RollBackAsync(string callId, long reviewId, string adminId, string name, string? because, CancellationToken cancellationToken)
    {
        var reason = await byHand.WithoutAsync(callId, Because(because), cancellationToken);
        await ChangeAsync(callId, read: null, async (context, row, standing) =>
        {
            if (standing.State == ResponseState.Disputed) throw Refuse($"The evaluation of the call '{callId}' is disputed; decide the dispute first.");
            if (reviewId == row.ReviewId || !await context.Reviews.AnyAsync(review => review.Id == reviewId && review.CallId == callId && review.Kind != ReviewKind.Calibration, cancellationToken))
                throw Refuse($"The call '{callId}' has no earlier review {reviewId} that could be put back in force; choose one from its history.");
            Add(context, row, ScoreEventKind.RolledBack, adminId, name, row.ReleasedUtc, new(reason, [])).OutcomeId = reviewId;
            row.ReviewId = reviewId;
            await SearchIndex.ReviewedAsync(context, (await context.Reviews.FirstAsync(review => review.Id == reviewId, cancellationToken)).ToReview(), cancellationToken);
            Decided(row);
        },
        cancellationToken);
    }

    /// <summary>Puts a changed review in force, inside the transaction that adds it.</summary>
    /// <exception cref="InputException">No dispute is open, or it is not this person's to decide.</exception>
    public async Task ReplaceAsync(CallQADbContext context, ReviewRow review, string name, string because, long? read, CancellationToken cancellationToken)
    {
        var row = await context.Standings.FirstAsync(row => row.CallId == review.CallId, cancellationToken);
        CheckRead(row, read);
        var standing = (await ReadAsync(context, review.CallId, cancellationToken))!;
        await CheckAsync(context, review.CallId, standing, review.ReviewerId, cancellationToken);
        Add(context, row, ScoreEventKind.Changed, review.ReviewerId, name, row.DisputedUtc!.Value, new(because, [])).Outcome = review;
        row.Review = review;
        await SearchIndex.ReviewedAsync(context, review.ToReview(), cancellationToken);
        Decided(row);
        row.Version++;
    }

    /// <summary>Puts a new review in force, inside the transaction that adds it.</summary>
    /// <exception cref="InputException">The evaluation in force is disputed.</exception>
    public async Task ReleaseAsync(CallQADbContext context, ReviewRow review, CancellationToken cancellationToken)
    {
        var row = await context.Standings.FirstOrDefaultAsync(row => row.CallId == review.CallId, cancellationToken)
            ?? context.Standings.Add(new() { CallId = review.CallId, State = ResponseState.New, ReleasedUtc = review.SubmittedUtc }).Entity;
        if (row.State == ResponseState.Disputed)
            throw Refuse($"The agent disputes the evaluation of the call '{review.CallId}'; decide the dispute instead of evaluating anew.");
        if (row.ReviewId != 0)
        {
            if (await IsOverturnedAsync(context, row, review.ReviewerId, cancellationToken))
                throw Refuse($"A decision changed your evaluation of the call '{review.CallId}' and counts; ask an admin to put yours back in force, or a colleague to evaluate the call anew.");
            Add(context, row, ScoreEventKind.Replaced, review.ReviewerId, review.ToReview().Reviewer, row.ReleasedUtc, new(null, [])).Outcome = review;
        }

        (row.Review, row.State, row.ReleasedUtc) = (review, ResponseState.New, review.SubmittedUtc);
        row.DueUtc = row.Round < Rules.MostRounds ? review.SubmittedUtc.AddDays(Rules.WindowDays) : null;
        await SearchIndex.ReviewedAsync(context, review.ToReview(), cancellationToken);
        row.Version++;
    }

    // As long as the decision counts: its loser does not undo it.
    private static async Task<bool> IsOverturnedAsync(CallQADbContext context, StandingRow row, string reviewerId, CancellationToken cancellationToken)
    {
        var changes = context.ScoreEvents.Where(entry => entry.CallId == row.CallId && entry.Kind == ScoreEventKind.Changed);
        return await changes.AnyAsync(entry => entry.OutcomeId == row.ReviewId, cancellationToken)
            && await changes.AnyAsync(entry => context.Reviews.Any(review => review.Id == entry.ReviewId && review.ReviewerId == reviewerId), cancellationToken)
            && !await context.Reviews.AnyAsync(review => review.Id == row.ReviewId && review.ReviewerId == reviewerId, cancellationToken);
    }

    private static async Task<StandingEvaluation?> ReadAsync(CallQADbContext context, string callId, CancellationToken cancellationToken) =>
        await context.Standings.AsNoTracking().FirstOrDefaultAsync(row => row.CallId == callId, cancellationToken) is { } row
            ? StandingEvaluation.Of(row, await context.ScoreEvents.AsNoTracking().Where(entry => entry.CallId == callId).OrderBy(entry => entry.Id).ToListAsync(cancellationToken))
            : null;

    private static async Task CheckAsync(CallQADbContext context, string callId, StandingEvaluation standing, string reviewerId, CancellationToken cancellationToken)
    {
        if (standing.State != ResponseState.Disputed) throw Refuse($"No dispute of the call '{callId}' is open; somebody may have decided it just now.");
        var writer = await context.Reviews.Where(review => review.Id == standing.ReviewId).Select(review => review.ReviewerId).FirstAsync(cancellationToken);
        if (!standing.MayDecide(reviewerId, writer))
            throw Refuse($"Whoever wrote the disputed evaluation of the call '{callId}', or decided an earlier round, does not decide; leave it to another reviewer.");
    }

    /// <summary>Holds that what somebody answers is what they have read.</summary>
    /// <exception cref="OutdatedException">Another evaluation counts by now.</exception>
    public static void CheckRead(StandingRow row, long? read)
    {
        if (read is { } id && id != row.ReviewId)
            throw new OutdatedException(InputFault.Settings, $"The evaluation {id} of the call '{row.CallId}' does not count any more; read the one that does, {row.ReviewId}, and answer that one.");
    }

    // The identifier is told as it would be kept: whoever made it up may have written anything into it.
    private async Task CheckAsync(CallQADbContext context, StandingRow row, IReadOnlyList<QuestionReason> reasons, CancellationToken cancellationToken)
    {
        var document = await context.Reviews.Where(review => review.Id == row.ReviewId).Select(review => review.Document).FirstAsync(cancellationToken);
        var answered = StoredJson.Read<SubmittedReview>(document).Answers.Select(answer => answer.Question).ToHashSet(StringComparer.Ordinal);
        if (reasons.FirstOrDefault(reason => !answered.Contains(reason.Question)) is { } unknown)
            throw Refuse($"The evaluation of the call '{row.CallId}' has no question '{byHand.Without(unknown.Question ?? "")}'; dispute questions that it answers.");
    }

    private Task<StandingRow> ChangeAsync(string callId, long? read, Action<CallQADbContext, StandingRow, StandingEvaluation> change, CancellationToken cancellationToken) => ChangeAsync(
        callId,
        read,
        (context, row, standing) =>
        {
            change(context, row, standing);
            return Task.CompletedTask;
        },
        cancellationToken);

    private Task<StandingRow> ChangeAsync(
        string callId, long? read, Func<CallQADbContext, StandingRow, StandingEvaluation, Task> change, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var row = await context.Standings.FirstOrDefaultAsync(row => row.CallId == callId, cancellationToken)
                ?? throw Refuse($"Nobody has reviewed the call '{callId}' yet; wait for a review.");
            CheckRead(row, read);
            await change(context, row, (await ReadAsync(context, callId, cancellationToken))!);
            row.Version++;
            return row;
        },
        cancellationToken);

    private ScoreEventRow Add(CallQADbContext context, StandingRow row, ScoreEventKind kind, string byId, string by, DateTime since, ScoreEventWords words) =>
        context.ScoreEvents.Add(new()
        {
            CallId = row.CallId,
            Kind = kind,
            ReviewId = row.ReviewId,
            Round = row.Round,
            ById = byId,
            By = by,
            AtUtc = Now(),
            SinceUtc = since,
            Document = StoredJson.Write(words),
        }).Entity;

    private void Decided(StandingRow row)
    {
        (row.State, row.ReleasedUtc, row.DisputedUtc) = (ResponseState.Decided, Now(), null);
        row.DueUtc = row.Round < Rules.MostRounds ? Now().AddDays(Rules.WindowDays) : null;
    }

    private string WhyNot(string callId, StandingEvaluation standing) => standing switch
    {
        { State: ResponseState.Acknowledged or ResponseState.Disputed } => $"The evaluation of the call '{callId}' is {standing.State.ToString().ToLowerInvariant()} already; it can no longer be disputed.",
        _ when standing.Round >= Rules.MostRounds => $"The evaluation of the call '{callId}' was disputed {standing.Round} times, which is the limit; acknowledge the decision.",
        _ => $"The {Rules.WindowDays} days in which the evaluation of the call '{callId}' could be disputed are over; acknowledge it, or speak to its reviewer.",
    };

    private static ScoreEventWords Checked(ScoreEventWords words) =>
        new(Text(words.Remark), [.. words.Questions.Where(reason => !string.IsNullOrWhiteSpace(reason.Text)).Select(reason => reason with { Text = Text(reason.Text)! })]);

    /// <summary>The reason of a decision, trimmed.</summary>
    /// <exception cref="InputException">There is none, or it is too long.</exception>
    public static string Because(string? text) => Text(text) ?? throw Refuse("The decision has no reason; say why.");

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : text.Trim() is { Length: <= Reviews.LongestText } written ? written
        : throw Refuse($"A text has {text.Trim().Length} letters; write at most {Reviews.LongestText}.");

    private static InputException Refuse(string sentence) => new(InputFault.Settings, sentence);

    private DateTime Now() => CallMapping.Utc(clock.GetUtcNow());
}
