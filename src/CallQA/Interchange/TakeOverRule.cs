using System.Diagnostics.CodeAnalysis;

namespace CallQA.Interchange;

/// <summary>Of which vCons of CallQA's own the transcript and the evaluation are taken over, so that the call is not heard and scored anew.</summary>
public enum TakeOverRule
{
    /// <summary>Of those that somebody trusted has signed.</summary>
    [SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The word of the setting: a signature, not a number's sign.")]
    Signed,

    /// <summary>Of all that are taken in.</summary>
    Always,

    /// <summary>Of none.</summary>
    Never,
}
