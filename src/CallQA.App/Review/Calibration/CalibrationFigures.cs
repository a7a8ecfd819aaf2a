using CallQA.Agreement;
using CallQA.App.Review.Agreement;
using CallQA.Scoring.Scorecards;

namespace CallQA.App.Review.Calibration;

/// <summary>A reviewer against what counts as right in a session: the consensus, else the master's answers.</summary>
/// <param name="Name">The reviewer.</param>
/// <param name="Compared">Answers that something right is known for.</param>
/// <param name="Right">Those that are the same.</param>
public sealed record MemberFigures(string Name, int Compared, int Right);

/// <summary>How far the reviewers of sessions agree; only revealed sessions against one scorecard count.</summary>
internal static class CalibrationFigures
{
    /// <summary>By question, in the scorecard's order.</summary>
    public static IReadOnlyList<QuestionAgreement> Questions(IEnumerable<CalibrationSession> sessions, Scorecard scorecard)
    {
        var revealed = sessions.Where(session => session.Revealed && session.Scorecard == scorecard.Reference).ToList();
        var reviewers = revealed.SelectMany(session => session.Members).Select(member => member.ReviewerId).Distinct().Order(StringComparer.Ordinal).ToList();
        var calls = revealed.SelectMany(session => session.Calls).ToList();
        return
        [
            .. scorecard.Questions.Select(question => new QuestionAgreement(question, AnswerAgreement.Of(
                calls.Select(call => (IReadOnlyList<Rating?>)[.. reviewers.Select(reviewer => RatingOf(question, call, reviewer))]), question.Options.Count, AgreementReports.Options))),
        ];
    }

    /// <summary>By reviewer; the master is held against the consensus only.</summary>
    public static IReadOnlyList<MemberFigures> Members(CalibrationSession session)
    {
        var answers = session.Calls.SelectMany(call => call.Reviews.Values.SelectMany(review => review.Answers.Where(answer => answer.Applies)
            .Select(answer => (review.ReviewerId, answer.Choice, Right: Right(session, call, answer.Question)))))
            .Where(answer => answer.Right is { } right && (right.ById != answer.ReviewerId))
            .ToLookup(answer => answer.ReviewerId);
        return [.. session.Members.Select(member => new MemberFigures(
            member.Name, answers[member.ReviewerId].Count(), answers[member.ReviewerId].Count(answer => answer.Choice == answer.Right!.Value.Choice)))];
    }

    /// <summary>What counts as right, and whose answer it is; null where nothing does.</summary>
    public static (string? Choice, string? ById)? Right(CalibrationSession session, CalibrationCall call, string question) =>
        call.Agreed.TryGetValue(question, out var consensus) ? (consensus.Choice, null)
        : session.MasterId is { } master && call.Reviews.GetValueOrDefault(master)?.Answers.FirstOrDefault(answer => answer.Question == question) is { Applies: true } answer ? (answer.Choice, master)
        : null;

    private static Rating? RatingOf(ScorecardQuestion question, CalibrationCall call, string reviewer) =>
        call.Reviews.GetValueOrDefault(reviewer)?.Answers.FirstOrDefault(answer => answer.Question == question.Id) is { } answer ? ReviewFacts.Person(question, answer) : null;
}
