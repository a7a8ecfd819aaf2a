using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Measurement;
using CallQA.Scoring;
using CallQA.Scoring.Scorecards;

namespace CallQA.App.Scorecards;

/// <summary>Fills in a scorecard for a past call, to see what it makes of it. Nothing is stored.</summary>
internal sealed class ScorecardPreview(EfCallStore calls, CallEngines engines, TimeProvider clock)
{
    /// <summary>The evaluation that the scorecard would make; null when there is no such call, or it has no transcript yet.</summary>
    public async Task<Evaluation?> OfAsync(Scorecard scorecard, string callId, CancellationToken cancellationToken)
    {
        if (await calls.CurrentTranscriptAsync(callId, cancellationToken) is not { } transcript) return null;
        var metrics = ConversationMeter.Measure(transcript);
        return new CallScorer(clock).Score(callId, transcript, metrics, engines.Reader.Read(transcript, metrics), scorecard);
    }
}
