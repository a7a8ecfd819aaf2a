using System.Security.Claims;
using CallQA.App.Identity;
using CallQA.App.Interchange;
using CallQA.App.Jobs;
using CallQA.App.Redaction;
using CallQA.App.Review;
using CallQA.App.Review.Calibration;
using CallQA.App.Review.Disputes;
using CallQA.App.Review.Queue;
using CallQA.App.Scorecards;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Scoring;
using CallQA.Scoring.Scorecards;
using CallQA.Transcription;

namespace CallQA.App.Web.Calls;

/// <summary>A call as its page shows it to somebody.</summary>
/// <param name="Evaluated">The call with the machine's results.</param>
/// <param name="Scorecard">The scorecard that the form answers: the one in force, or the calibration session's.</param>
/// <param name="Scorecards">The scorecards that the evaluations answer, by identifier and version, for their wordings.</param>
/// <param name="Corrections">Corrected turns by index.</param>
/// <param name="Form">The form as this reviewer left it; null for those who do not evaluate.</param>
/// <param name="History">Submitted reviews, the latest first.</param>
/// <param name="Standing">The evaluation that counts; null when nobody has reviewed the call.</param>
/// <param name="Comments">Remarks at moments.</param>
/// <param name="Calibration">The session in which this reader has to score the call blind; everything else on it is hidden meanwhile. Null for none.</param>
/// <param name="Why">Why it is in the review queue; empty when it is not, or for those who do not evaluate.</param>
public sealed record CallView(
    EvaluatedCall Evaluated,
    Scorecard Scorecard,
    IReadOnlyDictionary<string, Scorecard> Scorecards,
    IReadOnlyDictionary<int, Correction> Corrections,
    ReviewForm? Form,
    IReadOnlyList<SubmittedReview> History,
    StandingEvaluation? Standing,
    IReadOnlyList<CallComment> Comments,
    CalibrationTask? Calibration,
    IReadOnlyList<QueueReason> Why)
{
    /// <summary>The review that counts; null when there is none.</summary>
    public SubmittedReview? Counts => History.FirstOrDefault(review => review.Id == Standing?.ReviewId);

    public Call Call => Evaluated.Call;

    /// <summary>Reviews that came with the call from elsewhere, the latest first; they count for nothing here.</summary>
    public IReadOnlyList<SubmittedReview> FromElsewhere { get; init; } = [];

    /// <summary>What is left of the call as it was before something was taken out; null when nothing was, or for those who may not see it.</summary>
    public CallOriginals? Originals { get; init; }

    /// <summary>Why the call is set aside, with where it failed; null when it is not, or for those who do not administer.</summary>
    internal SetAside? SetAside { get; init; }

    /// <summary>Where the customer's mood turns, as the machine hears it.</summary>
    public IReadOnlyList<MoodFlip> Flips => Evaluated is { Transcript: { } transcript, Evaluation.CustomerEmotions: { } emotions } ? CustomerMood.FlipsOf(transcript, emotions) : [];

    /// <summary>The latest review by somebody else; null for none.</summary>
    public ColleagueReview? Colleague(string readerId) =>
        History.FirstOrDefault(review => review.ReviewerId != readerId) is { } other ? new(other.Id, other.Reviewer, other.SubmittedAt) : null;

    /// <summary>The scorecard that counts: the one of the evaluation in force.</summary>
    public Scorecard? CountsOn => Counts is { } counts ? Scorecards.GetValueOrDefault(counts.Scorecard) : null;
}

