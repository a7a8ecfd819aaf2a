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

    /// <summary>The strongest passage on either side: all that anything here can choose from one list of passages.</summary>
    public static IReadOnlyList<Evidence> StrongestOf(IReadOnlyList<Evidence> passages) =>
        passages.Count < 2 ? passages : [.. Strongest(passages, +1).Take(1), .. Strongest(passages, -1).Take(1)];

    private static IReadOnlyList<Evidence> Evidence(Criterion criterion, Evaluation evaluation) => criterion switch
    {
        Criterion.Empathy => evaluation.Scores.Empathy.Evidence,
        Criterion.Courtesy => evaluation.Scores.Courtesy.Evidence,
        _ => evaluation.Scores.Resolution.Evidence,
    };

    private static bool Matters(Evidence evidence) => Math.Abs(evidence.Contribution) >= LeastContribution;

    // Stable: equal contributions keep the calls' order.
    private static IEnumerable<Quote> Strongest(IEnumerable<Quote> quotes, int direction) =>
        quotes.Where(quote => Speaks(quote.Evidence, direction)).OrderByDescending(quote => Math.Abs(quote.Evidence.Contribution));

    private static IEnumerable<Evidence> Strongest(IEnumerable<Evidence> passages, int direction) =>
        passages.Where(passage => Speaks(passage, direction)).OrderByDescending(passage => Math.Abs(passage.Contribution));

    private static bool Speaks(Evidence passage, int direction) =>
        Math.Sign(passage.Contribution) == direction && !string.IsNullOrWhiteSpace(passage.Quote);
}
