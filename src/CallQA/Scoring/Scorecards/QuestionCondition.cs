using System.Text.Json.Serialization;

namespace CallQA.Scoring.Scorecards;

/// <summary>When a question applies.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CallHas), "call-has")]
[JsonDerivedType(typeof(Answered), "answered")]
public abstract record QuestionCondition
{
    private protected QuestionCondition()
    {
    }
}

/// <summary>The question applies to calls in which something happens.</summary>
/// <param name="Feature">What has to happen.</param>
public sealed record CallHas(CallFeature Feature) : QuestionCondition;

/// <summary>The question applies after certain answers to an earlier one.</summary>
/// <param name="Question">Identifier of the earlier question.</param>
/// <param name="Values">Option values, one of which must have been chosen.</param>
public sealed record Answered(string Question, IReadOnlyList<string> Values) : QuestionCondition;

/// <summary>What can happen in a call.</summary>
public enum CallFeature
{
    /// <summary>The agent puts the customer on hold.</summary>
    Hold,

    /// <summary>The customer is frustrated, angry, worried or sad.</summary>
    NegativeEmotion,

    /// <summary>The words carry times.</summary>
    Times,
}
