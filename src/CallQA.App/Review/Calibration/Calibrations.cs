using CallQA.App.Identity;
using CallQA.App.Redaction;
using CallQA.App.Review.Queue;
using CallQA.App.Scorecards;
using CallQA.App.Storage;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review.Calibration;

/// <summary>
/// Calibration sessions: several reviewers score the same calls, and nobody sees another's answers, nor the machine's, before all
/// have submitted or the session is closed. Their reviews never count for the call.
/// </summary>
internal sealed class Calibrations(IDbContextFactory<CallQADbContext> contexts, ScorecardStore scorecards, WrittenByHand byHand, TimeProvider clock)
{
    /// <summary>Most calls of a session.</summary>
    public const int MostCalls = 100;

    /// <summary>Most reviewers of a session.</summary>
    public const int MostMembers = 20;

    /// <summary>Most letters of a session's name.</summary>
    public const int LongestName = 100;

    private const int DrawnFromDays = 90;

    private readonly UnitOfWork work = new(contexts);

    /// <summary>Opens a session.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="InputException">It has no name, a call or account is unknown, or there are too few or too many of them.</exception>
    public async Task<long> OpenAsync(NewCalibration session, string by, CancellationToken cancellationToken)
    {
        var name = session.Name.Trim();
        if (name.Length is 0 or > LongestName) throw Refuse($"The session's name has {name.Length} letters; write 1 to {LongestName}.");
        if (session.DueAt <= clock.GetUtcNow()) throw Refuse($"The session is due on {session.DueAt:yyyy-MM-dd}, which is over; choose a later day.");
        var scorecard = await scorecards.InForceAsync(cancellationToken);
        var row = await work.CommitAsync(
            async context =>
            {
                var members = await MembersAsync(context, session, cancellationToken);
                var calls = await CallsAsync(context, session, cancellationToken);
                return context.CalibrationSessions.Add(new()
                {
                    Name = name,
                    Scorecard = scorecard.Reference,
                    DueUtc = CallMapping.Utc(session.DueAt),
                    MasterId = session.MasterId,
                    Seed = session.Drawn > 0 ? session.Seed : null,
                    By = by,
                    OpenedUtc = CallMapping.Utc(clock.GetUtcNow()),
                    Calls = [.. calls.Select((call, position) => new CalibrationCallRow { CallId = call, Position = position })],
                    Members = members,
                }).Entity;
            },
            cancellationToken);
        return row.Id;
    }

    /// <summary>Closes a session: its answers may be seen, and nobody scores any more.</summary>
    /// <returns>False when it was closed already, or there is none.</returns>
    public Task<bool> CloseAsync(long id, CancellationToken cancellationToken) => work.CommitAsync(
        async context =>
        {
            if (await context.CalibrationSessions.FirstOrDefaultAsync(row => row.Id == id && row.ClosedUtc == null, cancellationToken) is not { } row) return false;
            row.ClosedUtc = CallMapping.Utc(clock.GetUtcNow());
            return true;
        },
        cancellationToken);

    /// <summary>All sessions, the latest first.</summary>
    public Task<List<CalibrationSession>> ListAsync(CancellationToken cancellationToken) => work.ReadAsync(
        async context =>
        {
            var rows = await Whole(context).OrderByDescending(row => row.Id).ToListAsync(cancellationToken);
            var sessions = new List<CalibrationSession>();
            foreach (var row in rows) sessions.Add(await ReadAsync(context, row, cancellationToken));
            return sessions;
        },
        cancellationToken);

    /// <summary>One session; null when there is none.</summary>
    public Task<CalibrationSession?> FindAsync(long id, CancellationToken cancellationToken) => work.ReadAsync(
        async context => await Whole(context).FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is { } row ? await ReadAsync(context, row, cancellationToken) : null,
        cancellationToken);

    /// <summary>What somebody has to score blind, by call; as long as it is here, the call's other results are hidden from them.</summary>
    public Task<Dictionary<string, CalibrationTask>> TasksAsync(string reviewerId, CancellationToken cancellationToken) => work.ReadAsync(
        async context =>
        {
            var sessions = await Whole(context).Where(row => row.ClosedUtc == null && row.Members.Any(member => member.ReviewerId == reviewerId)).OrderBy(row => row.Id).ToListAsync(cancellationToken);
            var tasks = new Dictionary<string, CalibrationTask>();
            foreach (var row in sessions)
            {
                var done = await context.Reviews.Where(review => review.SessionId == row.Id).Select(review => new { review.CallId, review.ReviewerId }).ToListAsync(cancellationToken);
                if (done.Count == row.Calls.Count * row.Members.Count) continue;
                foreach (var call in row.Calls)
                    tasks.TryAdd(call.CallId, new(row.Id, row.Name, row.Scorecard, done.Exists(review => review.CallId == call.CallId && review.ReviewerId == reviewerId)));
            }

            return tasks;
        },
        cancellationToken);

