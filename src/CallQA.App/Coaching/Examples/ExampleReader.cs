using System.Collections.Concurrent;
using CallQA.App.Scorecards;
using CallQA.App.Search;
using CallQA.App.Search.Index;
using CallQA.App.Storage;
using CallQA.Coaching.Examples;
using CallQA.Measurement;
using CallQA.Recordings;
using CallQA.Scoring;
using CallQA.Scoring.Scorecards;
using CallQA.Transcription;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Coaching.Examples;

/// <summary>
/// Finds examples in the store. All evaluations of the latest calls are read; of the most promising moments the transcripts as well, which say how
/// well a passage can be heard.
/// </summary>
internal sealed class ExampleReader(IDbContextFactory<CallQADbContext> contexts, ScorecardStore scorecards)
{
    /// <summary>Calls that are looked through at most, the latest.</summary>
    public const int MostCalls = 2000;

    /// <summary>Examples that are returned at most.</summary>
    public const int MostFound = 20;

    private const int Promising = 60;
    private const int TurnsAround = 2;
    private const int AtOnce = 500;

    private static readonly Dictionary<long, IReadOnlyList<ExampleMoment>> NoMoments = [];

    // By topic what was found in which evaluation: evaluations never change, and to read two thousand takes half a second.
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<long, IReadOnlyList<ExampleMoment>>> kept = new();

    /// <summary>All that examples can be looked for.</summary>
    public async Task<IReadOnlyList<ExampleTopic>> TopicsAsync(CancellationToken cancellationToken) => ExampleTopic.Of(await scorecards.InForceAsync(cancellationToken));

    /// <summary>Finds examples.</summary>
    /// <param name="topic">What is looked for.</param>
    /// <param name="query">In which calls, and which of them.</param>
    /// <param name="blind">Calls whose results the reader must not learn.</param>
    /// <param name="reader">The reader's account, whose own word on each moment is told.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<FoundExamples> FindAsync(ExampleTopic topic, ExampleQuery query, IReadOnlySet<string> blind, string reader, CancellationToken cancellationToken)
    {
        await using var context = await ReadingAsync(cancellationToken);
        var calls = CallCriteriaQuery.Where(context, query.Calls, await scorecards.InForceAsync(cancellationToken));
        var found = await CallsAsync(context, topic, Without(InLanguage(context, calls, query.Language), blind), kept.GetValueOrDefault(topic.Key) ?? NoMoments, cancellationToken);
        // What was found now and nothing else, so that nothing stays of a call that was erased.
        kept[topic.Key] = found.ToDictionary(call => call.Evaluation, call => call.Moments);
        var moments = found.SelectMany(MomentsOf).ToList();
        var verdicts = await context.ExampleVerdicts.Where(row => row.Topic == topic.Key).ToListAsync(cancellationToken);
        var ranking = RankingOf(verdicts);
        var judged = verdicts.Select(row => row.CallId).ToHashSet(StringComparer.Ordinal);
        var promising = ranking.Order(moments, query.View).Take(Promising).Concat(moments.Where(moment => judged.Contains(moment.Call.Id))).Distinct().ToList();
        var placed = (await PlacedAsync(context, promising, cancellationToken)).ConvertAll(moment => Judged(moment, verdicts, reader));
        return new(found.Count, moments.Count, await AroundAsync(context, [.. ranking.Order(placed, query.View).Take(MostFound)], cancellationToken));
    }

    /// <summary>One moment of a call, by where it begins; null when there is none there.</summary>
    public async Task<ExampleMoment?> MomentAsync(ExampleTopic topic, string callId, TimeSpan start, CancellationToken cancellationToken)
    {
        await using var context = await ReadingAsync(cancellationToken);
        var found = await CallsAsync(context, topic, context.CallFigures.Where(row => row.CallId == callId), NoMoments, cancellationToken);
        return (await PlacedAsync(context, [.. found.SelectMany(MomentsOf)], cancellationToken)).Find(moment => Math.Abs((moment.Start!.Value - start).TotalMilliseconds) < 1);
    }

    private async Task<CallQADbContext> ReadingAsync(CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return context;
    }

    private static IQueryable<CallFigureRow> InLanguage(CallQADbContext context, IQueryable<CallFigureRow> calls, string? language) => language is null
        ? calls
        : calls.Where(row => context.SpokenTurns.Any(turn => turn.Key == row.Key * CallKey.MostTurns && turn.Language == language));

