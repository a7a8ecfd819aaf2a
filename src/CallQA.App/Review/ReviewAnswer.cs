namespace CallQA.App.Review;

/// <summary>A passage of the recording that a reviewer attached to a question.</summary>
/// <param name="Turn">Index of the turn it begins in, from 0.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends, not before <paramref name="Start"/>.</param>
/// <param name="Quote">The words.</param>
public sealed record Passage(int Turn, TimeSpan Start, TimeSpan End, string Quote);

/// <summary>A reviewer's answer to one question.</summary>
/// <param name="Question">Stable identifier of the question.</param>
/// <param name="Choice">The chosen option's value; null when not applicable or not answered yet.</param>
/// <param name="NotApplicable">The reviewer says that the question does not apply to this call.</param>
/// <param name="ChangeReason">Why the machine's answer was changed.</param>
/// <param name="Comment">A remark to the agent.</param>
/// <param name="Passages">What the reviewer attached; null for nothing.</param>
public sealed record ReviewAnswer(
    string Question,
    string? Choice,
    bool NotApplicable = false,
    string? ChangeReason = null,
    string? Comment = null,
    IReadOnlyList<Passage>? Passages = null)
{
    /// <summary>Whether the reviewer has decided.</summary>
    public bool Given => NotApplicable || Choice is not null;
}

/// <summary>A form that is being filled in.</summary>
/// <param name="Answers">What has been answered so far, in any order.</param>
/// <param name="Blind">The machine's answers are hidden from the reviewer.</param>
/// <param name="Remark">A remark on the whole call.</param>
/// <param name="Knows">Number of the call's latest review that its writer knows of, 0 for none; null leaves it to the draft: what was there when it was begun.</param>
/// <param name="Scorecard">The scorecard that was answered, as in <c>service-call@1</c>; null does not say.</param>
public sealed record ReviewForm(IReadOnlyList<ReviewAnswer> Answers, bool Blind = false, string? Remark = null, long? Knows = null, string? Scorecard = null)
{
    /// <summary>A form that nobody has touched.</summary>
    public static ReviewForm Empty { get; } = new([]);
}
