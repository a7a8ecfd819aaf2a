using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review.Disputes;

/// <summary>Adds up acknowledgements and disputes. A dispute belongs to the period it was raised in, its decision with it.</summary>
internal sealed class DisputeReports(IDbContextFactory<CallQADbContext> contexts)
{
    private readonly UnitOfWork work = new(contexts);

    public Task<DisputeReport> ReadAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var (begin, end) = (CallMapping.Utc(from), CallMapping.Utc(until));
        return work.ReadAsync(
            async context =>
            {
                var answers = await context.ScoreEvents.Where(row => row.AtUtc >= begin && row.AtUtc < end && (row.Kind == ScoreEventKind.Acknowledged || row.Kind == ScoreEventKind.Disputed))
                    .OrderByDescending(row => row.Id).ToListAsync(cancellationToken);
                var cases = await CasesAsync(context, answers.FindAll(row => row.Kind == ScoreEventKind.Disputed), cancellationToken);
                return new DisputeReport(
                    await context.Reviews.CountAsync(row => row.SubmittedUtc >= begin && row.SubmittedUtc < end && row.Kind == ReviewKind.Review, cancellationToken),
                    TimeTaken.Of(answers.Where(row => row.Kind == ScoreEventKind.Acknowledged).Select(row => row.AtUtc - row.SinceUtc)),
                    TimeTaken.Of(cases.Select(entry => entry.DisputedAt - entry.ReleasedAt)),
                    TimeTaken.Of(cases.Select(entry => entry.DecidedAt - entry.DisputedAt).OfType<TimeSpan>()),
                    Outcomes(cases),
                    cases);
            },
            cancellationToken);
    }

    private static async Task<List<DisputeCase>> CasesAsync(CallQADbContext context, List<ScoreEventRow> disputes, CancellationToken cancellationToken)
    {
        var ids = disputes.ConvertAll(row => row.CallId);
        var decisions = (await context.ScoreEvents.Where(row => ids.Contains(row.CallId) && (row.Kind == ScoreEventKind.Upheld || row.Kind == ScoreEventKind.Changed))
            .OrderBy(row => row.Id).ToListAsync(cancellationToken)).ToLookup(row => row.CallId);
        var decided = disputes.ConvertAll(dispute => (Dispute: dispute, Decision: decisions[dispute.CallId].FirstOrDefault(row => row.Id > dispute.Id)));
        var reviewIds = decided.SelectMany(pair => new[] { pair.Dispute.ReviewId, pair.Decision?.OutcomeId ?? 0 }).ToList();
        var reviews = (await context.Reviews.Where(row => reviewIds.Contains(row.Id)).Select(row => new { row.Id, row.Document }).ToListAsync(cancellationToken))
            .ToDictionary(row => row.Id, row => StoredJson.Read<SubmittedReview>(row.Document));
        return decided.ConvertAll(pair => Case(pair.Dispute, pair.Decision, reviews));
    }

    private static DisputeCase Case(ScoreEventRow dispute, ScoreEventRow? decision, Dictionary<long, SubmittedReview> reviews) => new(
        dispute.CallId, dispute.Round, dispute.By, new DateTimeOffset(dispute.SinceUtc), new DateTimeOffset(dispute.AtUtc),
        decision is null ? null : new DateTimeOffset(decision.AtUtc), decision?.By, decision is null ? null : decision.Kind == ScoreEventKind.Changed,
        [
            .. StoredJson.Read<ScoreEventWords>(dispute.Document).Questions.Select(reason => new DisputedQuestion(
                reason.Question,
                decision switch
                {
                    null => null,
                    { OutcomeId: { } outcome } => Answer(reviews, dispute.ReviewId, reason.Question) == Answer(reviews, outcome, reason.Question),
                    _ => true,
                })),
        ]);

    private static (bool Applies, string? Choice)? Answer(Dictionary<long, SubmittedReview> reviews, long id, string question) =>
        reviews.GetValueOrDefault(id)?.Answers.FirstOrDefault(answer => answer.Question == question) is { } answer ? (answer.Applies, answer.Choice) : null;

    private static List<QuestionOutcome> Outcomes(List<DisputeCase> cases) =>
    [
        .. cases.SelectMany(entry => entry.Questions).GroupBy(question => question.Question)
            .Select(group => new QuestionOutcome(group.Key, group.Count(question => question.Upheld == true), group.Count(question => question.Upheld == false), group.Count(question => question.Upheld is null)))
            .OrderByDescending(outcome => outcome.Upheld + outcome.Changed + outcome.Open).ThenBy(outcome => outcome.Question, StringComparer.Ordinal),
    ];
}