    private static IQueryable<CallFigureRow> Without(IQueryable<CallFigureRow> calls, IReadOnlySet<string> blind)
    {
        string[] hidden = [.. blind];
        return hidden.Length == 0 ? calls : calls.Where(row => !hidden.Contains(row.CallId));
    }

    private async Task<List<FoundCall>> CallsAsync(
        CallQADbContext context, ExampleTopic topic, IQueryable<CallFigureRow> calls, IReadOnlyDictionary<long, IReadOnlyList<ExampleMoment>> before, CancellationToken cancellationToken)
    {
        var rows = await calls.Where(row => row.Scorecard != null).OrderByDescending(row => row.Key).Take(MostCalls)
            .Join(context.Calls.Where(call => call.Stage == CallStage.Scored), row => row.CallId, call => call.Id, (row, call) => new { Figures = row, call.CurrentTranscriptId })
            .Join(context.Evaluations.Where(row => row.Evaluator == Evaluator.Machine), row => row.CurrentTranscriptId, evaluation => evaluation.TranscriptId, (row, evaluation) => new
            {
                row.Figures,
                evaluation.Id,
                evaluation.Scorecard,
                Language = context.SpokenTurns.Where(turn => turn.Key == row.Figures.Key * CallKey.MostTurns).Select(turn => turn.Language).FirstOrDefault(),
            })
            .Where(row => row.Scorecard == row.Figures.Scorecard)
            .OrderByDescending(row => row.Figures.Key).ThenByDescending(row => row.Id)
            .ToListAsync(cancellationToken);
        // Of several models the one that answered last.
        var latest = rows.DistinctBy(row => row.Figures.Key).ToList();
        var documents = await DocumentsAsync(context, [.. latest.Select(row => row.Id).Where(id => !before.ContainsKey(id))], cancellationToken);
        var found = new List<FoundCall>();
        var places = new Dictionary<string, IReadOnlyDictionary<string, int>>(StringComparer.Ordinal);
        foreach (var row in latest)
        {
            if (!places.TryGetValue(row.Scorecard, out var form)) places.Add(row.Scorecard, form = PlacesOf(await scorecards.FindAsync(row.Scorecard, cancellationToken)));
            var call = new MomentCall(row.Figures.CallId, row.Figures.AgentId, row.Language ?? "", row.Figures.Queue);
            if (!before.TryGetValue(row.Id, out var moments))
            {
                if (!documents.TryGetValue(row.Id, out var document)) continue;
                moments = [.. MomentFinder.Find(topic, call, StoredJson.Read<Evaluation>(document))];
            }

            found.Add(new(row.Figures, row.Id, form, moments));
        }

        return found;
    }

    private static async Task<Dictionary<long, string>> DocumentsAsync(CallQADbContext context, long[] ids, CancellationToken cancellationToken)
    {
        var documents = new Dictionary<long, string>();
        foreach (var some in ids.Chunk(AtOnce))
        {
            await foreach (var row in context.Evaluations.Where(row => some.Contains(row.Id)).Select(row => new { row.Id, row.Document }).AsAsyncEnumerable().WithCancellation(cancellationToken))
                documents.Add(row.Id, row.Document);
        }

        return documents;
    }

    private static IEnumerable<ExampleMoment> MomentsOf(FoundCall call) =>
        call.Moments.Select(moment => moment with { Reviewer = WordOf(call.Figures, call.Places, moment.Source) });

    // The answer's points stand in the figures of the call, the machine's and the reviewer's: equal points are the same answer.
    private static Judgement WordOf(CallFigureRow figures, IReadOnlyDictionary<string, int> places, string source)
    {
        if (figures.HumanScorecard != figures.Scorecard || figures.HumanAnswers is not { } human || figures.Answers is not { } machine) return Judgement.None;
        return !places.TryGetValue(source, out var place) || place >= Math.Min(human.Length, machine.Length) || machine[place] == ResultCode.None ? Judgement.None
            : human[place] == machine[place] ? Judgement.Confirmed
            : Judgement.Rejected;
    }

