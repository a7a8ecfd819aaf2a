using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Reading;

/// <summary>The sentences that give a score's reason; <c>{0}</c> stands for the moment.</summary>
internal static class Sentences
{
    public static string For(Criterion criterion, int score, string label, bool german) => (criterion.Name, german) switch
    {
        ("empathy", false) => EmpathyInEnglish(score, label),
        ("empathy", true) => EmpathyInGerman(score, label),
        ("courtesy", false) => CourtesyInEnglish(score, label),
        ("courtesy", true) => CourtesyInGerman(score, label),
        (_, false) => ResolutionInEnglish(score, label),
        _ => ResolutionInGerman(score, label),
    };

    /// <summary>For scores that no single passage carries.</summary>
    public static string AsAWhole(bool german) => german
        ? "Das Gespräch als Ganzes spricht für diese Bewertung; am meisten dagegen spricht, was {0} gesagt wird."
        : "The call as a whole points this way; what speaks most against it is said {0}.";

    private static string EmpathyInEnglish(int score, string label) => (score, label) switch
    {
        (4, "strong") => "The agent acknowledged the customer's situation again and again, most clearly {0}, and acted on it.",
        (4, _) => "The agent answered the customer's situation throughout; what speaks most for it is said {0}.",
        (3, "strong") => "The agent acknowledged the customer's concrete situation {0} and stayed with it.",
        (3, _) => "The agent took up the customer's situation at least once; what weighs most is said {0}.",
        (2, "weak") => "Empathy stayed formulaic, as {0}.",
        (2, "strong") => "There is a moment of acknowledgement {0}, but it does not carry through the call.",
        (2, "dismissive") => "The agent's answer {0} plays the customer's situation down, though other turns make up for it in part.",
        (2, _) => "The agent neither took up nor dismissed the customer's feelings; what weighs most is said {0}.",
        (1, "dismissive") => "The agent passed over the customer's situation and played it down {0}.",
        (1, _) => "The agent did not take up what the customer felt or faced, most clearly {0}.",
        (0, "dismissive") => "The agent dismissed the customer's situation {0}.",
        _ => "The agent showed no regard for the customer's situation, most clearly {0}.",
    };

    private static string EmpathyInGerman(int score, string label) => (score, label) switch
    {
        (4, "strong") => "Der Agent ist immer wieder auf die Lage des Kunden eingegangen, am deutlichsten {0}, und hat danach gehandelt.",
        (4, _) => "Der Agent ist durchgehend auf die Lage des Kunden eingegangen; am meisten spricht dafür, was er {0} sagt.",
        (3, "strong") => "Der Agent hat die konkrete Lage des Kunden {0} anerkannt und ist dabei geblieben.",
        (3, _) => "Der Agent ist mindestens einmal auf die Lage des Kunden eingegangen; am meisten wiegt, was er {0} sagt.",
        (2, "weak") => "Das Mitgefühl blieb formelhaft, etwa {0}.",
        (2, "strong") => "Der Agent zeigt {0} Verständnis, das sich aber nicht durch das Gespräch zieht.",
        (2, "dismissive") => "Der Agent spielt die Lage des Kunden {0} herunter, was andere Beiträge zum Teil ausgleichen.",
        (2, _) => "Der Agent hat die Gefühle des Kunden weder aufgegriffen noch abgetan; am meisten wiegt, was er {0} sagt.",
        (1, "dismissive") => "Der Agent ging über die Lage des Kunden hinweg und spielte sie {0} herunter.",
        (1, _) => "Der Agent hat nicht aufgegriffen, was den Kunden bewegt, am deutlichsten {0}.",
        (0, "dismissive") => "Der Agent hat die Lage des Kunden {0} abgetan.",
        _ => "Der Agent nahm keine Rücksicht auf die Lage des Kunden, am deutlichsten {0}.",
    };

    private static string CourtesyInEnglish(int score, string label) => (score, label) switch
    {
        (4, _) => "The agent was polite and warm throughout, most clearly {0}.",
        (3, _) => "The agent was polite, as {0}.",
        (2, "courteous") => "The tone was businesslike; it was politest {0}.",
        (2, "discourteous") => "The tone was businesslike on the whole, with a lapse {0}.",
        (2, _) => "The tone was neutral and businesslike, as {0}.",
        (1, "discourteous") => "The agent was curt or impatient, most clearly {0}.",
        (1, _) => "The agent was short with the customer; what weighs most is said {0}.",
        (_, "discourteous") => "The agent was rude, most clearly {0}.",
        _ => "The agent's manner was rude over the call; what weighs most is said {0}.",
    };

    private static string CourtesyInGerman(int score, string label) => (score, label) switch
    {
        (4, _) => "Der Agent war durchgehend höflich und herzlich, am deutlichsten {0}.",
        (3, _) => "Der Agent war höflich, etwa {0}.",
        (2, "courteous") => "Der Ton war sachlich; am höflichsten war er {0}.",
        (2, "discourteous") => "Der Ton war im Ganzen sachlich, mit einem Ausrutscher {0}.",
        (2, _) => "Der Ton war neutral und sachlich, etwa {0}.",
        (1, "discourteous") => "Der Agent war kurz angebunden oder ungeduldig, am deutlichsten {0}.",
        (1, _) => "Der Agent war kurz angebunden; am meisten wiegt, was er {0} sagt.",
        (_, "discourteous") => "Der Agent war unhöflich, am deutlichsten {0}.",
        _ => "Der Agent war im ganzen Gespräch unhöflich; am meisten wiegt, was er {0} sagt.",
    };

    private static string ResolutionInEnglish(int score, string label) => (score, label) switch
    {
        (2, "confirms") => "The matter was settled on the call, as the customer confirms {0}.",
        (2, "solving") => "The matter was settled on the call: the agent does or states the solution {0}.",
        (2, _) => "The matter was settled on the call; what speaks most for it is said {0}.",
        (1, "committing") => "The matter stays open with a concrete next step, promised {0}.",
        (1, _) => "Part of the matter was settled or a next step is agreed; what weighs most is said {0}.",
        (_, "rejects") => "The matter was not settled, as the customer says {0}.",
        (_, "refusing") => "The matter was not settled: the agent refuses {0}.",
        (_, "deferring") => "The matter was not settled: the agent stays vague {0}.",
        _ => "The matter was not settled by the end of the call; what weighs most is said {0}.",
    };

    private static string ResolutionInGerman(int score, string label) => (score, label) switch
    {
        (2, "confirms") => "Das Anliegen wurde im Gespräch erledigt, wie der Kunde {0} bestätigt.",
        (2, "solving") => "Das Anliegen wurde im Gespräch erledigt: Der Agent nennt oder vollzieht die Lösung {0}.",
        (2, _) => "Das Anliegen wurde im Gespräch erledigt; am meisten spricht dafür, was {0} gesagt wird.",
        (1, "committing") => "Das Anliegen bleibt offen, mit einem konkreten nächsten Schritt, der {0} zugesagt wird.",
        (1, _) => "Das Anliegen wurde zum Teil erledigt oder ein nächster Schritt ist vereinbart; am meisten wiegt, was {0} gesagt wird.",
        (_, "rejects") => "Das Anliegen wurde nicht erledigt, wie der Kunde {0} sagt.",
        (_, "refusing") => "Das Anliegen wurde nicht erledigt: Der Agent lehnt {0} ab.",
        (_, "deferring") => "Das Anliegen wurde nicht erledigt: Der Agent bleibt {0} unverbindlich.",
        _ => "Das Anliegen war am Ende des Gesprächs nicht erledigt; am meisten wiegt, was {0} gesagt wird.",
    };
}
