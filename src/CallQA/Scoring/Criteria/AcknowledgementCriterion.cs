using CallQA.Measurement;
using CallQA.Scoring.Scorecards;

namespace CallQA.Scoring.Criteria;

/// <summary>Where the customer shows feeling, the agent takes it up.</summary>
internal sealed class AcknowledgementCriterion : Criterion
{
    private const int MostPassages = 3;

    private static readonly PhraseSet Caring = PhraseSet.Of(
        [
            "im * sorry", "i apologise|apologize", "i * understand", "i can imagine|hear|tell|appreciate",
            "i can see why|how", "that must", "that sounds",
            "must be|have * frustrating|hard|difficult|worrying|upsetting|stressful",
            "how frustrating|awful|worrying|upsetting", "sorry * hear", "sorry about|for", "dont worry",
            "my apologies", "i completely|totally|fully",
        ],
        [
            "tut mir * leid", "es tut mir * leid", "leid tut", "verstehe ich", "ich verstehe",
            "ich kann * verstehen|nachvollziehen|vorstellen", "kann ich * verstehen|nachvollziehen|vorstellen",
            "das ist * aergerlich|schlimm|belastend", "entschuldig~", "das muss * sein", "bedaure~",
            "machen sie sich keine sorgen", "keine sorge",
            "das ist|waere natuerlich? aergerlich|schlimm|unangenehm|schwer", "ich weiss wie|dass sie",
            "verstaendlich~",
        ]);

    private static readonly Reason TooLate = new(
        $"The customer shows anger, frustration, worry or sadness only after the agent's last turn.",
        $"Der Kunde zeigt Ärger, Frust, Sorge oder Trauer erst nach dem letzten Beitrag des Agenten.");

    public override string Name => "acknowledgement";

    public override IReadOnlyList<RuleParameter> Parameters { get; } =
        [new("turns", "turns", 2, 1, 10), new("share", "share", 0.5, 0.01, 1)];

    public override Verdict Judge(CallFacts call, RuleParameters parameters)
    {
        var reach = (int)parameters.Numbers["turns"];
        var upset = call.Upset.ToList();
        var moments = upset.Select(turn => Answering(call, turn, reach)).OfType<Moment>().ToList();
        if (moments.Count == 0)
            return Verdict.NotApplicable(upset.Count == 0 ? Reasons.Lacks(CallFeature.NegativeEmotion) : TooLate);

        var acknowledged = moments.Where(moment => moment.Reply is not null).ToList();
        var share = (double)acknowledged.Count / moments.Count;
        var reason = Acknowledged(acknowledged.Count, moments.Count, reach);
        var confidence = moments.Average(moment => moment.Turn.Reading!.Emotion!.Probability);
        var verdict = share >= parameters.Numbers["share"] ? Verdict.Yes(reason, Passages(acknowledged))
            : share > 0 ? Verdict.Partly(reason, Passages(acknowledged))
            : Verdict.No(reason, moments.Take(MostPassages).Select(moment => moment.Turn.Index));
        return verdict with { Confidence = confidence };
    }

    private static Moment? Answering(CallFacts call, SpokenTurn upset, int reach)
    {
        var replies = call.Agent.Where(turn => turn.Index > upset.Index).Take(reach).ToList();
        return replies.Count == 0
            ? null
            : new Moment(upset, replies.FirstOrDefault(reply => Acknowledges(reply, call.Language)));
    }

    private static bool Acknowledges(SpokenTurn reply, string language) =>
        !reply.HasEmpathy("dismissive")
        && (reply.HasEmpathy("strong", "weak") || reply.HasAct("apology") || reply.Says(Caring, language));

    private static IEnumerable<int> Passages(IEnumerable<Moment> moments) =>
        moments.Take(MostPassages).SelectMany(moment => new[] { moment.Turn.Index, moment.Reply!.Index }).Distinct();

    private static Reason Acknowledged(int acknowledged, int moments, int reach) => new(
        $"Emotional turns of the customer that the agent takes up within {reach} replies: {acknowledged} of {moments}.",
        $"Emotionale Beiträge des Kunden, auf die der Agent binnen {reach} Antworten eingeht: {acknowledged} von {moments}.");

    private sealed record Moment(SpokenTurn Turn, SpokenTurn? Reply);
}
