using CallQA.App.Review;
using CallQA.App.Storage;
using CallQA.Measurement;
using CallQA.Recordings;
using CallQA.Scoring;
using CallQA.Transcription;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Search.Index;

/// <summary>
/// Enters what search and dashboards read, in the transaction of what it is made of: search never finds what the call does not hold.
/// The words themselves are indexed by the database, and erased by it with their call.
/// </summary>
internal static class SearchIndex
{
    /// <summary>Enters a call's current transcript with all that is known of it.</summary>
    /// <param name="context">The unit of work.</param>
    /// <param name="call">The call.</param>
    /// <param name="row">Where the transcript is stored; one that is being added has no corrections and results yet.</param>
    /// <param name="transcript">The transcript.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public static async Task EnterAsync(CallQADbContext context, CallRow call, TranscriptRow row, Transcript transcript, CancellationToken cancellationToken)
    {
        var figures = await FiguresAsync(context, call, cancellationToken);
        var corrections = await CorrectionsAsync(context, row.Id, cancellationToken);
        var turns = transcript.Turns.Take(CallKey.MostTurns).Select((turn, index) => ToRow(figures.Key, index, turn, transcript.Language, corrections)).ToList();
        await ReplaceAsync(context, figures.Key, turns, cancellationToken);
        SetMetrics(figures, row.Metrics is { } metrics ? StoredJson.Read<ConversationMetrics>(metrics) : null);
        SetResults(figures, turns, await EvaluationAsync(context, row.Id, cancellationToken));
        SetReview(figures, await context.Standings.Where(standing => standing.CallId == call.Id).Select(standing => standing.Review!.Document).FirstOrDefaultAsync(cancellationToken) is { } document
            ? StoredJson.Read<SubmittedReview>(document)
            : null);
    }

    /// <summary>Enters a call from what is stored, where it has a transcript.</summary>
    public static async Task RenewAsync(CallQADbContext context, CallRow call, CancellationToken cancellationToken)
    {
        if (call.CurrentTranscriptId is not { } transcriptId) return;
        var row = await context.Transcripts.AsNoTracking().FirstAsync(transcript => transcript.Id == transcriptId, cancellationToken);
        await EnterAsync(context, call, row, StoredJson.Read<Transcript>(row.Document), cancellationToken);
    }

    /// <summary>Adds the metrics of the current transcript.</summary>
    public static async Task MeasuredAsync(CallQADbContext context, string callId, ConversationMetrics? metrics, CancellationToken cancellationToken)
    {
        if (await FindAsync(context, callId, cancellationToken) is { } figures) SetMetrics(figures, metrics);
    }

    /// <summary>Adds the machine's evaluation of the current transcript.</summary>
    public static async Task ScoredAsync(CallQADbContext context, Evaluation evaluation, CancellationToken cancellationToken)
    {
        if (await FindAsync(context, evaluation.CallId, cancellationToken) is not { } figures) return;
        SetResults(figures, await context.SpokenTurns.Where(turn => turn.CallKey == figures.Key).ToListAsync(cancellationToken), evaluation);
    }

    /// <summary>Puts the review that counts beside the machine's evaluation.</summary>
    public static async Task ReviewedAsync(CallQADbContext context, SubmittedReview review, CancellationToken cancellationToken)
    {
        if (await FindAsync(context, review.CallId, cancellationToken) is { } figures) SetReview(figures, review);
    }

    /// <summary>Puts a correction in the place of what the engine heard.</summary>
    public static async Task CorrectedAsync(CallQADbContext context, string callId, int turn, string text, CancellationToken cancellationToken)
    {
        if (turn >= CallKey.MostTurns || await FindAsync(context, callId, cancellationToken) is not { } figures) return;
        var key = CallKey.Turn(figures.Key, turn);
        if (await context.SpokenTurns.FirstOrDefaultAsync(row => row.Key == key, cancellationToken) is { } row) row.Text = text;
    }

    private static Task<CallFigureRow?> FindAsync(CallQADbContext context, string callId, CancellationToken cancellationToken) =>
        context.CallFigures.FirstOrDefaultAsync(row => row.CallId == callId, cancellationToken);

    private static async Task<CallFigureRow> FiguresAsync(CallQADbContext context, CallRow call, CancellationToken cancellationToken)
    {
        var figures = await FindAsync(context, call.Id, cancellationToken);
        if (figures is not null && !CallKey.Tells(figures.Key, call.ListedUtc))
        {
            context.CallFigures.Remove(figures);
            figures = null;
        }

        figures ??= context.CallFigures.Add(new CallFigureRow { Key = await FreeKeyAsync(context, call, cancellationToken), CallId = call.Id }).Entity;
        (figures.AgentId, figures.AgentName, figures.Queue) = (call.AgentId, call.AgentName, call.Queue);
        var told = StoredJson.Read<CallMetadata>(call.Metadata);
        (figures.Team, figures.Reason) = (CallMapping.Kept(told.Team), CallMapping.Kept(told.Reason ?? told.Disposition));
        return figures;
    }

