using CallQA.Scoring;
using CallQA.Scoring.Scorecards;

namespace CallQA.App.Review;

/// <summary>Why a form cannot be submitted yet.</summary>
public enum ReviewGap
{
    /// <summary>The question applies and has no answer.</summary>
    Unanswered,

    /// <summary>The machine's answer was changed, and no reason is given.</summary>
    ReasonMissing,

    /// <summary>The scorecard asks for a comment with this answer, and there is none.</summary>
    CommentMissing,
}

/// <summary>One question of a form as it stands.</summary>
/// <param name="Question">The question.</param>
/// <param name="Applies">False when an earlier answer, or the call itself, rules the question out.</param>
/// <param name="Given">The reviewer's answer; null when there is none.</param>
/// <param name="Machine">The machine's answer; null when there is none to this scorecard.</param>
/// <param name="Changed">The reviewer answers otherwise than the machine.</param>
/// <param name="Gap">What is missing; null when nothing is.</param>
/// <param name="AutoFail">The reviewer's answer fails more than its own question.</param>
internal sealed record SheetLine(
    ScorecardQuestion Question, bool Applies, ReviewAnswer? Given, Answer? Machine, bool Changed, ReviewGap? Gap, bool AutoFail)
{
    /// <summary>Points reached; null when the answer does not count.</summary>
    public double? Points => Applies && Given is { NotApplicable: false, Choice: { } choice } ? Question.Option(choice)?.Points : null;
}

/// <summary>
/// A reviewer's form held against the scorecard and the machine's answers: what applies, what is missing, what it adds up to.
/// The arithmetic is the machine's own, so that both scores mean the same.
/// </summary>
internal sealed class ReviewSheet
{
    private ReviewSheet(IReadOnlyList<SheetLine> lines, Totals totals, double? potential, bool blind) => (Lines, Totals, Potential, Blind) = (lines, totals, potential, blind);

    /// <summary>Whether the machine's answers are hidden from the reviewer.</summary>
    public bool Blind { get; }

    /// <summary>One entry a question, in the scorecard's order.</summary>
    public IReadOnlyList<SheetLine> Lines { get; }

    /// <summary>What the answers given so far add up to.</summary>
    public Totals Totals { get; }

    /// <summary>What the whole comes to if every question that is still open gets full marks; null when nothing applies.</summary>
    public double? Potential { get; }

    /// <summary>Whether an answer fails its section or the whole.</summary>
    public bool AutoFail => Lines.Any(line => line.AutoFail);

    /// <summary>Whether nothing is missing.</summary>
    public bool Complete => Lines.All(line => line.Gap is null);

    /// <summary>Draws up a form.</summary>
    /// <param name="scorecard">The scorecard.</param>
    /// <param name="form">What the reviewer has answered; answers to questions or with values that the scorecard lacks are left out.</param>
    /// <param name="machine">The machine's evaluation; one against another scorecard counts as none.</param>
    public static ReviewSheet Of(Scorecard scorecard, ReviewForm form, Evaluation? machine)
    {
        var answers = form.Answers.GroupBy(answer => answer.Question).ToDictionary(group => group.Key, group => group.Last());
        var suggestions = machine?.Scorecard == scorecard.Reference
            ? machine.Answers.ToDictionary(answer => answer.Question)
            : [];
        var lines = new Dictionary<string, SheetLine>();
        foreach (var question in scorecard.Questions)
        {
            var suggestion = suggestions.GetValueOrDefault(question.Id);
            lines.Add(question.Id, Line(question, Known(question, answers.GetValueOrDefault(question.Id)), suggestion, form.Blind, lines));
        }

        return new(
            [.. lines.Values], Totals.Of(scorecard, [.. lines.Values.Select(Counted)]), Totals.Of(scorecard, [.. lines.Values.Select(AtBest)]).Overall, form.Blind);
    }

    private static SheetLine Line(
        ScorecardQuestion question, ReviewAnswer? given, Answer? machine, bool blind, Dictionary<string, SheetLine> before)
    {
        var applies = question.Conditions.All(condition => Holds(condition, machine, given, before));
        if (!applies) return new(question, false, null, machine, Changed: false, Gap: null, AutoFail: false);
        var changed = machine is not null && given is { Given: true } && !Agree(question, given, machine);
        var fails = given is { NotApplicable: false, Choice: { } choice } && question.AutoFail?.Values.Contains(choice) == true;
        return new(question, true, given, machine, changed, GapOf(question, given, changed && !blind), fails);
    }

    private static ReviewGap? GapOf(ScorecardQuestion question, ReviewAnswer? given, bool needsReason) => given switch
    {
        not { Given: true } => ReviewGap.Unanswered,
        _ when needsReason && string.IsNullOrWhiteSpace(given.ChangeReason) => ReviewGap.ReasonMissing,
        { NotApplicable: false, Choice: { } choice } when question.CommentOn.Contains(choice) && string.IsNullOrWhiteSpace(given.Comment) => ReviewGap.CommentMissing,
        _ => null,
    };

    // What the machine left to a person, or passed over for an answer of its own, was never its answer: nobody changes it.
    private static bool Agree(ScorecardQuestion question, ReviewAnswer given, Answer machine) => machine.Applicable
        ? machine.Choice is null || (!given.NotApplicable && given.Choice == machine.Choice)
        : given.NotApplicable || question.Conditions.Any(condition => condition is Answered);

    // Conditions on answers look at the reviewer's own; what happens in the call was found out by the machine, unless the
    // reviewer answers all the same.
    private static bool Holds(QuestionCondition condition, Answer? machine, ReviewAnswer? given, Dictionary<string, SheetLine> before) => condition switch
    {
        Answered { Question: var other, Values: var values } =>
            before[other] is { Applies: true, Given: { NotApplicable: false, Choice: { } choice } } && values.Contains(choice),
        CallHas => machine?.Applicable != false || given is { Choice: not null },
        _ => true,
    };

    private static ReviewAnswer? Known(ScorecardQuestion question, ReviewAnswer? answer) =>
        answer?.Choice is { } choice && question.Option(choice) is null ? answer with { Choice = null } : answer;

    private static Answer AtBest(SheetLine line) =>
        line is { Applies: true, Given: not { Given: true } } ? Counted(line) with { Points = line.Question.MaxPoints } : Counted(line);

    private static Answer Counted(SheetLine line) => new(
        line.Question.Id, line.Given?.Choice, line.Points, line.Question.MaxPoints, line.Applies, 1, "", [], NeedsReview: false, line.AutoFail);
}