    // Where a question, or the first one that a model answers, stands in the row of answers.
    private static Dictionary<string, int> PlacesOf(Scorecard? form)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (place, question) in (form?.Questions ?? []).Index())
        {
            places.TryAdd("question:" + question.Id, place);
            if (question.Source is ModelSource model) places.TryAdd("measure:" + model.Criterion.ToString().ToLowerInvariant(), place);
        }

        return places;
    }

    private static ExampleRanking RankingOf(List<ExampleVerdictRow> verdicts) => new(new(verdicts.Select(row => new TrainerVerdict(row.Source, row.Good, row.Confirmed))));

    private static ExampleMoment Judged(ExampleMoment moment, List<ExampleVerdictRow> verdicts, string reader)
    {
        var words = verdicts.FindAll(row => row.CallId == moment.Call.Id && row.Good == moment.Good && row.StartTicks < moment.End!.Value.Ticks && row.EndTicks > moment.Start!.Value.Ticks);
        return moment with { Trainers = Together(words), Own = Together(words.Where(row => row.ById == reader)) };
    }

    private static Judgement Together(IEnumerable<ExampleVerdictRow> words) =>
        words.Sum(row => row.Confirmed ? 1 : -1) switch { > 0 => Judgement.Confirmed, < 0 => Judgement.Rejected, _ => Judgement.None };

    private static async Task<List<ExampleMoment>> PlacedAsync(CallQADbContext context, IReadOnlyList<ExampleMoment> moments, CancellationToken cancellationToken)
    {
        string[] calls = [.. moments.Select(moment => moment.Call.Id).Distinct()];
        var heard = (await context.Calls.Where(call => calls.Contains(call.Id) && call.CurrentTranscript != null)
                .Select(call => new { call.Id, call.CurrentTranscript!.Document, call.CurrentTranscript.Metrics }).ToListAsync(cancellationToken))
            .ToDictionary(row => row.Id, row => (StoredJson.Read<Transcript>(row.Document), row.Metrics is { } metrics ? StoredJson.Read<ConversationMetrics>(metrics) : null), StringComparer.Ordinal);
        return
        [
            .. moments.Where(moment => heard.ContainsKey(moment.Call.Id))
                .Select(moment => Hearing.Place(moment, heard[moment.Call.Id].Item1, heard[moment.Call.Id].Item2)).OfType<ExampleMoment>(),
        ];
    }

    private static async Task<IReadOnlyList<Example>> AroundAsync(CallQADbContext context, List<ExampleMoment> moments, CancellationToken cancellationToken)
    {
        string[] calls = [.. moments.Select(moment => moment.Call.Id).Distinct()];
        var rows = (await context.CallFigures.Where(row => calls.Contains(row.CallId))
            .Join(context.Calls, row => row.CallId, call => call.Id, (row, call) => new { Figures = row, call.ListedUtc }).ToListAsync(cancellationToken))
            .ToDictionary(row => row.Figures.CallId, StringComparer.Ordinal);
        var examples = new List<Example>();
        foreach (var moment in moments)
        {
            var (figures, begun) = (rows[moment.Call.Id].Figures, rows[moment.Call.Id].ListedUtc);
            var from = CallKey.Turn(figures.Key, Math.Max(0, moment.FirstTurn - TurnsAround));
            var until = CallKey.Turn(figures.Key, Math.Min(CallKey.MostTurns - 1, moment.LastTurn + TurnsAround));
            var turns = await context.SpokenTurns.Where(turn => turn.Key >= from && turn.Key <= until).OrderBy(turn => turn.Key)
                .Select(turn => new { turn.Key, turn.Speaker, turn.Text }).ToListAsync(cancellationToken);
            examples.Add(new(moment, figures.AgentName ?? figures.AgentId, figures.Team, new DateTimeOffset(begun), turns.ConvertAll(turn => ToTurn(turn.Key, turn.Speaker, turn.Text, moment))));
        }

        return examples;
    }

    private static ExampleTurn ToTurn(long key, Speaker speaker, string text, ExampleMoment moment)
    {
        var turn = CallKey.TurnOf(key);
        return new(turn, speaker, text, turn >= moment.FirstTurn && turn <= moment.LastTurn);
    }

    private sealed record FoundCall(CallFigureRow Figures, long Evaluation, IReadOnlyDictionary<string, int> Places, IReadOnlyList<ExampleMoment> Moments);
}
