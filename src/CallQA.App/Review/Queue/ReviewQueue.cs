using CallQA.App.Identity;
using CallQA.App.Redaction;
using CallQA.App.Scorecards;
using CallQA.App.Storage;
using CallQA.Recordings;
using CallQA.Scoring;
using CallQA.Transcription;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review.Queue;

/// <summary>
/// The calls that wait for a reviewer: conspicuous ones, which come by themselves, and those that sampling plans draw. Open
/// calls are ordered by the day they are due, then by risk.
/// </summary>
internal sealed class ReviewQueue(IDbContextFactory<CallQADbContext> contexts, ScorecardStore scorecards, DueDates dates, WrittenByHand byHand, TimeProvider clock) : IDisposable
{
    public const int PageSize = 50;

    /// <summary>Least risk that puts a call into the queue by itself.</summary>
    public const double RiskFrom = 0.2;

    private const int Chunk = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly UnitOfWork work = new(contexts);
    private readonly SemaphoreSlim catchingUp = new(1, 1);
    private DateTimeOffset caughtUp = DateTimeOffset.MinValue;

    /// <summary>Looks through what has been scored since the last time.</summary>
    /// <returns>How many calls.</returns>
    public async Task<int> CatchUpAsync(CancellationToken cancellationToken)
    {
        await catchingUp.WaitAsync(cancellationToken);
        try
        {
            if (clock.GetUtcNow() - caughtUp < Pause) return 0;
            var done = 0;
            for (var chunk = Chunk; chunk == Chunk; done += chunk) chunk = await LookThroughAsync(cancellationToken);
            caughtUp = clock.GetUtcNow();
            return done;
        }
        finally
        {
            catchingUp.Release();
        }
    }

    /// <summary>One page of the open calls.</summary>
    public Task<QueueListing> ListAsync(QueueShown shown, string readerId, int page, CancellationToken cancellationToken)
    {
        var now = Now();
        return work.ReadAsync(
            async context =>
            {
                var open = context.ReviewTasks.Where(task => task.State == TaskState.Open);
                var part = shown switch
                {
                    QueueShown.Mine => open.Where(task => task.AssigneeId == readerId || task.AssigneeId == null),
                    QueueShown.Unassigned => open.Where(task => task.AssigneeId == null),
                    QueueShown.Overdue => open.Where(task => task.DueUtc < now),
                    _ => open,
                };
                var rows = await WaitingCalls.Ordered(part).Skip((page - 1) * PageSize).Take(PageSize)
                    .Join(context.Calls, task => task.CallId, call => call.Id, (task, call) => new { task, call.AgentName, call.AgentId, call.ListedUtc, call.DurationTicks })
                    .Select(entry => new
                    {
                        entry.task, entry.AgentName, entry.AgentId, entry.ListedUtc, entry.DurationTicks,
                        Overall = context.Evaluations.Where(row => row.Id == entry.task.EvaluationId).Select(row => row.Overall).FirstOrDefault(),
                        Assignee = context.Users.Where(user => user.Id == entry.task.AssigneeId).Select(user => user.Name).FirstOrDefault(),
                    })
                    .ToListAsync(cancellationToken);
                var entries = rows.OrderBy(row => row.task.DueUtc).ThenByDescending(row => row.task.Risk).ThenBy(row => row.task.CallId, StringComparer.Ordinal)
                    .Select(row => new QueueEntry(
                        row.task.CallId, row.AgentName ?? row.AgentId, new DateTimeOffset(row.ListedUtc), TimeSpan.FromTicks(row.DurationTicks), row.Overall,
                        row.task.Risk, ReasonsOf(row.task.Reasons), row.task.DueUtc is { } due ? new DateTimeOffset(due) : null, row.Assignee));
                return new QueueListing(
                    [.. entries], await part.CountAsync(cancellationToken), await open.CountAsync(cancellationToken),
                    await open.CountAsync(task => task.DueUtc < now, cancellationToken));
            },
            cancellationToken);
    }

    /// <summary>Why a call is in the queue; empty when it is not.</summary>
    public Task<IReadOnlyList<QueueReason>> WhyAsync(string callId, CancellationToken cancellationToken) => work.ReadAsync<IReadOnlyList<QueueReason>>(
        async context => await context.ReviewTasks.Where(task => task.CallId == callId && task.State == TaskState.Open)
            .Select(task => task.Reasons).FirstOrDefaultAsync(cancellationToken) is { } reasons ? ReasonsOf(reasons) : [],
        cancellationToken);

