using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Features;
using CallQA.Transcription;

namespace CallQA.Engines.Scoring.Models;

/// <summary>One question the turn models answer.</summary>
/// <param name="Name">Name in file names and reports.</param>
/// <param name="Speaker">Whose turns are labelled.</param>
/// <param name="Labels">The classes, in the order of the model's outputs.</param>
/// <param name="Label">Reads the label off a corpus turn.</param>
internal sealed record TurnTask(string Name, Speaker Speaker, IReadOnlyList<string> Labels, Func<LabelledTurn, string?> Label)
{
    public static TurnTask Empathy { get; } = new("empathy", Speaker.Agent, TurnLabels.Empathy, turn => turn.Empathy);

    public static TurnTask Courtesy { get; } = new("courtesy", Speaker.Agent, TurnLabels.Courtesy, turn => turn.Courtesy);

    public static TurnTask Act { get; } = new("act", Speaker.Agent, TurnLabels.Act, turn => turn.Act);

    public static TurnTask Emotion { get; } = new("emotion", Speaker.Customer, TurnLabels.Emotion, turn => turn.Emotion);

    public static TurnTask Outcome { get; } = new("outcome", Speaker.Customer, TurnLabels.Outcome, turn => turn.Outcome);

    public static IReadOnlyList<TurnTask> All { get; } = [Empathy, Courtesy, Act, Emotion, Outcome];

    /// <summary>The question whose answer tells most about a criterion in a speaker's turn.</summary>
    public static TurnTask Telling(Criterion criterion, Speaker speaker) => criterion.Name switch
    {
        "empathy" => Empathy,
        "courtesy" => Courtesy,
        _ => speaker == Speaker.Agent ? Act : Outcome,
    };

    public string FileName => $"turn-{Name}.zip";

    /// <summary>File of the second reading.</summary>
    public string ContextFileName => $"context-{Name}.zip";

    /// <summary>Class of a corpus turn, or −1 where it carries no label for this question.</summary>
    public int ClassOf(LabelledTurn turn)
    {
        var label = turn.Speaker == Speaker ? Label(turn) : null;
        return label is null ? -1 : IndexOf(label);
    }

    /// <summary>Probabilities of this question's labels in a reading; null for the other speaker's turns.</summary>
    public float[]? Probabilities(TurnSignal turn) => Name switch
    {
        "empathy" => turn.Empathy,
        "courtesy" => turn.Courtesy,
        "act" => turn.Act,
        "emotion" => turn.Emotion,
        _ => turn.Outcome,
    };

    /// <summary>Class with the highest probability in the reading of one of the question's own turns.</summary>
    public int Likeliest(TurnSignal turn) => Array.IndexOf(Probabilities(turn)!, Probabilities(turn)!.Max());

    private int IndexOf(string label)
    {
        for (var index = 0; index < Labels.Count; index++)
        {
            if (Labels[index] == label)
                return index;
        }

        throw new ArgumentOutOfRangeException(nameof(label), label, $"is no label of {Name}");
    }
}
