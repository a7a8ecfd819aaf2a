namespace DemoModel;

/// <summary>The sentence grammar of one language, read from the text files in <c>corpus/CODE</c>: one sentence template a line,
/// slots as <c>[name]</c> followed by options between '|' or on lines of their own. Lines that start with '#' are notes.</summary>
public sealed class Grammar
{
    public required IReadOnlyDictionary<string, string[]> Slots { get; init; }
    public required string[] Templates { get; init; }
    public required string[] Short { get; init; }
    public required string[] Generic { get; init; }
    public required string[] Leads { get; init; }
    /// <summary>Words and slots for sentences without grammar, which keep the decoder from trusting its text alone.</summary>
    public required string[] Words { get; init; }

    /// <summary>Sentences without slots: training certainly contains them.</summary>
    public IEnumerable<string> Fixed => Templates.Concat(Short).Where(t => !t.Contains('{'));

    public static Grammar Load(Language language)
    {
        string dir = Path.Combine(AppContext.BaseDirectory, "corpus", language.Code);
        string[] Lines(string name) => [.. File.ReadLines(Path.Combine(dir, name + ".txt")).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#')];
        return new Grammar
        {
            Slots = ReadSlots(Lines("slots")),
            Templates = Lines("templates"),
            Short = Lines("short"),
            Generic = Lines("generic"),
            Leads = Lines("leads"),
            Words = [.. Lines("words").SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))],
        };
    }

    static Dictionary<string, string[]> ReadSlots(IEnumerable<string> lines)
    {
        var slots = new Dictionary<string, List<string>>(); List<string>? current = null;
        foreach (var line in lines)
        {
            if (line[0] == '[') slots.Add(line.Trim('[', ']'), current = []);
            else (current ?? throw new InvalidDataException($"slots.txt starts with '{line}'; an option needs a [slot] above it.")).AddRange(Options(line));
        }
        return slots.ToDictionary(s => s.Key, s => s.Value.ToArray());
    }

    public static string[] Options(string line) => line.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
