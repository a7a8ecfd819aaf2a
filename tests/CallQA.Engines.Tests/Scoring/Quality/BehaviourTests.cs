using CallQA.Agreement;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Reading;
using CallQA.Scoring;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Scoring.Quality;

/// <summary>
/// Which way a score has to move when a held-out call is changed in a known way. None of the insults is trained on;
/// what the lexicon knows of them, the models have to transfer.
/// </summary>
public sealed class BehaviourTests
{
    /// <summary>Share of calls whose mean score may move the wrong way by more than a tenth of a step.</summary>
    private const double Tolerated = 0.05;

    [Theory]
    [InlineData("en", "Get lost, you clown.")]
    [InlineData("en", "Shut up, that is so stupid.")]
    [InlineData("en", "You must be the dumbest caller I've had today.")]
    [InlineData("en", "Talk to the wall, you buffoon.")]
    [InlineData("de", "Hauen Sie doch ab, Sie Vollidiot.")]
    [InlineData("de", "Sie sind wohl der dümmste Anrufer heute.")]
    [InlineData("de", "Sie haben doch nicht alle Tassen im Schrank, Sie Witzfigur.")]
    [InlineData("de", "Klappe jetzt, so etwas Blödes habe ich noch nie gehört.")]
    public async Task Courtesy_DoesNotRise_WhenTheAgentAddsAnInsult(string language, string insult) => (await MovesAsync(
        "insult: courtesy does not rise", language, Criterion.Courtesy, call => call.Edit(call.MiddleAgentTurn(), text => text + " " + insult)))
        .ShouldPoint(down: true, Tolerated);

    [Theory]
    [InlineData("en", "That must have been so frightening for you, no wonder you are upset, I will stay with you until it is sorted.")]
    [InlineData("de", "Das muss schlimm für Sie gewesen sein, kein Wunder, dass Sie Angst haben, ich bleibe bei Ihnen, bis das erledigt ist.")]
    public async Task Empathy_DoesNotFall_WhenTheAgentAcknowledgesTheSituation(string language, string words) => (await MovesAsync(
        "acknowledgement: empathy does not fall", language, Criterion.Empathy, call => call.Edit(call.MiddleAgentTurn(), text => words + " " + text)))
        .ShouldPoint(down: false, Tolerated);

    [Theory]
    [InlineData("en", "No, it still doesn't work. This is useless, I'll cancel.")]
    [InlineData("de", "Nein, das geht immer noch nicht. Das bringt nichts, ich kündige.")]
    public async Task Resolution_DoesNotRise_WhenTheCustomerRejectsAtTheEnd(string language, string words) => (await MovesAsync(
        "rejection at the end: resolution does not rise",
        language,
        Criterion.Resolution,
        call => call.Edit(call.LastCustomerTurn(), _ => words),
        call => LastOutcome(call) != "rejects"))
        .ShouldPoint(down: true, Tolerated);

    [Theory]
    [InlineData("en", "Great, it works now, that's everything, thank you.")]
    [InlineData("de", "Super, jetzt funktioniert es, das war alles, vielen Dank.")]
    public async Task Resolution_DoesNotFall_WhenTheCustomerConfirmsAtTheEnd(string language, string words) => (await MovesAsync(
        "confirmation at the end: resolution does not fall",
        language,
        Criterion.Resolution,
        call => call.Edit(call.LastCustomerTurn(), _ => words),
        call => LastOutcome(call) != "confirms"))
        .ShouldPoint(down: false, Tolerated);

    [Theory]
    [InlineData("en", "Sorry, we truly apologise for this unfortunate situation.")]
    [InlineData("de", "Wir möchten uns aufrichtig für diese Situation entschuldigen.")]
    public async Task Empathy_StaysBelowFour_WhenStockApologiesAreRepeatedTenTimes(string language, string apology)
    {
        var model = await Shipped.ModelAsync();
        var formulaic = (await HeldOut.CallsAsync(language)).Where(call => HeldOut.AsWritten(model, call)[Criterion.Empathy].Score < 3).ToList();
        var tenTimes = " " + string.Join(' ', Enumerable.Repeat(apology, 10));

        var reached = formulaic.ConvertAll(call => HeldOut.Predict(model, Criterion.Empathy, call.Edit(call.MiddleAgentTurn(), text => text + tenTimes)).Score >= 3);
        var spread = formulaic.ConvertAll(call => HeldOut.Predict(model, Criterion.Empathy, call.EditAgent(10, text => text + " " + apology)).Score >= 3);

        HeldOut.Report($"ten stock apologies in one turn ({language})", reached);
        HeldOut.Report($"a stock apology in each of ten turns ({language})", spread);
        reached.Concat(spread).Count(four => four).ShouldBeLessThanOrEqualTo((int)(0.1 * 2 * formulaic.Count));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task Scores_ChangeMore_WhenCitedTurnsAreDeletedThanOthers(string language)
    {
        var model = await Shipped.ModelAsync();
        var reader = new CallReader(model);
        var calls = await HeldOut.CallsAsync(language);
        var cited = Criterion.All.ToDictionary(one => one, _ => 0.0);
        var others = Criterion.All.ToDictionary(one => one, _ => 0.0);
        var chance = new RepeatableChance();
        foreach (var call in calls)
        {
            var scores = reader.Read(call, null).Scores;
            foreach (var (criterion, evidence) in Cited(scores))
            {
                var turns = evidence.Select(one => one.Turn).ToList();
                var rest = Enumerable.Range(0, call.Turns.Count).Except(turns)
                    .Where(turn => criterion == Criterion.Resolution || call.Turns[turn].Speaker == Speaker.Agent)
                    .OrderBy(_ => chance.Next(int.MaxValue)).Take(turns.Count).ToList();
                var whole = HeldOut.AsWritten(model, call)[criterion].Mean;
                cited[criterion] += Math.Abs(whole - HeldOut.Predict(model, criterion, call.Without(turns)).Mean) / calls.Count;
                others[criterion] += Math.Abs(whole - HeldOut.Predict(model, criterion, call.Without(rest)).Mean) / calls.Count;
            }
        }

        foreach (var criterion in Criterion.All)
        {
            HeldOut.Report(FormattableString.Invariant(
                $"comprehensiveness, {criterion.Name} ({language}): cited {cited[criterion]:0.00}, others {others[criterion]:0.00}"));
            cited[criterion].ShouldBeGreaterThan((criterion == Criterion.Courtesy ? 1.5 : 3) * others[criterion], criterion.Name);
        }
    }

    private static IEnumerable<(Criterion Criterion, IReadOnlyList<Evidence> Evidence)> Cited(CallScores scores) =>
        [(Criterion.Empathy, scores.Empathy.Evidence), (Criterion.Courtesy, scores.Courtesy.Evidence), (Criterion.Resolution, scores.Resolution.Evidence)];

    private static async Task<Moves> MovesAsync(
        string name, string language, Criterion criterion, Func<Transcript, Transcript> edit, Func<LabelledConversation, bool>? among = null)
    {
        var calls = (await HeldOut.LabelledAsync(language)).Where(one => among?.Invoke(one.Labels) ?? true).Select(one => one.Call);
        return Moves.Of($"{name} ({language})", await Shipped.ModelAsync(), criterion, calls, call => call, edit);
    }

    private static string? LastOutcome(LabelledConversation call) => call.Turns.Last(turn => turn.Speaker == Speaker.Customer).Outcome;
}
