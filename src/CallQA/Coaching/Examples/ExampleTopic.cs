using CallQA.Scoring.Scorecards;

namespace CallQA.Coaching.Examples;

/// <summary>What examples are looked for: a skill, or one question of a scorecard.</summary>
/// <param name="Key">The text it is stored and named by: <c>skill:acknowledge</c>, <c>question:greeting</c>.</param>
/// <param name="Title">Its name.</param>
/// <param name="Questions">Stable identifiers of the questions whose evidence shows it.</param>
/// <param name="Criteria">The criteria whose evidence shows it.</param>
/// <param name="TurnAround">Whether the customer's mood shows it, from upset to pleased or not.</param>
public sealed record ExampleTopic(
    string Key, LocalText Title, IReadOnlyList<string> Questions, IReadOnlyList<Criterion> Criteria, bool TurnAround = false)
{
    private const string QuestionPrefix = "question:";

    /// <summary>The skills that come with the product.</summary>
    public static IReadOnlyList<ExampleTopic> Skills { get; } =
    [
        Skill("acknowledge", "Acknowledges the customer's situation", "Geht auf die Lage des Kunden ein", ["acknowledgement"], [Criterion.Empathy]),
        Skill("explain-hold", "Explains a hold", "Kündigt Wartezeiten an und erklärt sie", ["hold-permission", "hold-thanks"]),
        Skill("turn-around", "Turns an angry customer round", "Stimmt einen verärgerten Kunden um", [], turnAround: true),
        Skill("commit", "Commits to a next step", "Sagt einen nächsten Schritt verbindlich zu", ["commitment"]),
        Skill("open-warmly", "Opens warmly and offers help", "Eröffnet herzlich und bietet Hilfe an", ["greeting", "offer-of-help"]),
        Skill("courtesy", "Stays courteous", "Bleibt höflich", ["wording"], [Criterion.Courtesy]),
        Skill("settle", "Settles the matter and makes sure", "Klärt das Anliegen und vergewissert sich", ["confirmation", "summary"], [Criterion.Resolution]),
        Skill("close-warmly", "Closes with an offer of further help", "Bietet zum Schluss weitere Hilfe an", ["further-help", "farewell"]),
    ];

    /// <summary>All that can be looked for: the skills, then the questions that a rule or model answers.</summary>
    /// <param name="scorecard">Whose questions.</param>
    public static IReadOnlyList<ExampleTopic> Of(Scorecard scorecard) =>
    [
        .. Skills,
        .. scorecard.Questions.Where(question => question.Source is not ManualSource)
            .Select(question => new ExampleTopic(QuestionPrefix + question.Id, question.Text, [question.Id], [])),
    ];

    private static ExampleTopic Skill(string id, string english, string german, string[] questions, Criterion[]? criteria = null, bool turnAround = false) => new(
        "skill:" + id, new(new Dictionary<string, string> { ["en"] = english, ["de"] = german }), questions, criteria ?? [], turnAround);
}
