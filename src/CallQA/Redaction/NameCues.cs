using System.Text.RegularExpressions;

namespace CallQA.Redaction;

/// <summary>The words before and around names.</summary>
internal static partial class NameCues
{
    private static readonly string[][] Strong =
    [
        ["my", "name", "is"], ["my", "name's"], ["name", "is"], ["last", "name", "is"], ["surname", "is"], ["name", "on", "it", "is"], ["under", "the", "name"],
        ["name", "of"], ["mr"], ["mrs"], ["ms"], ["miss"], ["mister"], ["mein", "name", "ist"], ["name", "ist"], ["name", "lautet"], ["nachname", "ist"],
        ["vorname", "ist"], ["nachname", "lautet"], ["auf", "den", "namen"], ["ich", "heisse"], ["herr"], ["herrn"], ["frau"], ["auf", "der", "karte", "steht"],
        ["hier", "spricht"],
    ];

    private static readonly string[][] Weak = [["this", "is"], ["i'm"], ["i", "am"], ["hier", "ist"], ["speaking", "with"]];

    private static readonly HashSet<string> Particles = new(StringComparer.Ordinal) { "von", "van", "de", "zu", "dr", "prof", "doktor", "professor" };

    private static readonly HashSet<string> Forms = new(StringComparer.Ordinal) { "herr", "herrn", "frau", "mr", "mrs", "ms", "miss", "mister", "und", "and", "the", "der", "den", "die", "gmbh", "ltd", "inc" };

    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "i", "i'm", "yes", "yeah", "okay", "ok", "sure", "no", "the", "a", "and", "it's", "it", "is", "my", "that", "this", "hi", "hello", "well", "so", "uh", "um", "of",
        "course", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july", "august",
        "september", "october", "november", "december", "english", "german", "american", "british", "on", "in", "not", "here", "calling", "from", "for", "to", "with",
        "ja", "nein", "gut", "also", "ich", "das", "die", "der", "ist", "mein", "meine", "hier", "guten", "tag", "morgen", "abend", "hallo", "und", "auf", "im", "am",
        "es", "sie", "klar", "gerne", "natuerlich", "kollege", "kollegin", "alles", "nichts", "moment", "technik", "thank", "thanks", "sir", "madam",
    };

    /// <summary>Number of pieces of the cue that stands here; 0 when there is none.</summary>
    public static int LengthAt(IReadOnlyList<Piece> pieces, int at) =>
        Strong.Concat(Weak).Where(cue => Stands(pieces, at, cue)).Select(cue => cue.Length).DefaultIfEmpty().Max();

    /// <summary>Whether a name must follow the cue here.</summary>
    public static bool IsStrong(IReadOnlyList<Piece> pieces, int at) => Strong.Any(cue => Stands(pieces, at, cue));

    /// <summary>Whether the turn ends with a question for a name.</summary>
    public static bool IsQuestion(IReadOnlyList<Piece> turn) => Question().IsMatch(string.Join(' ', turn.TakeLast(12).Select(piece => piece.Text)));

    /// <summary>Whether something is about to be spelled.</summary>
    public static bool IsSpelling(string before) => Spelling().IsMatch(before);

    /// <summary>Whether the word may stand inside a name without being one.</summary>
    public static bool IsParticle(string word) => Particles.Contains(word);

    /// <summary>Whether the word stands in many people's written names and means none of them.</summary>
    public static bool IsForm(string word) => Forms.Contains(word) || IsParticle(word);

    /// <summary>Whether the word is no name, although it may have a capital.</summary>
    public static bool IsCommon(string word) => Common.Contains(word);

    private static bool Stands(IReadOnlyList<Piece> pieces, int at, string[] cue) =>
        at + cue.Length <= pieces.Count && !cue.Where((word, offset) => pieces[at + offset].Text != word).Any();

    [GeneratedRegex(@"\b((your|full|last|first) name|surname|who am i speaking|who is calling|ihr(en)? (vollen |vor|nach)?namen?|mit wem spreche|wie heissen sie|wer spricht)\b")]
    private static partial Regex Question();

    [GeneratedRegex(@"\b(spell\w*|spelt|surname|last name|buchstab\w*|geschrieben|schreibt|nachname)\b")]
    private static partial Regex Spelling();
}
