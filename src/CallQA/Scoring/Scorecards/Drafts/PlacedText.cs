using System.Text;

namespace CallQA.Scoring.Scorecards.Drafts;

/// <summary>Text that remembers which field begins where.</summary>
internal sealed class PlacedText
{
    private readonly StringBuilder text = new();
    private readonly List<FieldPlace> places = [];
    private int line = 1;
    private int lineStart;

    public IReadOnlyList<FieldPlace> Places => places;

    /// <summary>The next character belongs to this field.</summary>
    public PlacedText Mark(string field)
    {
        places.Add(new(line, text.Length - lineStart + 1, field));
        return this;
    }

    /// <summary>Adds text without line ends.</summary>
    public PlacedText Add(string piece)
    {
        text.Append(piece);
        return this;
    }

    public PlacedText NewLine(int indent = 0)
    {
        text.Append('\n');
        line++;
        lineStart = text.Length;
        text.Append(' ', indent);
        return this;
    }

    public override string ToString() => text.ToString();
}
