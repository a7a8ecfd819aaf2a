using System.Globalization;
using CallQA.Transcription;

namespace CallQA.Benchmarks;

/// <summary>How well the times of rightly heard words fit the turns in which they were said.</summary>
/// <param name="Inside">For each word whether it lies in its turn, give or take 0.3 s.</param>
/// <param name="Starts">Seconds that the first word of a turn begins after the turn.</param>
/// <param name="Ends">Seconds that the last word of a turn ends after the turn.</param>
internal sealed record WordTimeAccuracy(IReadOnlyList<bool> Inside, IReadOnlyList<double> Starts, IReadOnlyList<double> Ends)
{
    private const double Slack = 0.3;

    public static WordTimeAccuracy Measure(Transcript reference, Transcript hypothesis)
    {
        var (inside, starts, ends) = (new List<bool>(), new List<double>(), new List<double>());
        foreach (var speaker in Enum.GetValues<Speaker>())
        {
            var said = reference.Turns.Where(turn => turn.Speaker == speaker).SelectMany(Words).ToArray();
            var heard = hypothesis.Turns.Where(turn => turn.Speaker == speaker).SelectMany(turn => turn.Words ?? [])
                .SelectMany(word => WordErrorRate.Words(word.Text).Select(text => (Text: text, Word: word))).ToArray();
            foreach (var (i, j) in Matches([.. said.Select(word => word.Text)], [.. heard.Select(word => word.Text)]))
            {
                var (turn, word) = (said[i].Turn, heard[j].Word);
                inside.Add((turn.Start!.Value - word.Start).TotalSeconds < Slack && (word.End - turn.End!.Value).TotalSeconds < Slack);
                if (said[i].First)
                    starts.Add((word.Start - turn.Start.Value).TotalSeconds);
                if (said[i].Last)
                    ends.Add((word.End - turn.End!.Value).TotalSeconds);
            }
        }

        return new WordTimeAccuracy(inside, starts, ends);
    }

    public static WordTimeAccuracy Join(IEnumerable<WordTimeAccuracy> parts)
    {
        var all = parts.ToList();
        return new WordTimeAccuracy([.. all.SelectMany(part => part.Inside)], [.. all.SelectMany(part => part.Starts)], [.. all.SelectMany(part => part.Ends)]);
    }

    public override string ToString() => Inside.Count == 0 ? "no word times" : string.Create(
        CultureInfo.InvariantCulture,
        $"word times: {100.0 * Inside.Count(inside => inside) / Inside.Count:0.0} % of {Inside.Count} rightly heard words inside their turn ± {Slack} s; first words {Describe(Starts)}; last words {Describe(Ends)}");

    private static string Describe(IReadOnlyList<double> errors) => errors.Count == 0 ? "none" : string.Create(
        CultureInfo.InvariantCulture,
        $"{errors.Average():+0.00;-0.00} s on average, off by {Median(errors):0.00} s (median), {100.0 * errors.Count(error => Math.Abs(error) <= Slack) / errors.Count:0} % within {Slack} s ({errors.Count})");

    private static double Median(IReadOnlyList<double> errors) => errors.Select(Math.Abs).Order().ElementAt(errors.Count / 2);

    private static IEnumerable<(string Text, Turn Turn, bool First, bool Last)> Words(Turn turn)
    {
        var words = WordErrorRate.Words(turn.Text);
        return words.Select((word, i) => (word, turn, i == 0, i == words.Count - 1));
    }

    /// <summary>Places of equal words on the way of fewest edits.</summary>
    private static List<(int Said, int Heard)> Matches(string[] said, string[] heard)
    {
        var edits = new int[said.Length + 1, heard.Length + 1];
        for (var i = said.Length; i >= 0; i--)
        {
            for (var j = heard.Length; j >= 0; j--)
            {
                edits[i, j] = i == said.Length ? heard.Length - j
                    : j == heard.Length ? said.Length - i
                    : said[i] == heard[j] ? edits[i + 1, j + 1]
                    : 1 + Math.Min(edits[i + 1, j + 1], Math.Min(edits[i + 1, j], edits[i, j + 1]));
            }
        }

        var matches = new List<(int, int)>();
        for (var (i, j) = (0, 0); i < said.Length && j < heard.Length;)
        {
            if (said[i] == heard[j])
                matches.Add((i++, j++));
            else if (edits[i, j] == 1 + edits[i + 1, j + 1])
                (i, j) = (i + 1, j + 1);
            else if (edits[i, j] == 1 + edits[i + 1, j])
                i++;
            else
                j++;
        }

        return matches;
    }
}
