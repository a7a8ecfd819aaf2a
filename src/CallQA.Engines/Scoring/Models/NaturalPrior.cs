using CallQA.Engines.Scoring.Features;
using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Models;

/// <summary>
/// What is usual in life, which the corpus cannot teach: its calls are balanced, so that a thank-you at the end says nothing there
/// about whether the matter is settled, while among real customers it says much. The end of the call is summed up in a few
/// signs of equal kind in both languages, and the call model's own opinion is held less firmly and pulled towards them.
/// </summary>
/// <remarks>
/// Which signs count, by round weights, was chosen by looking at three public sets of conversations and on the validation calls, see
/// <c>docs/scoring.md</c>. Nothing here is fitted. A model's probabilities are calibrated as mixed by one version, and keep to it.
/// </remarks>
internal sealed class NaturalPrior
{
    /// <summary>Turns up to which a conversation is short, and from which on it is as long as those of the corpus.</summary>
    private const int Short = 6;
    private const int Long = 14;

    private const int Recent = 3;

    private static readonly NaturalPrior[] Versions =
    [
        new() { Version = "1", TrustInShort = 0.7, Trust = 0.7, Pull = 0.3 },
        new() { Version = "2", TrustInShort = 0.35, Trust = 0.7, Pull = 0.4 },
    ];

    private NaturalPrior()
    {
    }

    /// <summary>What models are fitted with from now on.</summary>
    public static NaturalPrior Current => Versions[^1];

    /// <summary>Number of this version.</summary>
    public required string Version { get; init; }

    /// <summary>
    /// What the call model's log-probabilities are multiplied by: outside the corpus it is surer than it should be, and most of all about
    /// exchanges of a few messages, which the corpus hardly has.
    /// </summary>
    private double Trust { get; init; }

    private double TrustInShort { get; init; }

    /// <summary>How far one unit of the signs moves the log-odds between neighbouring outcomes.</summary>
    private double Pull { get; init; }

    /// <summary>The version of a number; null when there is none.</summary>
    public static NaturalPrior? Of(string? version) => Array.Find(Versions, one => one.Version == version);

    /// <summary>Probabilities of unresolved, partial and resolved, seen in the light of what is usual.</summary>
    public float[] Mix(float[] probabilities, PreparedCall call)
    {
        var signs = Signs(call);
        var trust = TrustIn(call.Length);
        var scores = new double[probabilities.Length];
        for (var outcome = 0; outcome < scores.Length; outcome++)
            scores[outcome] = (trust * Math.Log(Math.Max(1e-6, probabilities[outcome]))) + (Pull * signs * (outcome - ((scores.Length - 1) / 2.0)));
        var highest = scores.Max();
        var weights = Array.ConvertAll(scores, score => Math.Exp(score - highest));
        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => (float)(weight / sum));
    }

    /// <summary>How much the end of the call sounds settled: about −4 to 4, higher for settled.</summary>
    public static double Signs(PreparedCall call)
    {
        var feelings = call.Signals.Customer.TakeLast(Recent).Select(turn => turn.Emotion!).ToList();
        var customer = Groups(call, Speaker.Customer);
        var agent = Groups(call, Speaker.Agent);
        var signs = 0.0;
        if (feelings.Count > 0)
        {
            signs += Good(feelings[^1]) - Bad(feelings[^1]);
            signs += feelings.Max(Good) - feelings.Max(Bad);
        }

        signs += Says(customer, "thank") ? 1 : 0;
        signs -= Says(agent, "apology") ? 1 : 0;
        signs += Says(agent, "done") ? 0.5 : 0;
        signs -= EndsWithQuestion(call.Dialogue) ? 0.5 : 0;
        return signs;
    }

    private double TrustIn(int turns) =>
        TrustInShort + ((Trust - TrustInShort) * Math.Clamp((turns - Short) / (double)(Long - Short), 0, 1));

    private static float Good(float[] emotion) => emotion[5] + emotion[6];

    private static float Bad(float[] emotion) => emotion[1] + emotion[2] + emotion[3] + emotion[4];

    private static List<IReadOnlyDictionary<string, int>> Groups(PreparedCall call, Speaker speaker) =>
        [.. call.Dialogue.Turns.Where(turn => turn.Speaker == speaker).TakeLast(Recent).Select(turn => turn.Groups)];

    private static bool Says(List<IReadOnlyDictionary<string, int>> turns, string group) => turns.Exists(turn => turn.ContainsKey(group));

    /// <summary>True when the customer asks and nobody answers.</summary>
    private static bool EndsWithQuestion(Dialogue dialogue) =>
        dialogue.Turns.Count > 0 && dialogue.Turns[^1] is { Speaker: Speaker.Customer } last && last.Groups.ContainsKey("question");
}
