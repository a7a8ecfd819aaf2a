using System.Globalization;

namespace CallQA.Benchmarks.Scoring.Origins;

/// <summary>
/// User Satisfaction Simulation (Sun et al. 2021): a turn a line (role, words, action, ratings 1–5 by three to five people),
/// an empty line between dialogues, and as the last line of a dialogue <c>OVERALL</c> with the ratings of the whole.
/// </summary>
internal static class SatisfactionFile
{
    /// <summary>Mean rating from which on a dialogue counts as a success, and up to which as a failure; between them nobody is sure.</summary>
    private const double Success = 3.5;
    private const double Failure = 2.75;

    public static IEnumerable<OriginConversation> Read(string path, string prefix)
    {
        var lines = new List<string[]>();
        var number = 0;
        foreach (var line in File.ReadLines(path).Append(""))
        {
            if (line.Length > 0)
            {
                lines.Add(line.Split('\t'));
                continue;
            }

            if (lines.Count > 0 && Of(lines, FormattableString.Invariant($"{prefix}-{++number}")) is { } dialogue)
                yield return dialogue;
            lines.Clear();
        }
    }

    private static OriginConversation? Of(List<string[]> lines, string id)
    {
        var overall = lines.Find(line => line.Length > 3 && line[1] == "OVERALL");
        var turns = lines.Where(line => line.Length > 1 && line[1] is not ("OVERALL" or "")).Select(TurnOf).ToList();
        if (overall is null || turns.Count == 0)
            return null;
        var rating = overall[3].Split(',').Average(one => double.Parse(one, CultureInfo.InvariantCulture));
        return rating >= Success || rating <= Failure ? new(id, "en", turns, rating >= Success) : null;
    }

    private static OriginTurn TurnOf(string[] line) => new(line[0] == "USER" ? OriginTurn.Customer : OriginTurn.Agent, line[1]);
}