    /// <summary>Writes down what a session agreed on; what is written down so already is left alone.</summary>
    /// <returns>How many questions were written down.</returns>
    /// <exception cref="InputException">The answers are still hidden, the call is not one of the session, or a question or answer is unknown.</exception>
    public async Task<int> AgreeAsync(CalibrationSession session, string callId, IReadOnlyList<Consensus> answers, CancellationToken cancellationToken)
    {
        if (!session.Revealed) throw Refuse($"Not everybody has scored the session '{session.Name}'; wait, or close it.");
        var call = session.Calls.FirstOrDefault(call => call.CallId == callId) ?? throw Refuse($"The session '{session.Name}' has no call '{callId}'.");
        var known = answers.Where(answer => !call.Agreed.TryGetValue(answer.Question, out var before) || before.Choice != answer.Choice).ToList();
        var scorecard = await scorecards.FindAsync(session.Scorecard, cancellationToken);
        if (known.Find(answer => scorecard?.Question(answer.Question) is not { } question || (answer.Choice is { } choice && question.Option(choice) is null)) is { } unknown)
            throw Refuse($"The scorecard {session.Scorecard} has no question '{unknown.Question}' with the answer '{unknown.Choice}'.");
        if (known.Find(answer => answer.Remark?.Length > Reviews.LongestText) is not null) throw Refuse($"The remark is too long; write at most {Reviews.LongestText} letters.");
        known = await byHand.WithoutAsync(callId, known, cancellationToken);
        return await work.CommitAsync(
            context =>
            {
                context.Consensus.AddRange(known.Select(answer => new ConsensusRow
                {
                    SessionId = session.Id,
                    CallId = callId,
                    Question = answer.Question,
                    Choice = answer.Choice,
                    Remark = string.IsNullOrWhiteSpace(answer.Remark) ? null : answer.Remark.Trim(),
                    By = answer.By,
                    AtUtc = CallMapping.Utc(clock.GetUtcNow()),
                }));
                return Task.FromResult(known.Count);
            },
            cancellationToken);
    }

    private static IQueryable<CalibrationSessionRow> Whole(CallQADbContext context) =>
        context.CalibrationSessions.Include(row => row.Calls.OrderBy(call => call.Position)).Include(row => row.Members.OrderBy(member => member.Name)).AsSplitQuery();

    private static async Task<CalibrationSession> ReadAsync(CallQADbContext context, CalibrationSessionRow row, CancellationToken cancellationToken)
    {
        var reviews = (await context.Reviews.Where(review => review.SessionId == row.Id).ToListAsync(cancellationToken)).ConvertAll(review => review.ToReview());
        var consensus = (await context.Consensus.Where(entry => entry.SessionId == row.Id).OrderBy(entry => entry.Id).ToListAsync(cancellationToken)).ToLookup(entry => entry.CallId);
        var revealed = row.ClosedUtc is not null || reviews.Count == row.Calls.Count * row.Members.Count;
        var shown = (revealed ? reviews : []).ToLookup(review => review.CallId);
        return new(
            row.Id, row.Name, row.Scorecard, new DateTimeOffset(row.DueUtc), row.MasterId, row.Seed, row.By, new DateTimeOffset(row.OpenedUtc),
            row.ClosedUtc is { } closed ? new DateTimeOffset(closed) : null,
            [.. row.Members.Select(member => new CalibrationMember(member.ReviewerId, member.Name, reviews.Count(review => review.ReviewerId == member.ReviewerId)))],
            [
                .. row.Calls.Select(call => new CalibrationCall(
                    call.CallId,
                    shown[call.CallId].ToDictionary(review => review.ReviewerId),
                    consensus[call.CallId].GroupBy(entry => entry.Question).ToDictionary(group => group.Key, group => Of(group.Last())))),
            ]);
    }

    private static Consensus Of(ConsensusRow row) => new(row.Question, row.Choice, row.Remark, row.By);

    private static async Task<List<CalibrationMemberRow>> MembersAsync(CallQADbContext context, NewCalibration session, CancellationToken cancellationToken)
    {
        var ids = session.MemberIds.Distinct().ToList();
        if (ids.Count is < 2 or > MostMembers) throw Refuse($"The session has {ids.Count} reviewers; choose 2 to {MostMembers}.");
        if (session.MasterId is { } master && !ids.Contains(master)) throw Refuse("The master is none of the session's reviewers; choose one of them.");
        var users = await context.Users.Where(user => ids.Contains(user.Id) && !user.Disabled && (user.Role == Role.Reviewer || user.Role == Role.Admin)).ToListAsync(cancellationToken);
        if (users.Count < ids.Count) throw Refuse("One of the accounts does not evaluate calls, or is disabled; choose reviewers.");
        return users.ConvertAll(user => new CalibrationMemberRow { ReviewerId = user.Id, Name = user.Name });
    }

    private async Task<List<string>> CallsAsync(CallQADbContext context, NewCalibration session, CancellationToken cancellationToken)
    {
        var named = session.CallIds.Distinct().ToList();
        if (named.Count + session.Drawn is < 1 or > MostCalls || session.Drawn < 0) throw Refuse($"The session has {named.Count + session.Drawn} calls; choose 1 to {MostCalls}.");
        var scored = context.Calls.Where(call => call.Stage == CallStage.Scored && call.Quarantine == null);
        var found = await scored.Where(call => named.Contains(call.Id)).Select(call => call.Id).ToListAsync(cancellationToken);
        if (named.Find(id => !found.Contains(id)) is { } missing) throw Refuse($"There is no scored call '{missing}'; write the numbers as the list of calls shows them.");
        if (session.Drawn == 0) return named;
        if (string.IsNullOrWhiteSpace(session.Seed)) throw Refuse("Calls are to be drawn, and there is no seed; write any text.");
        var since = CallMapping.Utc(clock.GetUtcNow().AddDays(-DrawnFromDays));
        var others = await scored.Where(call => call.ListedUtc >= since && !named.Contains(call.Id)).Select(call => call.Id).ToListAsync(cancellationToken);
        if (others.Count < session.Drawn) throw Refuse($"{session.Drawn} calls are to be drawn, and the last {DrawnFromDays} days have {others.Count} scored ones; draw fewer.");
        var plan = new SamplingPlan(session.Drawn, Stratum.Queue, session.Seed);
        return [.. named, .. others.OrderBy(plan.Rank, StringComparer.Ordinal).Take(session.Drawn)];
    }

    private static InputException Refuse(string sentence) => new(InputFault.Settings, sentence);
}
