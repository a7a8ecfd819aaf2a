using CallQA.Agreement;
using CallQA.App.Review;
using CallQA.App.Review.Queue;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Scoring;
using CallQA.Transcription;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Learning;

/// <summary>Puts the calls into the review queue whose review teaches the models most, a few every night.</summary>
internal sealed class TeachingCalls(IDbContextFactory<CallQADbContext> contexts, ReviewQueue queue, CallQASettings settings, TimeProvider clock)
{
    /// <summary>Calls that are compared at most: those the machine is least sure of.</summary>
    public const int MostCompared = 200;

    private const int Days = 28;
    private const int MostReviewed = 100;

    private readonly UnitOfWork work = new(contexts);

    /// <summary>The night's step.</summary>
    /// <returns>How many calls were put into the queue.</returns>
    public async Task<int> PutAsync(CancellationToken cancellationToken)
    {
        await queue.CatchUpAsync(cancellationToken);
        var waiting = await work.ReadAsync(
            context => context.ReviewTasks.Where(task => task.State == TaskState.Open && task.Reasons.Contains(nameof(QueueReason.TeachesMost)))
                .Join(context.Calls, task => task.CallId, call => call.Id, (task, call) => new { call.Id, call.AgentId }).ToListAsync(cancellationToken),
            cancellationToken);
        var wanted = settings.Learning.Teaching - waiting.Count;
        if (wanted <= 0) return 0;
        var calls = waiting.Select(call => call.Id).ToHashSet(StringComparer.Ordinal);
        // Of an agent of whom enough wait already no more are picked.
        var agents = waiting.GroupBy(call => call.AgentId).Where(group => group.Count() >= TeachingChoice.MostOfAnAgent).Select(group => group.Key).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var picked = await work.ReadAsync(context => PickAsync(context, wanted, (id, agent) => !calls.Contains(id) && (agent is null || !agents.Contains(agent)), cancellationToken), cancellationToken);
        return picked.Count == 0 ? 0 : await queue.AddAsync(picked, QueueReason.TeachesMost, cancellationToken);
    }

    private async Task<IReadOnlyList<string>> PickAsync(CallQADbContext context, int wanted, Func<string, string?, bool> free, CancellationToken cancellationToken)
    {
        var since = CallMapping.Utc(clock.GetUtcNow().AddDays(-Days));
        var rows = context.ReviewTasks.AsNoTracking().Where(task => task.State == TaskState.Passed || task.State == TaskState.Open)
            .Join(context.Calls.Where(call => call.ListedUtc >= since && call.Stage == CallStage.Scored), task => task.CallId, call => call.Id, (task, call) => new { Call = call, task.EvaluationId })
            .Join(context.Evaluations, row => row.EvaluationId, evaluation => evaluation.Id, (row, evaluation) => new { row.Call.Id, row.Call.AgentId, row.Call.Queue, row.Call.TrainingConsent, evaluation.Document });
        var unsure = new List<(string Id, string? Agent, double Confidence)>();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            // A review that may not be learnt from teaches nothing.
            if (free(row.Id, row.AgentId) && settings.Learning.Allows(row.TrainingConsent, row.Queue) && ConfidenceOf(StoredJson.Read<Evaluation>(row.Document).Scores) is { } confidence)
                unsure.Add((row.Id, row.AgentId, confidence));
        }

        var compared = unsure.OrderBy(call => call.Confidence).ThenBy(call => call.Id, StringComparer.Ordinal).Take(MostCompared).ToList();
        var words = await WordsAsync(context, [.. compared.Select(call => call.Id)], cancellationToken);
        var reviewed = await context.Reviews.Where(row => row.Kind == ReviewKind.Review).OrderByDescending(row => row.Id).Select(row => row.CallId).Take(MostReviewed).ToArrayAsync(cancellationToken);
        var known = await WordsAsync(context, reviewed, cancellationToken);
        return TeachingChoice.Pick(
            [.. compared.Where(call => words.ContainsKey(call.Id)).Select(call => new TeachingCandidate(call.Id, call.Agent, call.Confidence, words[call.Id]))], [.. known.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)], wanted);
    }

    private static double? ConfidenceOf(CallScores scores) => scores is { Empathy.Score: not null, Courtesy.Score: not null, Resolution.Score: not null }
        ? (scores.Empathy.Confidence + scores.Courtesy.Confidence + scores.Resolution.Confidence) / 3
        : null;

    private static async Task<Dictionary<string, IReadOnlyList<string>>> WordsAsync(CallQADbContext context, string[] ids, CancellationToken cancellationToken)
    {
        var rows = await context.Calls.AsNoTracking().Where(call => ids.Contains(call.Id) && call.CurrentTranscript != null)
            .Select(call => new { call.Id, call.CurrentTranscript!.Document }).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.Id, row => WordsOf(StoredJson.Read<Transcript>(row.Document)), StringComparer.Ordinal);
    }

    private static IReadOnlyList<string> WordsOf(Transcript transcript) =>
    [
        .. transcript.Turns.SelectMany(turn => turn.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Select(word => word.Trim('.', ',', '?', '!', '…', ';', ':', '"').ToLowerInvariant()).Where(word => word.Length > 0 && !word.Any(char.IsDigit)),
    ];
}
