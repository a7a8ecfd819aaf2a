using CallQA.Agreement;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Scoring.Scorecards;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review.Agreement;

/// <summary>Adds up how far machine and people agree. A call counts once in each table: by its first review of that kind.</summary>
internal sealed class AgreementReports(IDbContextFactory<CallQADbContext> contexts, CallQASettings settings)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>From how many answers on figures are given.</summary>
    public static AgreementOptions Options { get; } = new();

    /// <summary>The figures of the reviews against a scorecard that were submitted in a period, without the calls that the reader has to score blind.</summary>
    public async Task<AgreementReport> ReadAsync(Scorecard scorecard, DateTimeOffset from, DateTimeOffset until, IReadOnlySet<string> blind, CancellationToken cancellationToken)
    {
        var reviews = (await ReviewsAsync(scorecard, CallMapping.Utc(from), CallMapping.Utc(until), cancellationToken)).FindAll(review => !blind.Contains(review.CallId));
        return new(
            reviews.Count,
            Questions(scorecard, reviews.Where(review => review.Blind)),
            Questions(scorecard, reviews.Where(review => !review.Blind)),
            [.. Reviewers(reviews).OrderBy(reviewer => reviewer.Name, StringComparer.Ordinal)]);
    }

    private Task<List<ReviewFacts>> ReviewsAsync(Scorecard scorecard, DateTime from, DateTime until, CancellationToken cancellationToken) => work.ReadAsync(
        async context =>
        {
            var facts = new List<ReviewFacts>();
            var rows = context.Reviews.Where(row => row.Scorecard == scorecard.Reference && row.Kind != ReviewKind.Decision && row.SubmittedUtc >= from && row.SubmittedUtc < until)
                .OrderBy(row => row.Id).Select(row => new { row.ReviewerId, row.Document });
            await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
                facts.Add(ReviewFacts.Of(StoredJson.Read<SubmittedReview>(row.Document), row.ReviewerId, scorecard));
            return facts;
        },
        cancellationToken);

    private static List<QuestionAgreement> Questions(Scorecard scorecard, IEnumerable<ReviewFacts> reviews)
    {
        var calls = reviews.DistinctBy(review => review.CallId).ToList();
        return
        [
            .. scorecard.Questions.Select(question => new QuestionAgreement(question, AnswerAgreement.Of(
                calls.Select(call => call.Pairs.GetValueOrDefault(question.Id)).OfType<Rating?[]>(), question.Options.Count, Options))),
        ];
    }

    private IEnumerable<ReviewerFigures> Reviewers(List<ReviewFacts> reviews)
    {
        // Who reviews a call again looks at the own first review.
        var firsts = reviews.DistinctBy(review => (review.CallId, review.ReviewerId)).ToList();
        var byCall = firsts.Where(review => review.Overall is not null).ToLookup(review => review.CallId);
        return firsts.GroupBy(review => review.ReviewerId).Select(own => new ReviewerFigures(
            own.Key,
            own.Last().Name,
            own.Count(),
            ReviewerLeniency.Of(own.Select(review => review.Overall - Others(byCall[review.CallId], own.Key)).OfType<double>(), Options),
            ReviewerLeniency.Of(own.Where(review => review.Blind).Select(review => review.MachineDifference).OfType<double>(), Options),
            ReviewerLeniency.Of(own.Where(review => !review.Blind).Select(review => review.MachineDifference).OfType<double>(), Options),
            ReviewerDrift.Of(own.Where(review => review is { Blind: true, MachineDifference: not null }).Select(review => (DayOf(review), review.MachineDifference!.Value)), Options)));
    }

    private static double? Others(IEnumerable<ReviewFacts> reviews, string reviewerId) =>
        reviews.Where(review => review.ReviewerId != reviewerId).Average(review => review.Overall);

    private DateOnly DayOf(ReviewFacts review) => settings.DayOf(review.SubmittedAt);
}
