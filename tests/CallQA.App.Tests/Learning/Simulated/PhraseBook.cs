using System.Text.RegularExpressions;
using CallQA.Agreement;

namespace CallQA.App.Tests.Learning.Simulated;

/// <summary>A grammar of phrases: sections whose phrases name other sections. Phrases marked with ~ are kept for calls that are only tested on.</summary>
internal sealed partial class PhraseBook
{
    private const char Kept = '~';

    private readonly Dictionary<string, List<string>> sections = new(StringComparer.Ordinal);

    public PhraseBook(string text)
    {
        List<string>? section = null;
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'))
        {
            if (line[0] == '[') sections[line[1..^1]] = section = [];
            else section!.Add(line);
        }
    }

    /// <summary>A phrase of a section with everything put in.</summary>
    /// <param name="section">Name of the section.</param>
    /// <param name="tested">True for calls that are only tested on: all phrases may be said; false leaves out those kept for them.</param>
    /// <param name="chance">Chooses.</param>
    public string Say(string section, bool tested, RepeatableChance chance)
    {
        var phrases = tested ? sections[section] : sections[section].FindAll(phrase => phrase[0] != Kept);
        var filled = Slot().Replace(phrases[chance.Next(phrases.Count)].TrimStart(Kept), slot => Say(slot.Groups[1].Value, tested, chance));
        return char.ToUpperInvariant(filled[0]) + filled[1..];
    }

    [GeneratedRegex(@"\{([a-z.]+)\}")]
    private static partial Regex Slot();
}
