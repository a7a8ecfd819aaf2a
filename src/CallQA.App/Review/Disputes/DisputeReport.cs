namespace CallQA.App.Review.Disputes;

/// <summary>How long something took.</summary>
/// <param name="N">How often it happened.</param>
/// <param name="Median">Half took no longer; null when it never happened.</param>
/// <param name="Longest">The longest; null when it never happened.</param>
public sealed record TimeTaken(int N, TimeSpan? Median, TimeSpan? Longest)
{
    public static TimeTaken Of(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return sorted.Count == 0 ? new(0, null, null) : new(sorted.Count, (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2, sorted[^1]);
    }
}

/// <summary>A question of a dispute.</summary>
/// <param name="Question">Its identifier.</param>
/// <param name="Upheld">Whether its answer stood; null while nobody has decided.</param>
public sealed record DisputedQuestion(string Question, bool? Upheld);

/// <summary>One dispute with what came of it.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Round">Which dispute of the evaluation, from 1.</param>
/// <param name="By">The agent's account.</param>
/// <param name="ReleasedAt">When the evaluation was released.</param>
/// <param name="DisputedAt">When it was disputed.</param>
/// <param name="DecidedAt">When it was decided; null while it is open.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="Changed">Whether the evaluation was changed; null while it is open.</param>
/// <param name="Questions">What was disputed.</param>
public sealed record DisputeCase(
    string CallId, int Round, string By, DateTimeOffset ReleasedAt, DateTimeOffset DisputedAt, DateTimeOffset? DecidedAt, string? DecidedBy, bool? Changed,
    IReadOnlyList<DisputedQuestion> Questions);

/// <summary>What became of a question's disputed answers.</summary>
/// <param name="Question">Its identifier.</param>
/// <param name="Upheld">Answers that stood.</param>
/// <param name="Changed">Answers that were changed.</param>
/// <param name="Open">Answers nobody has decided on yet.</param>
public sealed record QuestionOutcome(string Question, int Upheld, int Changed, int Open);

/// <summary>Acknowledgements and disputes of a period.</summary>
/// <param name="Released">Reviews released in it.</param>
/// <param name="Acknowledged">Time from release to acknowledgement.</param>
/// <param name="Disputed">Time from release to dispute.</param>
/// <param name="Decided">Time from dispute to decision.</param>
/// <param name="Questions">By question, the most disputed first.</param>
/// <param name="Cases">The disputes, the latest first.</param>
public sealed record DisputeReport(
    int Released, TimeTaken Acknowledged, TimeTaken Disputed, TimeTaken Decided, IReadOnlyList<QuestionOutcome> Questions, IReadOnlyList<DisputeCase> Cases)
{
    /// <summary>The report for somebody who has to score some calls blind: their disputes are told in sums only.</summary>
    internal DisputeReport Hiding(IReadOnlySet<string> blind) => this with { Cases = [.. Cases.Where(entry => !blind.Contains(entry.CallId))] };
}
