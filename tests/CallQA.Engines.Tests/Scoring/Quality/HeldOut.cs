using System.Collections.Concurrent;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Scoring.Quality;

/// <summary>The test calls, ways to edit them, and what the shipped models say about them.</summary>
internal static class HeldOut
{
    private static readonly Lazy<Task<LabelledCorpus>> Corpus = new(() => CorpusReader.ReadAsync(Shipped.CorpusDirectory, CancellationToken.None));

    private static readonly Lazy<Task<List<(Transcript Call, LabelledConversation Labels)>>> Calls = new(async () =>
        [.. (await Corpus.Value).Of(CorpusPart.Test).Where(call => call.Kind == ConversationKind.Call).Select(call => (call.ToTranscript(), call))]);

    private static readonly ConcurrentDictionary<Transcript, IReadOnlyDictionary<Criterion, Prediction>> Unedited = new(ReferenceEqualityComparer.Instance);

    public static async Task<List<Transcript>> CallsAsync(string language) => (await LabelledAsync(language)).ConvertAll(one => one.Call);

    /// <summary>The calls with what the reviewers said of them.</summary>
    public static async Task<List<(Transcript Call, LabelledConversation Labels)>> LabelledAsync(string language) =>
        (await Calls.Value).FindAll(one => one.Call.Language == language);

    /// <summary>What the models say about a call as it was written; found out once.</summary>
    public static IReadOnlyDictionary<Criterion, Prediction> AsWritten(ScoringModel model, Transcript call) =>
        Unedited.GetOrAdd(call, _ => PredictAll(model, call));

    public static IReadOnlyDictionary<Criterion, Prediction> PredictAll(ScoringModel model, Transcript call)
    {
        var prepared = model.Prepare(Dialogue.From(call));
        return Criterion.All.ToDictionary(criterion => criterion, criterion => model.Predict(criterion, prepared));
    }

    public static Prediction Predict(ScoringModel model, Criterion criterion, Transcript call) =>
        model.Predict(criterion, model.Prepare(Dialogue.From(call)));

    /// <summary>Writes a violation rate to the test's output.</summary>
    public static void Report(string name, IReadOnlyCollection<bool> violations, string more = "") => Report(FormattableString.Invariant(
        $"{name}: {violations.Count(one => one)} of {violations.Count} ({violations.Average(one => one ? 1.0 : 0):P0}) {more}"));

    public static void Report(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

    public static Transcript Edit(this Transcript call, Func<Turn, string> edit) =>
        call with { Turns = [.. call.Turns.Select(turn => turn with { Text = edit(turn) })] };

    public static Transcript Edit(this Transcript call, int edited, Func<string, string> edit) =>
        call with { Turns = [.. call.Turns.Select((turn, index) => index == edited ? turn with { Text = edit(turn.Text) } : turn)] };

    /// <summary>Edits the agent's first turns.</summary>
    public static Transcript EditAgent(this Transcript call, int most, Func<string, string> edit)
    {
        var edited = call.AgentTurns().Take(most).ToHashSet();
        return call with { Turns = [.. call.Turns.Select((turn, index) => edited.Contains(index) ? turn with { Text = edit(turn.Text) } : turn)] };
    }

    public static Transcript Without(this Transcript call, IReadOnlyCollection<int> dropped) =>
        call with { Turns = [.. call.Turns.Where((_, index) => !dropped.Contains(index))] };

    public static List<int> AgentTurns(this Transcript call) =>
        [.. Enumerable.Range(0, call.Turns.Count).Where(turn => call.Turns[turn].Speaker == Speaker.Agent)];

    public static int MiddleAgentTurn(this Transcript call) => call.AgentTurns()[call.AgentTurns().Count / 2];

    public static int LastCustomerTurn(this Transcript call) => call.Turns.ToList().FindLastIndex(turn => turn.Speaker == Speaker.Customer);
}
