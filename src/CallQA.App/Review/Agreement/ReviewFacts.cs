using CallQA.Agreement;
using CallQA.Scoring.Scorecards;

namespace CallQA.App.Review.Agreement;

/// <summary>What figures need of a submitted review.</summary>
/// <param name="CallId">The call.</param>
/// <param name="ReviewerId">The reviewer's account.</param>
/// <param name="Name">The reviewer's name at that time.</param>
/// <param name="Blind">The machine's answers were hidden.</param>
/// <param name="SubmittedAt">When.</param>
/// <param name="Overall">The reviewer's overall result.</param>
/// <param name="MachineOverall">The machine's.</param>
/// <param name="Pairs">The machine's and the reviewer's answer, by question.</param>
internal sealed record ReviewFacts(
    string CallId, string ReviewerId, string Name, bool Blind, DateTimeOffset SubmittedAt, double? Overall, double? MachineOverall,
    IReadOnlyDictionary<string, Rating?[]> Pairs)
{
    /// <summary>The reviewer's result minus the machine's.</summary>
    public double? MachineDifference => Overall - MachineOverall;

    public static ReviewFacts Of(SubmittedReview review, string reviewerId, Scorecard scorecard) => new(
        review.CallId, reviewerId, review.Reviewer, review.Blind, review.SubmittedAt, review.Overall, review.MachineOverall,
        review.Answers.Where(answer => scorecard.Question(answer.Question) is not null).ToDictionary(
            answer => answer.Question,
            answer => scorecard.Question(answer.Question) is { } question ? (Rating?[])[Machine(question, answer), Person(question, answer)] : []));

    /// <summary>The reviewer's answer; null for a question that was ruled out.</summary>
    public static Rating? Person(ScorecardQuestion question, SubmittedAnswer answer) => answer.Applies ? On(question, answer.Choice) : null;

    // What the machine left to a person is no answer. Where its own earlier answer ruled the question out, it was never asked.
    private static Rating? Machine(ScorecardQuestion question, SubmittedAnswer answer) => answer switch
    {
        { MachineChoice: { } choice } => On(question, choice),
        { MachineApplies: false } when !question.Conditions.Any(condition => condition is Answered) => Rating.NotApplicable,
        _ => null,
    };

    private static Rating? On(ScorecardQuestion question, string? choice)
    {
        if (choice is null) return Rating.NotApplicable;
        var rank = question.Options.Index().Where(option => option.Item.Value == choice).Select(option => (int?)option.Index).FirstOrDefault();
        return rank is null ? null : new Rating(rank);
    }
}
