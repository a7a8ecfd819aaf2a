using CallQA.Engines.Scoring.Features;

namespace CallQA.Engines.Scoring.Training;

/// <summary>What a training does without, so that it can be measured what it is worth. A training that counts leaves nothing out.</summary>
internal sealed record LeftOut
{
    /// <summary>True for the features of a turn, by name, that are not looked at.</summary>
    public Func<string, bool> TurnFeatures { get; init; } = _ => false;

    /// <summary>True for the features of the text models, by name without the speaker, that are not looked at.</summary>
    public Func<string, bool> TextFeatures { get; init; } = _ => false;

    /// <summary>The groups of the lexicon, wherever they are looked at.</summary>
    public bool Lexicon { get; init; }

    /// <summary>The second reading of turns.</summary>
    public bool SecondReading { get; init; }

    /// <summary>The boosted trees beside the linear models.</summary>
    public bool Trees { get; init; }

    /// <summary>Copies of the calls without their plain turns.</summary>
    public bool ShorterCopies { get; init; }

    /// <summary>Copies of the calls with stock apologies and insults.</summary>
    public bool EditedCopies { get; init; }

    /// <summary>Nothing.</summary>
    public static LeftOut Nothing { get; } = new();

    /// <summary>The conversation as the models see it.</summary>
    public Dialogue See(Dialogue dialogue) => Lexicon
        ? dialogue with { Turns = [.. dialogue.Turns.Select(turn => turn with { Groups = new Dictionary<string, int>() })] }
        : dialogue;
}
