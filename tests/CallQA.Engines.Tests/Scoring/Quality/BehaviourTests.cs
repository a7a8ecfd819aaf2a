using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Reading;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Scoring.Quality;

/// <summary>What has to happen to a score when a held-out call is changed in a known way.</summary>
public sealed class BehaviourTests
{
    /// <summary>Share of calls whose mean score may move the wrong way by more than a tenth of a step.</summary>
    private const double Tolerated = 0.05;

    [Theory]
    [InlineData("en", "Are you stupid? Just shut up.")]
    [InlineData("de", "Sind Sie blöd? Halten Sie den Mund.")]
    public async Task Courtesy_DoesNotRise_WhenTheAgentAddsAnInsult(string language, string insult) =>
        await ShouldMoveAsync(language, Criterion.Courtesy, -1, call => Edit(call, MiddleAgentTurn(call), text => text + " " + insult));

    [Theory]
    [InlineData("en", "That must have been so frightening for you, no wonder you are upset, I will stay with you until it is sorted.")]
    [InlineData("de", "Das muss schlimm für Sie gewesen sein, kein Wunder, dass Sie Angst haben, ich bleibe bei Ihnen, bis das erledigt ist.")]
    public async Task Empathy_DoesNotFall_WhenTheAgentAcknowledgesTheSituation(string language, string words) =>
        await ShouldMoveAsync(language, Criterion.Empathy, 1, call => Edit(call, MiddleAgentTurn(call), text => words + " " + text));

    [Theory]
    [InlineData("en", "No, it still doesn't work. This is useless, I'll cancel.")]
    [InlineData("de", "Nein, das geht immer noch nicht. Das bringt nichts, ich kündige.")]
    public async Task Resolution_DoesNotRise_WhenTheCustomerRejectsAtTheEnd(string language, string words) =>
        await ShouldMoveAsync(language, Criterion.Resolution, -1, call => Edit(call, LastCustomerTurn(call), _ => words));

    [Theory]
    [InlineData("en", "Great, it works now, that's everything, thank you.")]
    [InlineData("de", "Super, jetzt funktioniert es, das war alles, vielen Dank.")]
    public async Task Resolution_DoesNotFall_WhenTheCustomerConfirmsAtTheEnd(string language, string words) =>
        await ShouldMoveAsync(language, Criterion.Resolution, 1, call => Edit(call, LastCustomerTurn(call), _ => words));

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task Empathy_ChangesMore_WhenCitedTurnsAreDeletedThanOthers(string language)
    {
        var model = await Shipped.ModelAsync();
        var reader = new CallReader(model);
        var (cited, others) = (0.0, 0.0);
        foreach (var call in await CallsAsync(language))
        {
            var turns = reader.Read(call, null).Scores.Empathy.Evidence.Select(one => one.Turn).ToList();
            var rest = AgentTurns(call).Except(turns).Take(turns.Count).ToList();
            var whole = Mean(model, Criterion.Empathy, call);
            cited += Math.Abs(whole - Mean(model, Criterion.Empathy, Without(call, turns)));
            others += Math.Abs(whole - Mean(model, Criterion.Empathy, Without(call, rest)));
        }

        cited.ShouldBeGreaterThan(3 * others);
    }

    private static async Task ShouldMoveAsync(string language, Criterion criterion, int direction, Func<Transcript, Transcript> edit)
    {
        var model = await Shipped.ModelAsync();
        var moves = (await CallsAsync(language))
            .Select(call => direction * (Mean(model, criterion, edit(call)) - Mean(model, criterion, call)))
            .ToList();

        moves.Average().ShouldBeGreaterThan(0.02);
        ((double)moves.Count(move => move < -0.1) / moves.Count).ShouldBeLessThanOrEqualTo(Tolerated);
    }

    private static async Task<List<Transcript>> CallsAsync(string language)
    {
        var corpus = await CorpusReader.ReadAsync(Shipped.CorpusDirectory, TestContext.Current.CancellationToken);
        return [.. corpus.Of(CorpusPart.Test)
            .Where(call => call.Kind == ConversationKind.Call && call.Language == language)
            .Select(call => call.ToTranscript())];
    }

    private static double Mean(ScoringModel model, Criterion criterion, Transcript call) =>
        model.Predict(criterion, model.Prepare(Dialogue.From(call))).Mean;

    private static Transcript Edit(Transcript call, int edited, Func<string, string> edit) =>
        call with { Turns = [.. call.Turns.Select((turn, index) => index == edited ? turn with { Text = edit(turn.Text) } : turn)] };

    private static Transcript Without(Transcript call, List<int> dropped) =>
        call with { Turns = [.. call.Turns.Where((_, index) => !dropped.Contains(index))] };

    private static List<int> AgentTurns(Transcript call) =>
        [.. Enumerable.Range(0, call.Turns.Count).Where(turn => call.Turns[turn].Speaker == Speaker.Agent)];

    private static int MiddleAgentTurn(Transcript call) => AgentTurns(call)[AgentTurns(call).Count / 2];

    private static int LastCustomerTurn(Transcript call) => call.Turns.ToList().FindLastIndex(turn => turn.Speaker == Speaker.Customer);
}
