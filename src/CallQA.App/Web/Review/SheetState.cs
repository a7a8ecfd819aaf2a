using CallQA.App.Review;
using CallQA.Scoring;

namespace CallQA.App.Web.Review;

/// <summary>One question as the page shows it.</summary>
/// <param name="Question">Its identifier.</param>
/// <param name="Applies">Whether it applies.</param>
/// <param name="Changed">Whether the answer differs from the machine's; never in a blind review.</param>
/// <param name="Gap">What is missing; null when nothing is.</param>
/// <param name="AutoFail">Whether the answer fails more than its own question.</param>
internal sealed record LineState(string Question, bool Applies, bool Changed, ReviewGap? Gap, bool AutoFail);

/// <summary>A form as the page shows it after each change: the score so far and what is missing.</summary>
/// <param name="Overall">0–100; null while nothing counts.</param>
/// <param name="Potential">What it comes to if every question still open gets full marks; null when nothing applies.</param>
/// <param name="AutoFail">Whether an answer fails a section or the whole.</param>
/// <param name="Complete">Whether it can be submitted.</param>
/// <param name="Answered">Applicable questions with an answer.</param>
/// <param name="Applicable">Applicable questions.</param>
/// <param name="Sections">Results so far.</param>
/// <param name="Lines">The questions.</param>
internal sealed record SheetState(
    double? Overall, double? Potential, bool AutoFail, bool Complete, int Answered, int Applicable, IReadOnlyList<SectionResult> Sections, IReadOnlyList<LineState> Lines)
{
    /// <summary>A colleague's review that was submitted while this one was being written; null when there is none.</summary>
    public ColleagueReview? Meanwhile { get; init; }

    public static SheetState Of(SavedReview saved) => Of(saved.Sheet) with { Meanwhile = saved.Meanwhile };

    public static SheetState Of(ReviewSheet sheet) => new(
        sheet.Totals.Overall,
        sheet.Potential,
        sheet.AutoFail,
        sheet.Complete,
        sheet.Lines.Count(line => line is { Applies: true, Given.Given: true }),
        sheet.Lines.Count(line => line.Applies),
        sheet.Totals.Sections,
        // Whether an answer differs from the machine's would tell what the machine answered.
        [.. sheet.Lines.Select(line => new LineState(line.Question.Id, line.Applies, line.Changed && !sheet.Blind, line.Gap, line.AutoFail))]);
}
