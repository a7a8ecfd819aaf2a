namespace CallQA.Engines.Scoring.Training;

/// <summary>What agents say by rote, and what they should never say; for <see cref="EditedCalls"/>.</summary>
internal static class StockPhrases
{
    public static IReadOnlyList<string> Apologies(string language) => language == "de" ? GermanApologies : EnglishApologies;

    public static IReadOnlyList<string> Insults(string language) => language == "de" ? GermanInsults : EnglishInsults;

    private static readonly string[] EnglishApologies =
    [
        "I apologize for the inconvenience.", "We apologise for any inconvenience caused.", "I'm sorry about that.", "I am so sorry.",
        "Sorry for the inconvenience.", "I understand your frustration.", "I do apologise.", "We are very sorry for this.",
        "I sincerely apologize for the trouble.", "I understand how you feel.", "I'm sorry to hear that.", "Please accept our apologies.",
        "I understand your concern and I'm sorry.", "We regret any inconvenience this may have caused you.",
    ];

    private static readonly string[] GermanApologies =
    [
        "Ich bitte um Entschuldigung für die Unannehmlichkeiten.", "Wir entschuldigen uns für die Unannehmlichkeiten.", "Das tut mir leid.",
        "Das tut mir sehr leid.", "Es tut mir leid, das zu hören.", "Ich verstehe Ihren Ärger.", "Entschuldigen Sie bitte die Umstände.",
        "Ich kann Ihren Unmut verstehen.", "Wir bedauern das sehr.", "Ich entschuldige mich vielmals.", "Tut mir leid.",
        "Bitte entschuldigen Sie die entstandenen Unannehmlichkeiten.", "Ich verstehe, wie Sie sich fühlen.", "Ich kann das nachvollziehen.",
    ];

    private static readonly string[] EnglishInsults =
    [
        "Are you stupid?", "Just shut up.", "Don't be such an idiot.", "You people are unbelievable, you really are dumb.",
        "Are you deaf or what?", "You're wasting my time, you moron.", "Oh for God's sake, how thick are you?", "What a ridiculous person you are.",
        "Shut your mouth and listen.", "Even a child would understand this, you fool.", "You are an idiot.", "God, you're useless.",
        "Stop whining, it's pathetic.", "Are you stupid? Just shut up.", "You clearly can't read, genius.",
    ];

    private static readonly string[] GermanInsults =
    [
        "Sind Sie blöd?", "Halten Sie den Mund.", "Sie sind doch ein Idiot.", "Sind Sie taub oder was?", "Stellen Sie sich nicht so dumm an.",
        "Halten Sie die Klappe und hören Sie zu.", "Das versteht doch jedes Kind, Sie Trottel.", "Sie gehen mir auf die Nerven.",
        "Herrgott, wie begriffsstutzig kann man sein?", "Was für ein lächerlicher Mensch Sie sind.", "Hören Sie auf zu jammern, das ist erbärmlich.",
        "Sind Sie zu dumm zum Lesen?", "Sie verschwenden meine Zeit, Sie Depp.", "So ein Schwachsinn, den Sie da reden.",
        "Sie sind wirklich unfähig.",
    ];
}
