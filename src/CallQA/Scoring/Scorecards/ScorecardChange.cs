namespace CallQA.Scoring.Scorecards;

/// <summary>What differs between two versions of a scorecard.</summary>
public enum ChangedPart
{
    /// <summary>The scorecard's title, by language.</summary>
    Title,

    /// <summary>The languages it is written in.</summary>
    Languages,

    /// <summary>A section is new or gone.</summary>
    Section,

    /// <summary>A section's title, by language.</summary>
    SectionTitle,

    /// <summary>A section's weight.</summary>
    Weight,

    /// <summary>A question is new or gone.</summary>
    Question,

    /// <summary>A question stands in another section.</summary>
    Place,

    /// <summary>The wording of a question, by language.</summary>
    Text,

    /// <summary>What a reviewer should look for, by language.</summary>
    Help,

    /// <summary>Who answers a question.</summary>
    Source,

    /// <summary>A number of a rule, by name.</summary>
    Limit,

    /// <summary>The phrases of a rule, by language.</summary>
    Phrases,

    /// <summary>The points of an answer, by value; none where the answer is new or gone.</summary>
    Points,

    /// <summary>The label of an answer, by value and language.</summary>
    Label,

    /// <summary>Whether a question has to be answered.</summary>
    Required,

    /// <summary>When a question applies.</summary>
    Conditions,

    /// <summary>What an answer fails beyond its question.</summary>
    AutoFail,

    /// <summary>Answers that need a comment.</summary>
    CommentOn,
}

/// <summary>One difference between two versions of a scorecard.</summary>
/// <param name="Part">What differs.</param>
/// <param name="Section">Identifier of the section; null for the scorecard's own parts and those of questions.</param>
/// <param name="Question">Identifier of the question; null for others' parts.</param>
/// <param name="Detail">Which one, where a part has several: a language, a number's name, an answer's value.</param>
/// <param name="Before">Null where it is new.</param>
/// <param name="After">Null where it is gone.</param>
public sealed record ScorecardChange(ChangedPart Part, string? Section, string? Question, string? Detail, string? Before, string? After)
{
    /// <summary>Whether only people read it: no score changes by it.</summary>
    public bool IsWording => Part is ChangedPart.Title or ChangedPart.Languages or ChangedPart.SectionTitle or ChangedPart.Text or ChangedPart.Help or ChangedPart.Label;
}
