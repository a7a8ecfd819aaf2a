using System.Security.Claims;
using CallQA.Agreement;
using CallQA.App.Identity;
using CallQA.Coaching;
using CallQA.Scoring.Scorecards;

namespace CallQA.App.Review.Agreement;

/// <summary>One question's agreement.</summary>
/// <param name="Question">The question.</param>
/// <param name="Agreement">How far the answers agree.</param>
public sealed record QuestionAgreement(ScorecardQuestion Question, AnswerAgreement Agreement);

/// <summary>How mild or strict a reviewer is; differences in points of the overall result, above 0 for milder.</summary>
/// <param name="ReviewerId">The reviewer's account.</param>
/// <param name="Name">The reviewer's name.</param>
/// <param name="Reviews">Reviews of the period.</param>
/// <param name="AgainstPeople">Against the mean of the other reviewers of the same calls.</param>
/// <param name="AgainstMachineBlind">Against the machine, in reviews that did not see it.</param>
/// <param name="AgainstMachineShown">Against the machine, in reviews that saw its suggestions.</param>
/// <param name="Drift">The differences of the blind reviews by month.</param>
public sealed record ReviewerFigures(
    string ReviewerId, string Name, int Reviews, Average AgainstPeople, Average AgainstMachineBlind, Average AgainstMachineShown, ReviewerDrift Drift);

/// <summary>Agreement of machine and people over a period.</summary>
/// <param name="Reviews">Reviews of the period against the scorecard in force.</param>
/// <param name="Blind">Machine and people, by question: reviews that did not see the machine's answers.</param>
/// <param name="Shown">The same for reviews that saw them, which anchors people.</param>
/// <param name="Reviewers">One entry a reviewer, by name.</param>
public sealed record AgreementReport(
    int Reviews, IReadOnlyList<QuestionAgreement> Blind, IReadOnlyList<QuestionAgreement> Shown, IReadOnlyList<ReviewerFigures> Reviewers)
{
    /// <summary>Reviewers are shown how they stand themselves; how colleagues do is for those who lead and check them.</summary>
    internal AgreementReport For(ClaimsPrincipal user) =>
        user.IsInRole(nameof(Role.Reviewer)) ? this with { Reviewers = [.. Reviewers.Where(reviewer => reviewer.ReviewerId == UserClaims.IdOf(user))] } : this;
}
