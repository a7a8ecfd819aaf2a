using CallQA.App.Review;
using CallQA.App.Review.Disputes;
using CallQA.App.Scorecards;
using CallQA.App.Search.Index;
using CallQA.App.Settings;
using CallQA.App.Storage;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Measurement;
using CallQA.Transcription;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Learning;

/// <summary>What people have said of calls, as far as it may be learnt from.</summary>
/// <param name="Calls">The calls.</param>
/// <param name="LeftOut">Calls left out, by reason.</param>
internal sealed record TrainingMaterial(IReadOnlyList<ReviewedCall> Calls, IReadOnlyDictionary<string, int> LeftOut);

/// <summary>
/// Reads the calls that people have reviewed, each with the answers that count in the end: of the review in force after disputes, with what a
/// calibration session agreed on in their place. What trainers say of moments becomes labels of single turns.
/// </summary>
internal sealed class ReviewedCalls(IDbContextFactory<CallQADbContext> contexts, ScorecardStore scorecards, CallErasure erasure, CallQASettings settings)
{
    /// <summary>Calls that nobody has allowed to be learnt from.</summary>
    public const string NoConsent = "no consent";

    /// <summary>Calls whose evaluation is disputed.</summary>
    public const string Disputed = "disputed";

    /// <summary>Calls that have been kept as long as the rules allow.</summary>
    public const string BeingErased = "being erased";

    /// <summary>Calls without an answer to what the models score, or without words of an agent.</summary>
    public const string NothingToLearn = "nothing to learn";

    private const int Chunk = 100;

    private readonly UnitOfWork work = new(contexts);

    /// <summary>All calls that may be learnt from.</summary>
    public async Task<TrainingMaterial> ReadAsync(CancellationToken cancellationToken)
    {
        var erased = (await erasure.DueAsync(cancellationToken)).Select(call => call.CallId).ToHashSet(StringComparer.Ordinal);
        var candidates = await work.ReadAsync(context => CandidatesAsync(context, cancellationToken), cancellationToken);
        var (calls, leftOut) = (new List<ReviewedCall>(), new SortedDictionary<string, int>(StringComparer.Ordinal));
        foreach (var chunk in candidates.Chunk(Chunk))
        {
            var allowed = Array.FindAll(chunk, call => Allowed(call, erased, leftOut));
            var read = await work.ReadAsync(context => ReadAsync(context, allowed, cancellationToken), cancellationToken);
            calls.AddRange(read);
            if (read.Count < allowed.Length) leftOut[NothingToLearn] = leftOut.GetValueOrDefault(NothingToLearn) + allowed.Length - read.Count;
        }

        return new(calls, leftOut);
    }

    /// <summary>Identifiers in the training data of all calls that may be learnt from now.</summary>
    public async Task<IReadOnlySet<string>> AllowedAsync(CancellationToken cancellationToken)
    {
        var erased = (await erasure.DueAsync(cancellationToken)).Select(call => call.CallId).ToHashSet(StringComparer.Ordinal);
        var candidates = await work.ReadAsync(context => CandidatesAsync(context, cancellationToken), cancellationToken);
        return candidates.Where(call => Allowed(call, erased, [])).Select(call => ReviewedCall.IdOf(call.CallId)).ToHashSet(StringComparer.Ordinal);
    }

    private static Task<List<Candidate>> CandidatesAsync(CallQADbContext context, CancellationToken cancellationToken) => context.Calls
        .Where(call => context.Standings.Any(row => row.CallId == call.Id) || context.ExampleVerdicts.Any(row => row.CallId == call.Id))
        .OrderBy(call => call.Id)
        .Select(call => new Candidate(
            call.Id, call.AgentId, call.Queue, call.TrainingConsent,
            context.Standings.Any(row => row.CallId == call.Id && row.State == ResponseState.Disputed)))
        .ToListAsync(cancellationToken);

    private bool Allowed(Candidate call, HashSet<string> erased, SortedDictionary<string, int> leftOut)
    {
        var objection = !settings.Learning.Allows(call.Consent, call.Queue) ? NoConsent
            : call.Disputed ? Disputed
            : erased.Contains(call.CallId) ? BeingErased
            : null;
        if (objection is not null) leftOut[objection] = leftOut.GetValueOrDefault(objection) + 1;
        return objection is null;
    }

