using System.Globalization;

namespace CallQA.Scoring.Scorecards;

/// <summary>The words around a scorecard's own texts, in English or German.</summary>
internal sealed record ScorecardWords(string Rule, string Model, string Person, string When, string And, string Required, bool German)
{
    private static readonly ScorecardWords EnglishWords =
        new("rule", "model", "answered by a person", "only when", "and", "required", German: false);

    private static readonly ScorecardWords GermanWords =
        new("Regel", "Modell", "beantwortet ein Mensch", "nur wenn", "und", "Pflichtfrage", German: true);

    public static ScorecardWords In(string language) => language == "de" ? GermanWords : EnglishWords;

    public string Number(double value)
    {
        var number = value.ToString("0.##", CultureInfo.InvariantCulture);
        return German ? number.Replace('.', ',') : number;
    }

    /// <summary>The unit with the blank before it; empty for plain counts and shares.</summary>
    public string Unit(string unit) => unit switch
    {
        "s" => " s",
        "words/min" => German ? " Wörter/min" : " words/min",
        _ => "",
    };

    public string Condition(QuestionCondition condition) => condition switch
    {
        CallHas { Feature: CallFeature.Hold } => German ? "der Kunde warten musste" : "the customer was put on hold",
        CallHas { Feature: CallFeature.NegativeEmotion } => German
            ? "der Kunde Ärger, Frust, Sorge oder Trauer zeigt"
            : "the customer shows anger, frustration, worry or sadness",
        CallHas => German ? "das Transkript Zeiten hat" : "the transcript has times",
        Answered answered => German
            ? $"[{answered.Question}] = {string.Join(" oder ", answered.Values)}"
            : $"[{answered.Question}] = {string.Join(" or ", answered.Values)}",
        _ => "",
    };

    public string Comments(ScorecardQuestion question, string language)
    {
        var answers = string.Join(", ", question.CommentOn.Select(value => question.Option(value)!.Label.In(language)));
        return German ? $"„{answers}“ nur mit Begründung" : $"'{answers}' only with a comment";
    }

    public string Fails(ScorecardQuestion question, AutoFail fail, string language)
    {
        var answers = string.Join(", ", fail.Values.Select(value => question.Option(value)!.Label.In(language)));
        return (German, fail.Scope) switch
        {
            (false, AutoFailScope.Section) => $"'{answers}' fails the section",
            (false, _) => $"'{answers}' fails the whole evaluation",
            (true, AutoFailScope.Section) => $"„{answers}“ lässt den Abschnitt durchfallen",
            _ => $"„{answers}“ lässt die ganze Bewertung durchfallen",
        };
    }
}
