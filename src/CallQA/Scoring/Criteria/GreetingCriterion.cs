using CallQA.Measurement;
using CallQA.Scoring.Scorecards;

namespace CallQA.Scoring.Criteria;

/// <summary>The agent opens with a greeting that names company or person, in good time.</summary>
internal sealed class GreetingCriterion : Criterion
{
    private static readonly PhraseSet Hello = PhraseSet.Of(
        [
            "hello", "hi", "good morning|afternoon|evening|day", "welcome",
            "thank you for calling|contacting|phoning|ringing", "thanks for calling|contacting|phoning|ringing",
        ],
        [
            "hallo", "guten|gute|schoenen tag|morgen|abend", "gruess gott", "gruezi", "servus", "moin", "willkommen",
            "vielen|danke * anruf",
        ]);

    private static readonly PhraseSet Introduction = PhraseSet.Of(
        [
            "my name is|s", "my names", "this is", "youre speaking|talking with|to", "youre through to",
            "youve reached", "welcome to", "thank you for calling|contacting|phoning|ringing",
            "thanks for calling|contacting|phoning|ringing", "im * from|with|calling",
            "speaking how|good|hello|hi|what", "speaking $",
        ],
        [
            "mein name ist", "mein name", "ich bin der|die|frau|herr", "ich heisse", "sie sprechen|telefonieren mit",
            "sie sind verbunden", "am apparat|telefon", "hier ist|spricht", "willkommen bei", "danke * anruf bei",
        ]);

    public override string Name => "greeting";

    public override IReadOnlyList<RuleParameter> Parameters { get; } =
        [new("within", "s", 15, 1, 120), new("turns", "turns", 2, 1, 10)];

    public override Verdict Judge(CallFacts call, RuleParameters parameters)
    {
        var opening = call.Opening(parameters.Numbers["turns"]);
        var within = parameters.Numbers["within"];
        var greeting = opening.FirstOrDefault(turn => turn.Says(Hello, call.Language));
        var naming = opening.FirstOrDefault(turn => Names(turn, call.Language));
        if (greeting is null && naming is null)
            return Unheard(Verdict.No(NoGreeting(opening.Count), opening.Select(turn => turn.Index)), opening);

        var first = greeting ?? naming!;
        var late = call.Metrics is not null && first.Turn.Start?.TotalSeconds > within;
        if (greeting is not null && naming is not null && !late)
            return Verdict.Yes(Good(first), new[] { greeting.Index, naming.Index }.Distinct());
        return late
            ? Verdict.Partly(Late(first.Turn.Start!.Value.TotalSeconds, within), first.Index)
            : Unheard(Verdict.Partly(greeting is null ? NoHello : NoName, first.Index), opening);
    }

    /// <summary>What opens a call without a word of greeting ("Card disputes, Farrukh.") gives a name.</summary>
    private static bool Names(SpokenTurn turn, string language) =>
        turn.Says(Introduction, language)
        || (turn.Says(Hello, language) ? NamesFirst(turn.Words, language) : turn.HasAct("greeting"));

    /// <summary>"Meridian Airways, good morning": at least two words before the greeting are a name.</summary>
    private static bool NamesFirst(string words, string language) =>
        Hello.Find(words, language) is { } hello
        && words[..words.IndexOf($" {hello} ", StringComparison.Ordinal)].Split(' ', StringSplitOptions.RemoveEmptyEntries).Length >= 2;

    private static Reason Good(SpokenTurn turn) => turn.Turn.Start is { } start
        ? new(
            $"The agent greets with a name after {start.TotalSeconds:0.0} s.",
            $"Der Agent grüßt nach {start.TotalSeconds:0.0} s und nennt einen Namen.")
        : new(
            $"The agent greets with a name in turn {turn.Index + 1}.",
            $"Der Agent grüßt in Beitrag {turn.Index + 1} und nennt einen Namen.");

    private static Reason Late(double seconds, double within) => new(
        $"The greeting comes after {seconds:0.0} s; it is due within {within:0.#} s.",
        $"Die Begrüßung kommt nach {seconds:0.0} s; erwartet wird sie binnen {within:0.#} s.");

    private static Reason NoGreeting(int turns) => new(
        $"Neither a greeting nor a name in the opening; turns looked at: {turns}.",
        $"Weder Gruß noch Name in der Eröffnung; betrachtete Beiträge: {turns}.");

    private static Reason NoHello { get; } = new(
        $"The agent opens the call without a word of greeting.",
        $"Der Agent eröffnet das Gespräch ohne einen Gruß.");

    private static Reason NoName { get; } = new(
        $"The agent greets but names neither company nor person.",
        $"Der Agent grüßt, nennt aber weder Firma noch eigenen Namen.");
}