/// <summary>What the page of one call reads and does.</summary>
internal sealed class CallDetails(
    EfCallStore store, CallControl control, ScorecardStore scorecards, CallQASettings settings, Reviews reviews, TranscriptCorrections corrections, CallComments comments,
    Standings standings, Calibrations calibrations, ReviewQueue queue, TakenOverReviews elsewhere, OriginalTranscripts originals, SilencedRecordings silenced, CallQuarantine quarantine, SuggestionsShown shown)
{
    /// <summary>Everything on a call; null when there is none or it is not this user's to see.</summary>
    public async Task<CallView?> FindAsync(ClaimsPrincipal user, string callId, CancellationToken cancellationToken)
    {
        if (await store.FindEvaluatedAsync(callId, cancellationToken) is not { } found || !CallAccess.MaySee(user, found.Call)) return null;
        var evaluates = Access.Allows(user, Access.Evaluate);
        if (evaluates && (await calibrations.TasksAsync(UserClaims.IdOf(user), cancellationToken)).GetValueOrDefault(callId) is { } task)
            return await BlindAsync(found, UserClaims.IdOf(user), task, cancellationToken);
        var history = await reviews.HistoryAsync(callId, cancellationToken);
        var others = await elsewhere.OfAsync(callId, cancellationToken);
        return new(
            // Agents are shown what people say of their calls, not what the machine suggests.
            UserClaims.LimitOf(user) is null ? found : found with { Evaluation = null },
            await reviews.ScorecardAsync(task: null, cancellationToken),
            await KnownAsync(history.Concat(others).Select(review => review.Scorecard).Append(found.Evaluation?.Scorecard), cancellationToken),
            await corrections.OfAsync(callId, found.Transcript, cancellationToken),
            evaluates ? await reviews.DraftAsync(callId, UserClaims.IdOf(user), cancellationToken) : null,
            ShownTo(user, history),
            await standings.OfAsync(callId, cancellationToken),
            await comments.ListAsync(callId, cancellationToken),
            null,
            evaluates ? await queue.WhyAsync(callId, cancellationToken) : [])
        {
            FromElsewhere = ShownTo(user, others),
            Originals = await OriginalsAsync(user, found, cancellationToken),
            SetAside = Access.Allows(user, Access.Administer) ? await quarantine.FindAsync(callId, cancellationToken) : null,
        };
    }

    private static List<SubmittedReview> ShownTo(ClaimsPrincipal user, List<SubmittedReview> reviews) =>
        UserClaims.LimitOf(user) is null ? reviews : reviews.ConvertAll(review => review.WithoutMachine());

    private async Task<CallOriginals?> OriginalsAsync(ClaimsPrincipal user, EvaluatedCall found, CancellationToken cancellationToken) =>
        found.Transcript?.Redactions is { Count: > 0 } && Access.Allows(user, Access.SeeOriginals)
            ? new(!await silenced.IsDestroyedAsync(found.Call.Id, cancellationToken), await originals.AreKeptAsync(found.Call.Id, cancellationToken))
            : null;

    private async Task<CallView> BlindAsync(EvaluatedCall found, string reviewerId, CalibrationTask task, CancellationToken cancellationToken) => new(
        found,
        await reviews.ScorecardAsync(task, cancellationToken),
        new Dictionary<string, Scorecard>(),
        await corrections.OfAsync(found.Call.Id, found.Transcript, cancellationToken),
        task.Submitted ? null : await reviews.DraftAsync(found.Call.Id, reviewerId, cancellationToken, task),
        [], null, [], task, []);

    private async Task<IReadOnlyDictionary<string, Scorecard>> KnownAsync(IEnumerable<string?> references, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, Scorecard>();
        foreach (var reference in references.OfType<string>().Distinct())
            if (await scorecards.FindAsync(reference, cancellationToken) is { } scorecard) known.Add(reference, scorecard);
        return known;
    }

    /// <summary>Who is on which channel; empty when the recording has one channel for both.</summary>
    public IReadOnlyList<Speaker> ChannelsOf(Call call)
    {
        if (call.ChannelCount < 2) return [];
        var map = call.Metadata.ChannelMap ?? settings.Channels;
        return [.. Enumerable.Range(0, call.ChannelCount).Select(channel => channel < map.Count ? map[channel] : Speaker.Unknown)];
    }

    /// <summary>Keeps that a reviewer is shown the machine's answers, before they are.</summary>
    public Task ShowSuggestionsAsync(ClaimsPrincipal user, CallView view, CancellationToken cancellationToken) =>
        view is { Form: not null, Calibration: null, Evaluated.Evaluation: not null } ? shown.AddAsync(view.Call.Id, UserClaims.IdOf(user), cancellationToken) : Task.CompletedTask;

    /// <summary>Takes a call out of quarantine and puts it back to work.</summary>
    public Task TryAgainAsync(string callId, CancellationToken cancellationToken) => control.RetryAsync(callId, cancellationToken);
}
