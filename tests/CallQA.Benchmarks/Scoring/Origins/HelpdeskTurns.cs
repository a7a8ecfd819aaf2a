using System.Globalization;

namespace CallQA.Benchmarks.Scoring.Origins;

/// <summary>
/// Labels of agents' turns drawn at random from the test part of the helpdesk conversations. A language model gave them by the rubric, from
/// the turn and what the customer said before, without knowing what the models say; no person has looked at them.
/// </summary>
internal static class HelpdeskTurns
{
    private const string FileName = "helpdesk-turns.tsv";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TurnLabel> All { get; } =
    [
        .. File.ReadLines(Path.Combine(RepositoryFolder.Root, "tests", "CallQA.Benchmarks", "Scoring", "Origins", FileName)).Skip(1)
            .Select(line => line.Split('\t'))
            .Select(cells => new TurnLabel(HelpdeskFile.Prefix + cells[0], int.Parse(cells[1], CultureInfo.InvariantCulture), cells[2], cells[3])),
    ];

    private static readonly ILookup<string, TurnLabel> Labels = All.ToLookup(one => one.Conversation);

    /// <summary>The conversation with the labels that its turns have.</summary>
    public static OriginConversation Label(OriginConversation conversation)
    {
        var labels = Labels[conversation.Id].ToDictionary(one => one.Turn);
        return conversation with
        {
            Turns = [.. conversation.Turns.Select((turn, index) => labels.TryGetValue(index, out var label)
                ? turn with { Empathy = label.Empathy, Courtesy = label.Courtesy }
                : turn)],
        };
    }

    /// <summary>The label of one turn.</summary>
    /// <param name="Conversation">Identifier of the conversation.</param>
    /// <param name="Turn">Place of the turn, from 0.</param>
    /// <param name="Empathy">As in the rubric.</param>
    /// <param name="Courtesy">As in the rubric.</param>
    internal sealed record TurnLabel(string Conversation, int Turn, string Empathy, string Courtesy);
}
