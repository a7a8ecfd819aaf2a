using System.Globalization;
using System.Reflection;

namespace CallQA.Transcription;

/// <summary>
/// Words and pairs of words with the weight by which they speak for the agent (above zero) or the customer. File format: one
/// cue a line, weight, tab, words; the cue <c>#first</c> is to be the first to speak, <c>#share</c> the share of the words.
/// </summary>
internal sealed class RoleCues
{
    /// <summary>Cue for speaking first.</summary>
    public const string First = "#first";

    /// <summary>Cue for the share of all words.</summary>
    public const string Share = "#share";

    private static readonly Lazy<RoleCues> English = new(() => Load("en"));
    private static readonly Lazy<RoleCues> German = new(() => Load("de"));
    private readonly IReadOnlyDictionary<string, double> _weights;

    internal RoleCues(IReadOnlyDictionary<string, double> weights) => _weights = weights;

    /// <summary>The cues of a language, or null where there are none.</summary>
    public static RoleCues? Of(string language) => language switch
    {
        "en" => English.Value,
        "de" => German.Value,
        _ => null,
    };

    /// <summary>Probability that the one is the agent and the other the customer.</summary>
    /// <param name="one">Turns of the one voice.</param>
    /// <param name="other">Turns of the other.</param>
    /// <param name="oneIsFirst">True when the one speaks first.</param>
    public double Probability(IReadOnlyList<string> one, IReadOnlyList<string> other, bool oneIsFirst)
    {
        var score = Features(one, other, oneIsFirst).Sum(feature => _weights.GetValueOrDefault(feature.Key) * feature.Value);
        return 1 / (1 + Math.Exp(-score));
    }

    /// <summary>What speaks for the one rather than the other: differences of damped counts.</summary>
    internal static Dictionary<string, double> Features(IReadOnlyList<string> one, IReadOnlyList<string> other, bool oneIsFirst)
    {
        var (ones, others) = (Count(one), Count(other));
        var features = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var cue in ones.Keys.Union(others.Keys))
            features[cue] = Damp(ones.GetValueOrDefault(cue)) - Damp(others.GetValueOrDefault(cue));
        var (words, otherWords) = (Words(one), Words(other));
        features[First] = oneIsFirst ? 1 : -1;
        features[Share] = words + otherWords == 0 ? 0 : (double)(words - otherWords) / (words + otherWords);
        return features;
    }

    /// <summary>A phrase said ten times is hardly more of a cue than said three times.</summary>
    private static double Damp(int count) => Math.Log(1 + count);

    private static int Words(IReadOnlyList<string> turns) => turns.Sum(turn => WordErrorRate.Words(turn).Count);

    private static Dictionary<string, int> Count(IReadOnlyList<string> turns)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var turn in turns)
        {
            var words = WordErrorRate.Words(turn);
            for (var i = 0; i < words.Count; i++)
            {
                counts[words[i]] = counts.GetValueOrDefault(words[i]) + 1;
                if (i > 0)
                    counts[$"{words[i - 1]} {words[i]}"] = counts.GetValueOrDefault($"{words[i - 1]} {words[i]}") + 1;
            }
        }

        return counts;
    }

    private static RoleCues Load(string language)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"CallQA.Transcription.roles.{language}.txt")!;
        using var reader = new StreamReader(stream);
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            weights[line[(tab + 1)..]] = double.Parse(line[..tab], CultureInfo.InvariantCulture);
        }

        return new RoleCues(weights);
    }
}
