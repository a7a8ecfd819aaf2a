using System.Security.Claims;
using CallQA.App.Identity;
using CallQA.App.Jobs;
using CallQA.App.Review;
using CallQA.App.Review.Queue;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Scoring.Scorecards;
using CallQA.Transcription;

namespace CallQA.App.Web.Calls;

/// <summary>A call as its page shows it to somebody.</summary>
/// <param name="Evaluated">The call with the machine's results.</param>
/// <param name="Corrections">Corrected turns by index.</param>
/// <param name="Form">The form as this reviewer left it; null for those who do not evaluate.</param>
/// <param name="History">Submitted reviews, the latest first.</param>
/// <param name="Comments">Remarks at moments.</param>
/// <param name="Why">Why it is in the review queue; empty when it is not, or for those who do not evaluate.</param>
public sealed record CallView(
    EvaluatedCall Evaluated,
    IReadOnlyDictionary<int, Correction> Corrections,
    ReviewForm? Form,
    IReadOnlyList<SubmittedReview> History,
    IReadOnlyList<CallComment> Comments,
    IReadOnlyList<QueueReason> Why)
{
    public Call Call => Evaluated.Call;
}

/// <summary>What the page of one call reads and does.</summary>
internal sealed class CallDetails(
    EfCallStore store, CallControl control, CallEngines engines, CallQASettings settings, Reviews reviews, TranscriptCorrections corrections, CallComments comments,
    ReviewQueue queue)
{
    /// <summary>The scorecard in force, for the questions' wording.</summary>
    public Scorecard Scorecard => engines.Scorecard;

    /// <summary>Everything on a call; null when there is none or it is not this user's to see.</summary>
    public async Task<CallView?> FindAsync(ClaimsPrincipal user, string callId, CancellationToken cancellationToken)
    {
        if (await store.FindEvaluatedAsync(callId, cancellationToken) is not { } found || !CallAccess.MaySee(user, found.Call)) return null;
        var evaluates = Access.Allows(user, Access.Evaluate);
        return new(
            // Agents are shown what people say of their calls, not what the machine suggests.
            UserClaims.LimitOf(user) is null ? found : found with { Evaluation = null },
            await corrections.OfAsync(callId, found.Transcript, cancellationToken),
            evaluates ? await reviews.DraftAsync(callId, UserClaims.IdOf(user), cancellationToken) : null,
            await reviews.HistoryAsync(callId, cancellationToken),
            await comments.ListAsync(callId, cancellationToken),
            evaluates ? await queue.WhyAsync(callId, cancellationToken) : []);
    }

    /// <summary>Who is on which channel; empty when the recording has one channel for both.</summary>
    public IReadOnlyList<Speaker> ChannelsOf(Call call)
    {
        if (call.ChannelCount < 2) return [];
        var map = call.Metadata.ChannelMap ?? settings.Channels;
        return [.. Enumerable.Range(0, call.ChannelCount).Select(channel => channel < map.Count ? map[channel] : Speaker.Unknown)];
    }

    /// <summary>Takes a call out of quarantine and puts it back to work.</summary>
    public Task TryAgainAsync(string callId, CancellationToken cancellationToken) => control.RetryAsync(callId, cancellationToken);
}
