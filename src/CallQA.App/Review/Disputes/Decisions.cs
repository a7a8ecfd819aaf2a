using CallQA.App.Redaction;
using CallQA.App.Scorecards;
using CallQA.App.Storage;
using CallQA.App.Webhooks;
using CallQA.Recordings;
using CallQA.Scoring.Scorecards;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review.Disputes;

/// <summary>Changes a disputed evaluation: the decider's answers become a review of their own, which takes the disputed one's place.</summary>
internal sealed class Decisions(
    IDbContextFactory<CallQADbContext> contexts, EfCallStore calls, Standings standings, ScorecardStore scorecards, WrittenByHand byHand, WebhookEvents events, TimeProvider clock)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>Decides an open dispute by other answers.</summary>
    /// <param name="call">The call.</param>
    /// <param name="reviewerId">Whose account decides.</param>
    /// <param name="reviewer">That person's name.</param>
    /// <param name="answers">All answers, by question; those left out are unanswered.</param>
    /// <param name="because">Why.</param>
    /// <param name="cancellationToken">Stops it; then nothing is stored.</param>
    /// <param name="read">The disputed evaluation that the decider has read; null does not say.</param>
    /// <exception cref="InputException">The dispute is not open or not this person's, nothing differs, something is missing, or there is no reason.</exception>
    public async Task<SubmittedReview> ChangeAsync(
        Call call, string reviewerId, string reviewer, IReadOnlyDictionary<string, ReviewAnswer> answers, string? because, CancellationToken cancellationToken, long? read = null)
    {
        var given = await byHand.WithoutAsync<List<ReviewAnswer>>(call, [.. answers.Values], cancellationToken);
        var reason = await byHand.WithoutAsync(call, Standings.Because(because), cancellationToken);
        var machine = (await calls.FindEvaluatedAsync(call.Id, cancellationToken))?.Evaluation;
        var decided = await work.CommitAsync(
            async context =>
            {
                var (disputed, scorecard) = await DisputedAsync(context, call.Id, cancellationToken);
                FormFit.Check(given, scorecard);
                var form = new ReviewForm([.. given.Select(answer => Carried(answer, disputed, reason))], Remark: reason);
                var sheet = ReviewSheet.Of(scorecard, form, machine);
                Check(sheet, disputed);
                var now = clock.GetUtcNow();
                var review = SubmittedReview.Of(call.Id, scorecard.Reference, reviewer, form, sheet, machine?.Overall, now, now);
                var row = context.Reviews.Add(ReviewRow.Of(review, reviewerId, ReviewKind.Decision)).Entity;
                await standings.ReplaceAsync(context, row, reviewer, reason, read, cancellationToken);
                return review;
            },
            cancellationToken);
        await events.ReviewedAsync(decided, ReviewKind.Decision, cancellationToken);
        return decided;
    }

    // Answers are changed on the scorecard that they were given to, whichever is in force by now.
    private async Task<(SubmittedReview Review, Scorecard Scorecard)> DisputedAsync(CallQADbContext context, string callId, CancellationToken cancellationToken)
    {
        var document = await context.Standings.Where(row => row.CallId == callId).Select(row => row.Review!.Document).FirstOrDefaultAsync(cancellationToken)
            ?? throw Refuse($"Nobody has reviewed the call '{callId}' yet; wait for a review.");
        var review = StoredJson.Read<SubmittedReview>(document);
        return (review, await scorecards.FindAsync(review.Scorecard, cancellationToken)
            ?? throw Refuse($"The disputed evaluation answers the scorecard {review.Scorecard}, which is not in the store; uphold it, or review the call anew after the dispute."));
    }

    // What stays as it was keeps what was said about it.
    private static ReviewAnswer Carried(ReviewAnswer answer, SubmittedReview disputed, string because) =>
        disputed.Answers.FirstOrDefault(old => old.Question == answer.Question) is { } known && Same(known, answer)
            ? answer with { ChangeReason = known.ChangeReason ?? because, Comment = known.Comment, Passages = known.Passages }
            : answer with { ChangeReason = because };

    private static bool Same(SubmittedAnswer old, ReviewAnswer answer) => old.Applies && old.Choice == answer.Choice && answer.NotApplicable == (old.Choice is null);

    private static void Check(ReviewSheet sheet, SubmittedReview disputed)
    {
        var missing = sheet.Lines.Where(line => line.Gap == ReviewGap.Unanswered).Select(line => line.Question.Id).ToList();
        if (missing.Count > 0) throw Refuse($"These questions apply and have no answer: {string.Join(", ", missing)}; answer them.");
        var before = disputed.Answers.Where(answer => answer.Applies).ToDictionary(answer => answer.Question, answer => answer.Choice);
        var after = sheet.Lines.Where(line => line.Applies).ToDictionary(line => line.Question.Id, line => line.Given!.NotApplicable ? null : line.Given.Choice);
        if (before.Count == after.Count && before.All(answer => after.TryGetValue(answer.Key, out var choice) && choice == answer.Value))
            throw Refuse("No answer differs from the disputed evaluation; change one, or uphold it.");
    }

    private static InputException Refuse(string sentence) => new(InputFault.Settings, sentence);
}
