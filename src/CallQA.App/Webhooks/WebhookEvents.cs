using CallQA.App.Jobs;
using CallQA.App.Review;
using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Scoring;

namespace CallQA.App.Webhooks;

/// <summary>
/// Tells a program what became of calls, reviews and nights, once it is stored. Whatever keeps a message from being written keeps nobody from the work that
/// it tells of. No words of calls and no names of people are in them.
/// </summary>
internal sealed class WebhookEvents(WebhookOutbox outbox, ILogger<WebhookEvents> logger)
{
    /// <summary>A call was scored.</summary>
    public Task ScoredAsync(Call call, Evaluation evaluation, CancellationToken cancellationToken) => TellAsync(
        WebhookTypes.CallScored,
        new
        {
            Call = call.Id,
            Agent = call.Metadata.AgentId,
            evaluation.Scorecard,
            evaluation.Model,
            evaluation.Overall,
            Empathy = evaluation.Scores.Empathy.Score,
            Courtesy = evaluation.Scores.Courtesy.Score,
            Resolution = evaluation.Scores.Resolution.Score,
            evaluation.NeedsReview,
            AutoFail = evaluation.Answers.Any(answer => answer.AutoFail),
            evaluation.EvaluatedAt,
        },
        cancellationToken);

    /// <summary>A call was set aside.</summary>
    public Task SetAsideAsync(Call call, SetAsideCause cause, CancellationToken cancellationToken) =>
        TellAsync(WebhookTypes.CallSetAside, new { Call = call.Id, call.Stage, Cause = cause }, cancellationToken);

    /// <summary>A person submitted a review, or decided a dispute by other answers.</summary>
    public Task ReviewedAsync(SubmittedReview review, ReviewKind kind, CancellationToken cancellationToken) => TellAsync(
        WebhookTypes.ReviewSubmitted,
        new { Call = review.CallId, kind, review.Scorecard, review.Overall, review.MachineOverall, review.AutoFail, review.Blind, Changed = review.Answers.Count(answer => answer.Changed), review.SubmittedAt },
        cancellationToken);

    /// <summary>A nightly run is over; told when one of its steps failed.</summary>
    public async Task NightEndedAsync(NightlyReport report, CancellationToken cancellationToken)
    {
        if (report.Steps.Where(step => step.Error is not null).Select(step => step.Step).ToList() is { Count: > 0 } failed)
            await TellAsync(WebhookTypes.NightFailed, new { report.Due, Failed = failed }, cancellationToken);
    }

    private async Task TellAsync<T>(string type, T data, CancellationToken cancellationToken)
    {
        try
        {
            await outbox.AddAsync(type, data, cancellationToken);
        }
        catch (Exception exception) when (exception is InputException or IOException or UnauthorizedAccessException || MachineTrouble.Is(exception))
        {
            Log.WebhookFailed(logger, FailureTrace.Of(exception));
        }
    }
}
