using CallQA.App.Review;
using CallQA.App.Review.Calibration;

namespace CallQA.App.Web.Calibration;

/// <summary>One question of a call as the matrix shows it.</summary>
/// <param name="Question">Its identifier.</param>
/// <param name="Answers">By reviewer, in the matrix's order; null for none.</param>
/// <param name="Machine">What the machine had answered; not known when it had no answer.</param>
/// <param name="Agreed">What counts as right: the consensus, the master's answer, or what all answered; null for nothing.</param>
/// <param name="Remark">Why that was agreed on.</param>
/// <param name="Differs">Whether the reviewers disagree, on whether the question applies as well.</param>
internal sealed record MatrixLine(
    string Question, IReadOnlyList<SubmittedAnswer?> Answers, (bool Known, string? Choice) Machine, (string? Choice, string? ById)? Agreed, string? Remark, bool Differs)
{
    /// <summary>The questions that applied for one reviewer at least, in the scorecard's order.</summary>
    public static IReadOnlyList<MatrixLine> Of(CalibrationSession session, CalibrationCall call, IReadOnlyList<CalibrationMember> reviewers)
    {
        if (reviewers.Count == 0) return [];
        var answers = reviewers.Select(reviewer => call.Reviews[reviewer.ReviewerId].Answers.ToDictionary(answer => answer.Question)).ToList();
        return
        [
            .. call.Reviews[reviewers[0].ReviewerId].Answers.Select(answer => answer.Question)
                .Where(question => answers.Exists(given => given.GetValueOrDefault(question)?.Applies == true))
                .Select(question => Of(session, call, question, answers.ConvertAll(given => given.GetValueOrDefault(question)))),
        ];
    }

    private static MatrixLine Of(CalibrationSession session, CalibrationCall call, string question, List<SubmittedAnswer?> answers)
    {
        var choices = answers.Select(answer => answer is { Applies: true } ? (Known: true, answer.Choice) : (Known: false, Choice: null)).Distinct().ToList();
        var agreed = CalibrationFigures.Right(session, call, question);
        if (agreed is null && choices is [{ Known: true } only]) agreed = (only.Choice, null);
        var machine = answers.FirstOrDefault(answer => answer?.MachineConfidence is not null);
        return new(
            question, answers, (machine?.MachineChoice is not null || machine?.MachineApplies == false, machine?.MachineChoice), agreed,
            call.Agreed.GetValueOrDefault(question)?.Remark, choices.Count > 1);
    }
}