    /// <summary>The call a reviewer takes next: own ones first, then nobody's, which is the reviewer's from now on; null when none waits.</summary>
    public Task<string?> TakeNextAsync(string reviewerId, string afterCallId, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var next = await WaitingCalls.NextAsync(context, reviewerId, afterCallId, cancellationToken);
            next?.TakeIfFree(reviewerId);
            return next?.CallId;
        },
        cancellationToken);

    /// <summary>The call that a reviewer would take next; it stays whose it is. Null when none waits.</summary>
    public Task<string?> NextAsync(string reviewerId, CancellationToken cancellationToken) => work.ReadAsync(
        async context => (await WaitingCalls.NextAsync(context, reviewerId, afterCallId: null, cancellationToken))?.CallId, cancellationToken);

    /// <summary>Gives open calls to a reviewer, or to nobody.</summary>
    /// <returns>How many of them waited.</returns>
    public Task<int> AssignAsync(IReadOnlyCollection<string> callIds, string? reviewerId, string by, CancellationToken cancellationToken) =>
        AssignAsync(callIds, reviewerId, by, (_, _) => Task.CompletedTask, cancellationToken);

    /// <summary>Gives open calls that nobody has to the reviewer who asks for them.</summary>
    /// <exception cref="InputException">A colleague has one of them.</exception>
    public Task<int> TakeAsync(IReadOnlyCollection<string> callIds, string reviewerId, string by, CancellationToken cancellationToken) =>
        AssignAsync(callIds, reviewerId, by, (context, tasks) => WaitingCalls.RefuseOthersAsync(context, tasks, reviewerId, cancellationToken), cancellationToken);

    /// <summary>Puts calls into the queue for a reason of their own; what people have dealt with stays dealt with.</summary>
    /// <returns>How many.</returns>
    public Task<int> AddAsync(IReadOnlyCollection<string> callIds, QueueReason reason, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var tasks = await context.ReviewTasks.Where(task => callIds.Contains(task.CallId) && (task.State == TaskState.Passed || task.State == TaskState.Open)).ToListAsync(cancellationToken);
            foreach (var task in tasks)
            {
                task.Reasons = string.Join(',', ReasonsOf(task.Reasons).Append(reason).Distinct());
                task.DueUtc ??= dates.NextUtc();
                task.State = TaskState.Open;
                task.Version++;
            }

            return tasks.Count;
        },
        cancellationToken);

    /// <summary>Shares the calls that nobody has among reviewers, the one with the fewest first.</summary>
    /// <returns>How many were assigned.</returns>
    public Task<int> DistributeAsync(string by, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var free = await WaitingCalls.Ordered(context.ReviewTasks.Where(task => task.State == TaskState.Open && task.AssigneeId == null)).ToListAsync(cancellationToken);
            var shared = await ReviewerLoad.ShareAsync(context, free, cancellationToken)
                ?? throw new InputException(InputFault.Settings, "There is no account with the role reviewer; make one first.");
            QueueAudit.Add(context, AuditTrail.QueueShared, by, Now());
            return shared;
        },
        cancellationToken);

    /// <summary>Takes calls out of the queue; for each that a plan drew, another of the same agent and plan takes its place.</summary>
    /// <returns>How many were replaced.</returns>
    /// <exception cref="InputException">No reason is given.</exception>
    public async Task<int> ReplaceAsync(IReadOnlyCollection<string> callIds, string? because, string by, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(because) || because.Length > Reviews.LongestText)
            throw new InputException(InputFault.Settings, $"The reason has {because?.Length ?? 0} letters; write 1 to {Reviews.LongestText}.");
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in callIds) reasons[id] = await byHand.WithoutAsync(id, because.Trim(), cancellationToken);
        return await work.CommitAsync(
            async context =>
            {
                var tasks = await context.ReviewTasks.Where(task => callIds.Contains(task.CallId) && task.State == TaskState.Open).ToListAsync(cancellationToken);
                foreach (var task in tasks)
                {
                    (task.State, task.ReplacedBecause, task.ReplacedBy, task.ClosedUtc) = (TaskState.Replaced, reasons[task.CallId], by, Now());
                    task.Version++;
                    await SampledCalls.PutInPlaceAsync(context, task, dates, cancellationToken);
                }

                await QueueAudit.AddAsync(context, AuditTrail.CallReplaced, by, Now(), tasks, cancellationToken);
                return tasks.Count;
            },
            cancellationToken);
    }

    public void Dispose() => catchingUp.Dispose();

    private async Task<int> LookThroughAsync(CancellationToken cancellationToken) => await work.CommitAsync(
        async context =>
        {
            var rows = await context.Evaluations
                .Where(row => row.Evaluator == Evaluator.Machine
                    && context.Calls.Any(call => call.Id == row.CallId && call.CurrentTranscriptId == row.TranscriptId && call.Stage == CallStage.Scored)
                    && !context.ReviewTasks.Any(task => task.CallId == row.CallId && task.EvaluationId >= row.Id))
                .OrderBy(row => row.Id).Take(Chunk).ToListAsync(cancellationToken);
            var ids = rows.Select(row => row.CallId).ToList();
            var reviewed = await context.Reviews.Where(review => ids.Contains(review.CallId) && review.Kind != ReviewKind.Calibration).Select(review => review.CallId).Distinct().ToListAsync(cancellationToken);
            var known = await context.ReviewTasks.Where(task => ids.Contains(task.CallId)).ToDictionaryAsync(task => task.CallId, cancellationToken);
            var evaluations = rows.ToDictionary(row => row.Id, row => StoredJson.Read<Evaluation>(row.Document));
            var moods = await MoodsAsync(context, rows, evaluations, cancellationToken);
            foreach (var row in rows)
            {
                if (!known.TryGetValue(row.CallId, out var task))
                {
                    task = new ReviewTaskRow { CallId = row.CallId, EvaluationId = row.Id, State = reviewed.Contains(row.CallId) ? TaskState.Done : TaskState.Passed, Reasons = "", Risk = 0 };
                    known.Add(row.CallId, context.ReviewTasks.Add(task).Entity);
                }

                var scorecard = await scorecards.FindAsync(row.Scorecard, cancellationToken) ?? await scorecards.InForceAsync(cancellationToken);
                LookAt(task, row.Id, ReviewRisk.Assess(evaluations[row.Id], scorecard, moods.GetValueOrDefault(row.Id)));
            }

            return rows.Count;
        },
        cancellationToken);

    // Whose customer is never upset cannot turn: only the other transcripts are read.
    private static async Task<Dictionary<long, MoodChange>> MoodsAsync(
        CallQADbContext context, List<EvaluationRow> rows, Dictionary<long, Evaluation> evaluations, CancellationToken cancellationToken)
    {
        var upset = rows.Where(row => evaluations[row.Id].CustomerEmotions?.Any(emotion => CustomerMood.IsBad(emotion.Emotion)) == true).ToList();
        var ids = upset.ConvertAll(row => row.TranscriptId);
        var transcripts = await context.Transcripts.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Document, cancellationToken);
        return upset.ToDictionary(row => row.Id, row => CustomerMood.Of(StoredJson.Read<Transcript>(transcripts[row.TranscriptId]), evaluations[row.Id].CustomerEmotions!).Change);
    }

    private void LookAt(ReviewTaskRow task, long evaluationId, RiskAssessment risk)
    {
        task.EvaluationId = evaluationId;
        task.Risk = risk.Risk;
        task.Version++;
        // What people have dealt with stays dealt with, however the machine sees it now.
        if (task.State is TaskState.Done or TaskState.Replaced) return;
        var drawn = ReasonsOf(task.Reasons).Where(reason => reason is QueueReason.Sample or QueueReason.TeachesMost);
        task.Reasons = string.Join(',', risk.Reasons.Concat(drawn));
        if (task.State == TaskState.Passed && risk.Risk >= RiskFrom) (task.State, task.DueUtc) = (TaskState.Open, dates.NextUtc());
    }

    private Task<int> AssignAsync(
        IReadOnlyCollection<string> callIds, string? reviewerId, string by, Func<CallQADbContext, IReadOnlyList<ReviewTaskRow>, Task> check, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            var tasks = await context.ReviewTasks.Where(task => callIds.Contains(task.CallId) && task.State == TaskState.Open).ToListAsync(cancellationToken);
            await check(context, tasks);
            var given = tasks.FindAll(task => task.AssigneeId != reviewerId);
            foreach (var task in given)
            {
                task.AssigneeId = reviewerId;
                task.Version++;
            }

            await QueueAudit.AddAsync(context, AuditTrail.QueueAssigned, by, Now(), given, cancellationToken);
            return tasks.Count;
        },
        cancellationToken);

    internal static IReadOnlyList<QueueReason> ReasonsOf(string reasons) =>
        [.. reasons.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<QueueReason>)];

    private DateTime Now() => CallMapping.Utc(clock.GetUtcNow());
}