    private async Task<List<ReviewedCall>> ReadAsync(CallQADbContext context, Candidate[] candidates, CancellationToken cancellationToken)
    {
        string[] ids = [.. candidates.Select(call => call.CallId)];
        var reviews = (await context.Standings.Where(row => ids.Contains(row.CallId)).Select(row => new { row.CallId, Review = row.Review! }).ToListAsync(cancellationToken))
            .ToDictionary(row => row.CallId, row => row.Review, StringComparer.Ordinal);
        var firsts = await context.Reviews.Where(row => ids.Contains(row.CallId) && row.Kind != ReviewKind.Calibration)
            .GroupBy(row => row.CallId).Select(group => new { group.Key, First = group.Min(row => row.Id) }).ToDictionaryAsync(group => group.Key, group => group.First, cancellationToken);
        var consensus = (await context.Consensus.Where(row => ids.Contains(row.CallId)).OrderBy(row => row.Id).ToListAsync(cancellationToken)).ToLookup(row => row.CallId, StringComparer.Ordinal);
        var verdicts = (await context.ExampleVerdicts.Where(row => ids.Contains(row.CallId)).ToListAsync(cancellationToken)).ToLookup(row => row.CallId, StringComparer.Ordinal);
        var turns = await TurnsAsync(context, ids, cancellationToken);
        var read = new List<ReviewedCall>();
        foreach (var call in candidates)
        {
            if (!turns.TryGetValue(call.CallId, out var spoken)) continue;
            // A wrong marking must not teach the models of the other language.
            var language = SpokenLanguage.Of(spoken[0].Language, spoken.Select(turn => turn.Text)).Language;
            var labelled = TrainerLabels.On(spoken, [.. verdicts[call.CallId]]);
            if (reviews.TryGetValue(call.CallId, out var review) && await ScoredAsync(call.CallId, language, labelled, review, consensus[call.CallId], cancellationToken) is { } scored)
                read.Add(new(call.CallId, call.Agent, firsts[call.CallId], new DateTimeOffset(review.SubmittedUtc), scored));
            else if (review is null && TrainerLabels.Exchange(ReviewedCall.IdOf(call.CallId), language, labelled) is { } exchange && ReviewedCall.PartOf(call.CallId) == CorpusPart.Train)
                read.Add(new(call.CallId, call.Agent, long.MaxValue, new DateTimeOffset(verdicts[call.CallId].Max(row => row.AtUtc)), exchange));
        }

        return read;
    }

    private async Task<LabelledConversation?> ScoredAsync(
        string callId, string language, IReadOnlyList<LabelledTurn> turns, ReviewRow row, IEnumerable<Review.Calibration.ConsensusRow> consensus, CancellationToken cancellationToken)
    {
        if (await scorecards.FindAsync(row.Scorecard, cancellationToken) is not { } scorecard) return null;
        var answers = CriterionAnswers.ChoicesOf(row.ToReview());
        foreach (var agreed in consensus) answers[agreed.Question] = agreed.Choice;
        var said = new CriterionAnswers(scorecard, answers);
        var conversation = new LabelledConversation(
            ReviewedCall.IdOf(callId), language, ConversationKind.Call, ReviewedCall.PartOf(callId), ReviewLines.Source, turns, said.Empathy, said.Courtesy, said.Resolution);
        return conversation is { Empathy: null, Courtesy: null, Resolution: null } ? null : conversation;
    }

    private static async Task<Dictionary<string, IReadOnlyList<SpokenTurnRow>>> TurnsAsync(CallQADbContext context, string[] ids, CancellationToken cancellationToken)
    {
        var rows = await context.CallFigures.Where(figures => ids.Contains(figures.CallId))
            .Join(context.SpokenTurns, figures => figures.Key, turn => turn.CallKey, (figures, turn) => new { figures.CallId, Turn = turn }).ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.CallId, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<SpokenTurnRow>)[.. group.Select(row => row.Turn).Where(turn => turn.Speaker is Speaker.Agent or Speaker.Customer).OrderBy(turn => turn.Key)], StringComparer.Ordinal)
            .Where(pair => pair.Value.Any(turn => turn.Speaker == Speaker.Agent)).ToDictionary(StringComparer.Ordinal);
    }

    private sealed record Candidate(string CallId, string? Agent, string? Queue, bool? Consent, bool Disputed);
}
