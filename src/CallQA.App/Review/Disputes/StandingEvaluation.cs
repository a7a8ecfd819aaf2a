using CallQA.App.Storage;

namespace CallQA.App.Review.Disputes;

/// <summary>The evaluation of a call that counts: the latest review of a person, unless a decision put another in its place.</summary>
/// <param name="ReviewId">The review in force.</param>
/// <param name="State">What became of it.</param>
/// <param name="ReleasedAt">When the agent was first shown it.</param>
/// <param name="Due">Until when the agent may dispute, or the dispute is to be decided; null when nothing is awaited.</param>
/// <param name="DisputedAt">When it was disputed; null when no dispute is open.</param>
/// <param name="Round">Disputes so far.</param>
/// <param name="Events">What happened, the earliest first.</param>
public sealed record StandingEvaluation(
    long ReviewId, ResponseState State, DateTimeOffset ReleasedAt, DateTimeOffset? Due, DateTimeOffset? DisputedAt, int Round, IReadOnlyList<ScoreEvent> Events)
{
    /// <summary>The dispute that waits for a decision; null when none does.</summary>
    public ScoreEvent? Open => State == ResponseState.Disputed ? Events.LastOrDefault(entry => entry.Kind == ScoreEventKind.Disputed) : null;

    internal static StandingEvaluation Of(StandingRow row, IEnumerable<ScoreEventRow> events) => new(
        row.ReviewId, row.State, new DateTimeOffset(row.ReleasedUtc), Moment(row.DueUtc), Moment(row.DisputedUtc), row.Round, [.. events.Select(Of)]);

    /// <summary>Whether the agent may dispute it now.</summary>
    internal bool MayDispute(DisputeSettings settings, DateTimeOffset now) =>
        State is ResponseState.New or ResponseState.Decided && Round < settings.MostRounds && Due > now;

    /// <summary>Whether somebody may decide the open dispute: not the writer of the disputed review, nor who decided an earlier round.</summary>
    internal bool MayDecide(string userId, string writerId) =>
        State == ResponseState.Disputed && userId != writerId
        && !Events.Any(entry => entry.ById == userId && entry.Kind is ScoreEventKind.Upheld or ScoreEventKind.Changed && entry.At >= FirstRound);

    // A new review once began the rounds anew.
    private DateTimeOffset FirstRound => Events.LastOrDefault(entry => entry is { Kind: ScoreEventKind.Disputed, Round: 1 })?.At ?? DateTimeOffset.MaxValue;

    private static ScoreEvent Of(ScoreEventRow row) => new(
        row.Kind, row.ReviewId, row.OutcomeId, row.Round, row.ById, row.By, new DateTimeOffset(row.AtUtc), new DateTimeOffset(row.SinceUtc),
        StoredJson.Read<ScoreEventWords>(row.Document));

    private static DateTimeOffset? Moment(DateTime? utc) => utc is { } known ? new DateTimeOffset(known) : null;
}
