using CallQA.Measurement;
using CallQA.Scoring.Scorecards;

namespace CallQA.Scoring.Criteria;

/// <summary>What stays open gets a concrete next step: who does what by when.</summary>
internal sealed class CommitmentCriterion : Criterion
{
    private static readonly PhraseSet Promise = PhraseSet.Of(
        [
            "ill * call|ring|phone|speak|text|send|email|mail|arrange|book|order|credit|refund|contact",
            "ill * make|check|follow|pass|open|raise|get|have",
            "well * call|send|email|mail|arrange|book|credit|refund|contact|replace|deliver",
            "youll * receive|get|have|hear|see", "i * scheduled|arranged|booked|ordered",
            "ive * scheduled|arranged|booked|ordered|raised|opened|escalated",
            "will|ll * be|call|contact|ring|visit|reach|email|phone|telephone|phoning you",
            "shell|hell|theyll * call|ring|phone|contact|be|visit|write", "calls|rings|phones|visits you",
            "be with you", "technician|engineer|colleague|manager will",
        ],
        [
            "ich ruf|rufe * zurueck|an|sie", "ruf|rufe ich sie", "ruft|rufen sie * an|zurueck",
            "kommt * zu|zwischen|am|um",
            "ich werde * anrufen|schicken|senden|veranlassen|melden|weiterleiten|klaeren|beauftragen",
            "ich schicke|sende|veranlasse|beauftrage|buche|erstatte|leite",
            "wir schicken|senden|erstatten|rufen|melden|liefern", "sie erhalten|bekommen|hoeren",
            "erhalten|bekommen sie", "meldet|melden sich * bei|ihnen", "ich melde mich",
            "habe * veranlasst|beauftragt|bestellt|gebucht|weitergeleitet",
            "techniker|kollege|kollegin|monteur kommt|ruft|meldet|wird",
        ]);

    private static readonly PhraseSet Date = PhraseSet.Of(
        [
            "by|before|on|until|this|next monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|noon|midday",
            "today", "tomorrow", "tonight", "this afternoon|evening|morning|week", "by * oclock|am|pm|noon|end",
            "this|next|following week|month", "within * hour|hours|day|days|week|weeks|minutes",
            "in * minute|minutes|hour|hours|day|days|week|weeks",
            "end of * day|week|month", "between", "monday|tuesday|wednesday|thursday|friday|saturday|sunday",
            "working|business days", "at|by|before|until|between|from|past #",
        ],
        [
            "heute", "morgen", "uebermorgen", "montag~", "dienstag~", "mittwoch~", "donnerstag~", "freitag~",
            "samstag~", "sonnabend~", "sonntag~", "innerhalb", "binnen", "bis zum|spaetestens|ende|mittag|uhr|heute",
            "in * stunde|stunden|tag|tagen|woche|wochen|minuten", "spaetestens",
            "diese|dieser|naechste|naechster|kommende woche", "uhr", "werktage~", "bis|um|ab|zwischen|gegen #",
            "# uhr",
        ]);

    private static readonly PhraseSet Somebody = PhraseSet.Of(["someone", "somebody"], ["jemand~", "irgendwer", "irgendjemand~"]);

    public override string Name => "commitment";

    public override Verdict Judge(CallFacts call, RuleParameters parameters)
    {
        var promises = call.Agent.Where(turn => turn.HasAct("committing") || turn.Says(Promise, call.Language)).ToList();
        var dated = promises.LastOrDefault(turn => turn.Says(Date, call.Language) && !turn.Says(Somebody, call.Language));
        if (dated is not null)
            return Resting(Verdict.Yes(Dated(dated.Index + 1), dated.Index), dated, Promise, call.Language);
        if (promises.Count > 0)
            return Unheard(Verdict.Partly(Undated(promises[^1].Index + 1), promises[^1].Index), promises);

        var deferring = call.Agent.Where(turn => turn.HasAct("deferring", "refusing")).DefaultIfEmpty(call.Agent[^1]).Last();
        return Unheard(Verdict.No(None, deferring.Index), call.Agent);
    }

    private static Reason Dated(int turn) => new(
        $"A next step with a time is promised in turn {turn}.",
        $"In Beitrag {turn} wird ein nächster Schritt mit Termin zugesagt.");

    private static Reason Undated(int turn) => new(
        $"A next step is promised in turn {turn}, but not who does it by when.",
        $"In Beitrag {turn} wird ein nächster Schritt zugesagt, aber nicht, wer ihn bis wann tut.");

    private static Reason None { get; } = new(
        $"No concrete next step is promised.",
        $"Es wird kein konkreter nächster Schritt zugesagt.");
}
