using CallQA.Scoring;

namespace CallQA.Coaching;

/// <summary>Chooses the passages that moved a score most.</summary>
internal static class QuotePicker
{
    // In the score's own unit: what moves it by less than a twentieth explains nothing.
    private const double LeastContribution = 0.05;

    /// <summary>A criterion's strongest passages, at most one a call on either side.</summary>
    public static CriterionQuotes ForCriterion(Criterion criterion, IReadOnlyList<CallRow> calls, int most)
    {
        var quotes = calls
            .Where(call => call.Evaluation is not null)
            .SelectMany(call => Evidence(criterion, call.Evaluation!).Where(Matters).Select(evidence => new Quote(call.CallId, evidence)))
            .ToList();
        return new CriterionQuotes(
            criterion,
            [.. Strongest(quotes, +1).DistinctBy(quote => quote.CallId).Take(most)],
            [.. Strongest(quotes, -1).DistinctBy(quote => quote.CallId).Take(most)]);
    }

    /// <summary>The strongest passage of one call in a direction: +1 for, −1 against.</summary>
    public static Quote? ForCall(CallRow call, int direction, IEnumerable<Criterion> criteria) =>
        Strongest(
            criteria.SelectMany(criterion => Evidence(criterion, call.Evaluation!)).Where(Matters).Select(evidence => new Quote(call.CallId, evidence)),
            direction).FirstOrDefault();

    /// <summary>The strongest passage behind the answers to a question in a direction: +1 for, −1 against.</summary>
    public static Quote? ForQuestion(IReadOnlyList<CallRow> calls, string question, int direction) =>
        Strongest(
            calls.Where(call => call.Evaluation is not null).SelectMany(call => call.Evaluation!.Answers
                .Where(answer => answer.Question == question)
                .SelectMany(answer => answer.Evidence)
                .Select(evidence => new Quote(call.CallId, evidence))),
            direction).FirstOrDefault();

    private static IReadOnlyList<Evidence> Evidence(Criterion criterion, Evaluation evaluation) => criterion switch
    {
        Criterion.Empathy => evaluation.Scores.Empathy.Evidence,
        Criterion.Courtesy => evaluation.Scores.Courtesy.Evidence,
        _ => evaluation.Scores.Resolution.Evidence,
    };

    private static bool Matters(Evidence evidence) => Math.Abs(evidence.Contribution) >= LeastContribution;

    // Stable: equal contributions keep the calls' order.
    private static IEnumerable<Quote> Strongest(IEnumerable<Quote> quotes, int direction) =>
        quotes
            .Where(quote => Math.Sign(quote.Evidence.Contribution) == direction && !string.IsNullOrWhiteSpace(quote.Evidence.Quote))
            .OrderByDescending(quote => Math.Abs(quote.Evidence.Contribution));
}
