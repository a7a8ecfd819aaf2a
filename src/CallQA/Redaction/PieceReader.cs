using System.Text;
using System.Text.RegularExpressions;
using CallQA.Transcription;

namespace CallQA.Redaction;

/// <summary>Takes a transcript apart into pieces.</summary>
internal static partial class PieceReader
{
    private const string Around = "\"'“”„‚‘’«»()[]{}<>*…¿¡-–—.,;:!?";
    private const string Pauses = ".,;:!?…";
    private const string Stops = ".!?…";

    /// <summary>The words of a turn: what white space separates, with their places in the text.</summary>
    public static MatchCollection Words(string text) => WordPattern().Matches(text);

    public static List<Piece> Read(Transcript transcript)
    {
        var pieces = new List<Piece>();
        for (var turn = 0; turn < transcript.Turns.Count; turn++)
        {
            var words = Words(transcript.Turns[turn].Text);
            for (var word = 0; word < words.Count; word++) Add(pieces, words[word].Value, turn, word, transcript.Turns[turn].Speaker);
        }

        return pieces;
    }

    /// <summary>Lower case with umlauts spelled out.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.ToLowerInvariant().Normalize(NormalizationForm.FormC))
        {
            folded.Append(letter switch { 'ä' => "ae", 'ö' => "oe", 'ü' => "ue", 'ß' => "ss", '’' => "'", '–' => "-", _ => letter.ToString() });
        }

        return folded.ToString();
    }

    private static void Add(List<Piece> pieces, string raw, int turn, int word, Speaker speaker)
    {
        var text = raw.Trim(Around.ToCharArray());
        if (text.Length == 0) return;
        var end = raw[(raw.LastIndexOf(text, StringComparison.Ordinal) + text.Length)..];
        var parts = Parts(Fold(text));
        for (var part = 0; part < parts.Length; part++)
        {
            var last = part == parts.Length - 1;
            pieces.Add(new Piece(
                pieces.Count, turn, word, speaker, parts[part], char.IsUpper(text[0]),
                last && end.Any(Pauses.Contains), last && end.Any(Stops.Contains)));
        }
    }

    private static string[] Parts(string text) => text switch
    {
        _ when text.Contains('@', StringComparison.Ordinal) => [text],
        // Nearly every word is whole, and costs no more than the look.
        _ when Glued().IsMatch(text) => [.. Glued().Split(text).SelectMany(Apart)],
        _ => Apart(text),
    };

    private static string[] Apart(string text)
    {
        if (Amount().IsMatch(text)) return [text];
        if (Thousands().IsMatch(text)) return [text.Replace(",", "", StringComparison.Ordinal)];
        var separators = DigitsApart().IsMatch(text) ? "-/.,()" : "-/";
        var parts = text.Split(separators.ToCharArray(), StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? [text] : parts;
    }

    [GeneratedRegex(@"\S+")]
    private static partial Regex WordPattern();

    // What people write without a blank: "card:4111", {"number":"4111 …","name"}. Clock times have digits on both sides and stay whole.
    [GeneratedRegex("""(?<=\p{L})[:;=,|"'<>{}\[\]]+(?=[\d+])|(?<=\d)[:;=,|"'<>{}\[\]]+(?=\p{L})""")]
    private static partial Regex Glued();

    // A sum of money: a currency sign, or two decimals after a point or comma.
    [GeneratedRegex(@"^[$€£]|[$€£%]$|^\d{1,3}([.,]?\d{3})*[.,]\d{2}$")]
    private static partial Regex Amount();

    [GeneratedRegex(@"^\d{1,3}(,\d{3})+$")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^[\d+][\d\-/.,()]*$")]
    private static partial Regex DigitsApart();
}
