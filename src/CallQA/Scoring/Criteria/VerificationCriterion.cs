using CallQA.Measurement;
using CallQA.Scoring.Scorecards;
using CallQA.Transcription;

namespace CallQA.Scoring.Criteria;

/// <summary>The customer is identified before the agent speaks of their data.</summary>
internal sealed class VerificationCriterion : Criterion
{
    private const int DigitsOfAnIdentifier = 4;

    private static readonly PhraseSet Asking = PhraseSet.Of(
        [
            "account|customer|policy|contract|member|membership|order number|reference|id|code",
            "booking|reference|confirmation|invoice|client|case number|reference|id|code",
            "date of birth", "birth date", "birthday", "verify", "verification", "identify",
            "security question|check|questions", "last four|4|3|three digits", "password|passcode", "post code",
            "postcode", "zip code", "your full|first|last|own? name please|and", "have|take|confirm your * name",
            "name on the", "email address", "phone|serial|reference|claim|tracking number", "your * number",
            "number please", "who am i speaking", "confirm your",
        ],
        [
            "kundennummer~", "kunden nummer", "vertragsnummer~", "kontonummer~", "auftragsnummer~", "bestellnummer~",
            "rechnungsnummer~", "buchungsnummer~", "buchungscode~", "versicherungsnummer~", "policennummer~",
            "mitgliedsnummer~", "zaehlernummer~", "vorgangsnummer~", "referenznummer~", "geburtsdatum~",
            "geburtstag~", "legitimier~", "verifizier~", "identifizier~", "sicherheitsfrage~", "sicherheitsabfrage",
            "kennwort~", "passwort~", "kundenkennwort~", "kartennummer", "schadennummer~", "abonummer~",
            "rufnummer~", "iban", "postleitzahl~", "letzten * ziffern|stellen",
            "ihr|ihren|ihrem vollstaendigen? vor? namen|nachnamen|name|nachname", "abgleich~", "mit wem spreche",
        ]);

    private static readonly PhraseSet Disclosure = PhraseSet.Of(
        [
            "your balance", "your current|last|latest|outstanding balance|bill|invoice|plan|tariff|contract",
            "on your account", "in your account", "your account shows", "your records|file show|shows|says",
            "according to * records|system", "i can? see", "ive your|that|you|here", "your address is",
        ],
        [
            "ihr kontostand", "ihr saldo", "ihre letzte|aktuelle|offene rechnung", "auf ihrem konto",
            "in ihrem konto|vertrag|kundenkonto", "laut * system|akte|unterlagen",
            "ich sehe hier|gerade|dass|sie|ihre|ihren|in|im", "sehe ich hier|gerade", "ihre adresse ist|lautet",
        ]);

    public override string Name => "verification";

    public override IReadOnlyList<string> Outcomes => YesNo;

    public override Verdict Judge(CallFacts call, RuleParameters parameters)
    {
        var disclosed = call.Agent.FirstOrDefault(turn => !Verifies(turn, call.Language) && turn.Says(Disclosure, call.Language));
        var verified = call.Turns.FirstOrDefault(turn => turn.Turn.Speaker == Speaker.Agent
            ? Verifies(turn, call.Language)
            : turn.Turn.Speaker == Speaker.Customer && Identifies(turn, call.Language));
        return (verified, disclosed) switch
        {
            (null, null) => Verdict.NotApplicable(Nothing),
            (null, { } told) => Unheard(Verdict.No(Unverified(told.Index + 1), told.Index), call.Agent),
            ({ } asked, { } told) when asked.Index > told.Index =>
                Verdict.No(Late(asked.Index + 1, told.Index + 1), told.Index, asked.Index),
            ({ } asked, _) => Resting(Verdict.Yes(Verified(asked.Index + 1), asked.Index), asked, Asking, call.Language),
        };
    }

    private static bool Verifies(SpokenTurn turn, string language) => turn.HasAct("verification") || turn.Says(Asking, language);

    private static bool Identifies(SpokenTurn turn, string language) =>
        turn.Says(Asking, language) && turn.Words.Count(char.IsAsciiDigit) >= DigitsOfAnIdentifier;

    private static Reason Nothing { get; } = new(
        $"The agent speaks of no personal data, so nobody had to be identified.",
        $"Der Agent spricht nicht über persönliche Daten, eine Identifikation war nicht nötig.");

    private static Reason Verified(int turn) => new(
        $"The customer is identified in turn {turn}, before personal data are spoken of.",
        $"Der Kunde wird in Beitrag {turn} identifiziert, bevor persönliche Daten zur Sprache kommen.");

    private static Reason Late(int asked, int told) => new(
        $"Personal data are spoken of in turn {told}, the customer is identified only in turn {asked}.",
        $"Persönliche Daten kommen in Beitrag {told} zur Sprache, identifiziert wird der Kunde erst in Beitrag {asked}.");

    private static Reason Unverified(int told) => new(
        $"Personal data are spoken of in turn {told}, and the customer is never identified.",
        $"Persönliche Daten kommen in Beitrag {told} zur Sprache, der Kunde wird nie identifiziert.");
}
