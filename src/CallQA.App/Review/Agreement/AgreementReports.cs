using System.Collections.Concurrent;
using CallQA.Agreement;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Scoring.Scorecards;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review.Agreement;

/// <summary>Adds up how far machine and people agree. A call counts once in each table: by its first review of that kind.</summary>
internal sealed class AgreementReports(IDbContextFactory<CallQADbContext> contexts, CallQASettings settings)
{
    private const int MostKept = 64;

    private readonly UnitOfWork work = new(contexts);
    private readonly ConcurrentDictionary<Question, (Stand Stand, AgreementReport Report)> kept = new();

    /// <summary>From how many answers on figures are given.</summary>
    public static AgreementOptions Options { get; } = new();

    /// <summary>The figures of the reviews against a scorecard that were submitted in a period, without the calls that the reader has to score blind.</summary>
    public async Task<AgreementReport> ReadAsync(Scorecard scorecard, DateTimeOffset from, DateTimeOffset until, IReadOnlySet<string> blind, CancellationToken cancellationToken)
    {
        var asked = new Question(scorecard.Reference, CallMapping.Utc(from), CallMapping.Utc(until), string.Join('\n', blind.Order(StringComparer.Ordinal)));
        var stand = await StandAsync(asked, cancellationToken);
        if (kept.TryGetValue(asked, out var known) && known.Stand == stand) return known.Report;
        var report = await ReadAsync(scorecard, asked, blind, cancellationToken);
        if (kept.Count >= MostKept) kept.Clear();
        kept[asked] = (stand, report);
        return report;
    }

    // Intervals are drawn by chance a thousand times, which takes a while; reviews are only added, or erased with their calls.
    private Task<Stand> StandAsync(Question asked, CancellationToken cancellationToken) => work.ReadAsync(
        async context => await Rows(context, asked).GroupBy(_ => 1).Select(rows => new Stand(rows.Count(), rows.Max(row => row.Id))).FirstOrDefaultAsync(cancellationToken) ?? new(0, 0),
        cancellationToken);

    private async Task<AgreementReport> ReadAsync(Scorecard scorecard, Question asked, IReadOnlySet<string> blind, CancellationToken cancellationToken)
    {
        var reviews = (await ReviewsAsync(scorecard, asked, cancellationToken)).FindAll(review => !blind.Contains(review.CallId));
        return new(
            reviews.Count,
            Questions(scorecard, reviews.Where(review => review.Blind)),
            Questions(scorecard, reviews.Where(review => !review.Blind)),
            [.. Reviewers(reviews).OrderBy(reviewer => reviewer.Name, StringComparer.Ordinal)]);
    }

    private Task<List<ReviewFacts>> ReviewsAsync(Scorecard scorecard, Question asked, CancellationToken cancellationToken) => work.ReadAsync(
        async context =>
        {
            var facts = new List<ReviewFacts>();
            var rows = Rows(context, asked).OrderBy(row => row.Id).Select(row => new { row.ReviewerId, row.Document });
            await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
                facts.Add(ReviewFacts.Of(StoredJson.Read<SubmittedReview>(row.Document), row.ReviewerId, scorecard));
            return facts;
        },
        cancellationToken);

    private static IQueryable<ReviewRow> Rows(CallQADbContext context, Question asked) => context.Reviews.Where(row =>
        row.Scorecard == asked.Scorecard && row.Kind != ReviewKind.Decision && row.SubmittedUtc >= asked.From && row.SubmittedUtc < asked.Until);

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

    // What was asked, with the calls left out, one a line.
    private sealed record Question(string Scorecard, DateTime From, DateTime Until, string Blind);

    // The reviews it was answered from.
    private sealed record Stand(int Reviews, long Last);
}
