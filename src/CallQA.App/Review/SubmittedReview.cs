using System.Text.Json.Serialization;
using CallQA.Scoring;

namespace CallQA.App.Review;

/// <summary>One answer of a submitted review, with what the machine had answered at that moment.</summary>
/// <param name="Question">Stable identifier of the question.</param>
/// <param name="Applies">False when the question was ruled out.</param>
/// <param name="Choice">The chosen option's value; null when not applicable.</param>
/// <param name="Points">Points reached; null when the answer does not count.</param>
/// <param name="MaxPoints">Points that could be reached.</param>
/// <param name="MachineChoice">The machine's option; null when it had none.</param>
/// <param name="MachineConfidence">The machine's confidence, 0–1; null when it had no answer.</param>
/// <param name="Changed">The reviewer answered otherwise than the machine.</param>
/// <param name="ChangeReason">Why.</param>
/// <param name="Comment">A remark to the agent.</param>
/// <param name="Passages">What the reviewer attached.</param>
/// <param name="AutoFail">The answer fails more than its own question.</param>
public sealed record SubmittedAnswer(
    string Question,
    bool Applies,
    string? Choice,
    double? Points,
    double MaxPoints,
    string? MachineChoice,
    double? MachineConfidence,
    bool Changed,
    string? ChangeReason,
    string? Comment,
    IReadOnlyList<Passage> Passages,
    bool AutoFail)
{
    /// <summary>Whether the machine took the question to apply; null when it had no answer, or in reviews from before this was kept.</summary>
    public bool? MachineApplies { get; init; }

    /// <summary>The machine's evidence for an answer that the reviewer took over, as it was at that moment.</summary>
    public IReadOnlyList<Passage> Evidence { get; init; } = [];
}

/// <summary>A review that was submitted. It is never changed: who evaluates a call again adds another one.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Scorecard">Identifier and version of the scorecard, for example <c>service-call@1</c>.</param>
/// <param name="Reviewer">Name of the reviewer.</param>
/// <param name="Blind">The machine's answers were hidden from the reviewer to the end.</param>
/// <param name="Answers">One entry a question, in the scorecard's order.</param>
/// <param name="Sections">One entry a section, in the scorecard's order.</param>
/// <param name="Overall">0–100; 0 after an auto-fail; null when nothing applied.</param>
/// <param name="MachineOverall">The machine's score at that moment; null when there was none.</param>
/// <param name="AutoFail">An answer failed its section or the whole.</param>
/// <param name="Remark">A remark on the whole call.</param>
/// <param name="BegunAt">When the form was begun.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
public sealed record SubmittedReview(
    string CallId,
    string Scorecard,
    string Reviewer,
    bool Blind,
    IReadOnlyList<SubmittedAnswer> Answers,
    IReadOnlyList<SectionResult> Sections,
    double? Overall,
    double? MachineOverall,
    bool AutoFail,
    string? Remark,
    DateTimeOffset BegunAt,
    DateTimeOffset SubmittedAt)
{
    /// <summary>Its number; 0 before it is stored.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Id { get; init; }

    /// <summary>The reviewer's account; empty before it is stored.</summary>
    [JsonIgnore]
    public string ReviewerId { get; init; } = "";

    /// <summary>What it is for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ReviewKind Kind { get; init; }

    /// <summary>The review without what the machine had said, for its agent. The evidence stays that the reviewer made their own.</summary>
    internal SubmittedReview WithoutMachine() => this with
    {
        MachineOverall = null,
        Answers = [.. Answers.Select(answer => answer with { MachineChoice = null, MachineConfidence = null, MachineApplies = null, Changed = false, ChangeReason = null })],
    };

    /// <summary>Closes a form that is complete.</summary>
    internal static SubmittedReview Of(
        string callId, string scorecard, string reviewer, ReviewForm form, ReviewSheet sheet, double? machineOverall, DateTimeOffset begun, DateTimeOffset now) => new(
        callId, scorecard, reviewer, form.Blind, [.. sheet.Lines.Select(line => Of(line, sheet.Blind))], sheet.Totals.Sections, sheet.Totals.Overall, machineOverall, sheet.AutoFail,
        Text(form.Remark), begun, now);

    private static SubmittedAnswer Of(SheetLine line, bool hidden) => new(
        line.Question.Id,
        line.Applies,
        line.Given is { NotApplicable: false } given ? given.Choice : null,
        line.Points,
        line.Question.MaxPoints,
        line.Machine?.Choice,
        line.Machine?.Confidence,
        line.Changed,
        line.Changed ? Text(line.Given?.ChangeReason) : null,
        Text(line.Given?.Comment),
        line.Given?.Passages ?? [],
        line.AutoFail)
    {
        MachineApplies = line.Machine?.Applicable,
        Evidence = hidden ? [] : [.. Taken(line).Select(Of)],
    };

    // Evidence for another answer would speak against the reviewer's; evidence that was hidden was nobody's reason.
    private static IEnumerable<Evidence> Taken(SheetLine line) => line is { Changed: false, Machine: { Choice: { } choice } machine } && line.Given?.Choice == choice
        ? machine.Evidence.Where(evidence => evidence is { Start: not null, End: not null })
        : [];

    private static Passage Of(Evidence evidence) => new(evidence.Turn, evidence.Start!.Value, evidence.End!.Value, evidence.Quote);

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
