using CallQA.App.Jobs;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Scoring.Scorecards;

namespace CallQA.App.Web.Calls;

/// <summary>What the page of one call reads and does.</summary>
internal sealed class CallDetails(EfCallStore store, CallControl control, CallEngines engines)
{
    /// <summary>The scorecard in force, for the questions' wording.</summary>
    public Scorecard Scorecard => engines.Scorecard;

    public Task<EvaluatedCall?> FindAsync(string callId, CancellationToken cancellationToken) =>
        store.FindEvaluatedAsync(callId, cancellationToken);

    /// <summary>Takes a call out of quarantine and puts it back to work.</summary>
    public Task TryAgainAsync(string callId, CancellationToken cancellationToken) => control.RetryAsync(callId, cancellationToken);
}
