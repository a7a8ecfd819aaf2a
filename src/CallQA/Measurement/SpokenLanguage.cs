using CallQA.Transcription;

namespace CallQA.Measurement;

/// <summary>
/// What a call is spoken in, by the words of English and German that are none of the other's. What a recording is marked as may be
/// wrong: calls that come without a language take that of the settings.
/// </summary>
/// <param name="Language">The tag of the transcript; the bare code of the other language where it is spoken in that.</param>
/// <param name="Changes">Whether much of either is spoken.</param>
public sealed record SpokenLanguage(string Language, bool Changes)
{
    /// <summary>
    /// With fewer telling words, the marking counts. The calls of the corpus have 9 and more, and of what has this many none has more than one
    /// in twenty from the other language.
    /// </summary>
    private const int Enough = 6;

    private const double Much = 0.25;

    private static readonly HashSet<string> English =
    [
        "the", "and", "you", "your", "youre", "youve", "youll", "this", "that", "thats", "these", "those", "there", "theres", "of", "to",
        "for", "from", "with", "about", "have", "has", "had", "havent", "my", "our", "their", "they", "theyre", "we", "weve", "its", "ive",
        "are", "were", "be", "been", "being", "but", "because", "can", "cant", "could", "would", "should", "does", "did", "dont", "doesnt",
        "didnt", "isnt", "wont", "which", "when", "what", "whats", "where", "how", "then", "than", "them", "she", "shes", "hes", "please",
        "thank", "sorry", "yes", "yeah", "know", "need", "going", "again", "anything", "something", "nothing", "now", "or", "if",
    ];

    private static readonly HashSet<string> German =
    [
        "ich", "sie", "ihnen", "ihr", "ihre", "ihren", "ihrer", "wir", "mir", "mich", "uns", "unsere", "mein", "meine", "meinen", "der",
        "das", "ein", "eine", "einen", "einem", "einer", "kein", "keine", "keinen", "und", "oder", "aber", "auch", "dass", "weil", "wenn",
        "ob", "nicht", "nichts", "noch", "schon", "jetzt", "dann", "doch", "hier", "ist", "sind", "bin", "waere", "wird", "werden",
        "wurde", "habe", "hab", "haben", "hatte", "kann", "koennen", "muss", "muessen", "darf", "soll", "geht", "mit", "auf", "fuer", "von",
        "vom", "zu", "zum", "zur", "bei", "beim", "aus", "nach", "vor", "seit", "ueber", "ohne", "wie", "wer", "nein", "bitte",
        "danke", "vielen", "dank", "guten", "gern", "sehr", "ganz", "nur", "mehr", "alles", "wieder", "heute",
    ];

    /// <summary>Finds it out.</summary>
    /// <param name="transcript">The call; where it is marked as neither English nor German, the marking counts.</param>
    public static SpokenLanguage Of(Transcript transcript)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        return Of(transcript.Language, transcript.Turns.Select(turn => turn.Text));
    }

    /// <summary>Finds it out from what is said.</summary>
    /// <param name="tag">What the call is marked as; where that is neither English nor German, it counts.</param>
    /// <param name="turns">What is said.</param>
    public static SpokenLanguage Of(string tag, IEnumerable<string> turns)
    {
        ArgumentNullException.ThrowIfNull(turns);
        var marked = LanguageCode.Of(tag);
        if (marked is not ("en" or "de"))
            return new(tag, false);
        var (english, german) = Count(turns);
        if (english + german < Enough)
            return new(tag, false);
        var prevailing = english == german ? marked : english > german ? "en" : "de";
        return new(
            prevailing == marked ? tag : prevailing,
            Math.Min(english, german) >= Much * (english + german));
    }

    private static (int English, int German) Count(IEnumerable<string> turns)
    {
        var (english, german) = (0, 0);
        foreach (var word in turns.SelectMany(SpokenText.Words))
        {
            if (English.Contains(word))
                english++;
            else if (German.Contains(word))
                german++;
        }

        return (english, german);
    }
}
