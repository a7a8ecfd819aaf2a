using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;

namespace CallQA.Engines.Scoring.Training;

/// <summary>Collects the labelled turns for one question.</summary>
internal static class Examples
{
    public static List<Example> Of(
        TurnTask task, IEnumerable<PreparedConversation> conversations, Func<PreparedConversation, IReadOnlyList<SparseVector>> vectors)
    {
        var examples = new List<Example>();
        foreach (var conversation in conversations)
        {
            var features = vectors(conversation);
            for (var turn = 0; turn < features.Count; turn++)
            {
                if (task.ClassOf(conversation.Labels.Turns[turn]) is var label and >= 0)
                    examples.Add(new(features[turn], label));
            }
        }

        return examples;
    }
}