    // The slot is the call's own as long as no other call of the same second has it.
    private static async Task<long> FreeKeyAsync(CallQADbContext context, CallRow call, CancellationToken cancellationToken)
    {
        for (var slot = Convert.ToInt32(CallDigest.Of(call.Id)[..7], 16); ; slot++)
        {
            var key = CallKey.Of(call.ListedUtc, slot);
            if (!await context.CallFigures.AnyAsync(row => row.Key == key, cancellationToken)) return key;
        }
    }

    private static async Task<Dictionary<int, string>> CorrectionsAsync(CallQADbContext context, long transcriptId, CancellationToken cancellationToken)
    {
        var rows = await context.TranscriptCorrections.Where(row => row.TranscriptId == transcriptId).OrderBy(row => row.Id)
            .Select(row => new { row.Turn, row.Text }).ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.Turn).ToDictionary(group => group.Key, group => group.Last().Text);
    }

    private static async Task<Evaluation?> EvaluationAsync(CallQADbContext context, long transcriptId, CancellationToken cancellationToken) =>
        await context.Evaluations.Where(row => row.TranscriptId == transcriptId && row.Evaluator == Evaluator.Machine).OrderByDescending(row => row.Id)
            .Select(row => row.Document).FirstOrDefaultAsync(cancellationToken) is { } document
            ? StoredJson.Read<Evaluation>(document)
            : null;

    private static SpokenTurnRow ToRow(long key, int index, Turn turn, string language, Dictionary<int, string> corrections) => new()
    {
        Key = CallKey.Turn(key, index),
        CallKey = key,
        Speaker = turn.Speaker,
        StartTicks = turn.Start?.Ticks,
        Language = language.Split('-', '_')[0].ToLowerInvariant(),
        Text = CallMapping.Kept(corrections.GetValueOrDefault(index, turn.Text))!,
    };

    private static async Task ReplaceAsync(CallQADbContext context, long key, List<SpokenTurnRow> turns, CancellationToken cancellationToken)
    {
        var old = await context.SpokenTurns.AsNoTracking().Where(row => row.CallKey == key).Select(row => row.Key).ToListAsync(cancellationToken);
        var known = old.ToHashSet();
        foreach (var turn in turns)
        {
            if (known.Remove(turn.Key)) context.SpokenTurns.Update(turn);
            else context.SpokenTurns.Add(turn);
        }

        var gone = await context.SpokenTurns.Where(row => known.Contains(row.Key)).ToListAsync(cancellationToken);
        context.SpokenTurns.RemoveRange(gone);
    }

    private static void SetMetrics(CallFigureRow figures, ConversationMetrics? metrics)
    {
        figures.LongestHold = Longest(metrics, MetricSpanKind.Hold);
        figures.LongestSilence = Longest(metrics, MetricSpanKind.DeadAir);
        figures.TalkShare = metrics?.TalkRatio is { } ratio ? (int)Math.Round(100 * ratio) : null;
        figures.Interruptions = metrics?.Agent.Interruptions;
    }

    private static int? Longest(ConversationMetrics? metrics, MetricSpanKind kind) => metrics is null
        ? null
        : (int)metrics.Spans.Where(span => span.Kind == kind).Select(span => (span.End - span.Start).TotalSeconds).DefaultIfEmpty().Max();

    private static void SetReview(CallFigureRow figures, SubmittedReview? review)
    {
        figures.HumanScorecard = review?.Scorecard;
        figures.HumanOverall = review?.Overall;
        figures.HumanAutoFail = review?.AutoFail == true;
        figures.HumanSections = review is null ? null : ResultCode.Sections(review.Sections);
        figures.HumanAnswers = review is null ? null : ResultCode.Answers(review);
    }

    private static void SetResults(CallFigureRow figures, List<SpokenTurnRow> turns, Evaluation? evaluation)
    {
        figures.Scorecard = evaluation?.Scorecard;
        figures.Overall = evaluation?.Overall;
        figures.Empathy = evaluation?.Scores.Empathy.Score;
        figures.Courtesy = evaluation?.Scores.Courtesy.Score;
        figures.Resolution = evaluation?.Scores.Resolution.Score;
        figures.TurnedRound = evaluation?.CustomerMood?.TurnedRound;
        figures.NeedsReview = evaluation?.NeedsReview == true;
        figures.AutoFail = evaluation?.Answers.Any(answer => answer.AutoFail) == true;
        figures.Sections = evaluation is null ? null : ResultCode.Sections(evaluation.Sections);
        figures.Answers = evaluation is null ? null : ResultCode.Answers(evaluation);
        var emotions = (evaluation?.CustomerEmotions ?? []).ToDictionary(entry => entry.Turn, entry => entry.Emotion);
        foreach (var turn in turns) turn.Emotion = emotions.GetValueOrDefault(CallKey.TurnOf(turn.Key));
    }
}
