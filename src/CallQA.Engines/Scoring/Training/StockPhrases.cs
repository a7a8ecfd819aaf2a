namespace CallQA.Engines.Scoring.Training;

/// <summary>What agents say by rote, and what they should never say; for <see cref="EditedCalls"/>.</summary>
internal static class StockPhrases
{
    public static IReadOnlyList<string> Apologies(string language) => language == "de" ? GermanApologies : EnglishApologies;

    /// <summary>
    /// Insults, whole ones and such put together from an address and a word. Each word occurs so rarely that the models cannot learn it by
    /// heart and have to go by the group of the lexicon that it belongs to: which insult a real agent will use, nobody can foresee.
    /// </summary>
    public static IReadOnlyList<string> Insults(string language) => language == "de" ? German : English;

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
        "Stop whining, it's pathetic.", "Are you stupid? Just shut up.", "You clearly can't read, genius.", "Get a life.", "Use your brain for once.",
        "What is wrong with you?", "You're the slowest person I've spoken to all week.", "Go away and get a grip.",
    ];

    private static readonly string[] EnglishAddresses =
        ["You {0}.", "Listen to me, you {0}.", "What kind of {0} are you?", "You complete {0}, read the letter.", "How can anybody be such a {0}."];

    private static readonly string[] EnglishNames =
    [
        "dimwit", "halfwit", "numbskull", "blockhead", "dunce", "dolt", "dummy", "simpleton", "muppet", "plonker", "pillock", "jerk", "loser",
        "parasite", "pest", "donkey", "bastard", "crybaby", "liar", "crook", "weirdo", "freak", "nutcase", "lunatic", "peasant", "cretin",
    ];

    private static readonly string[] GermanInsults =
    [
        "Sind Sie blöd?", "Halten Sie den Mund.", "Sie sind doch ein Idiot.", "Sind Sie taub oder was?", "Stellen Sie sich nicht so dumm an.",
        "Halten Sie die Klappe und hören Sie zu.", "Das versteht doch jedes Kind, Sie Trottel.", "Sie gehen mir auf die Nerven.",
        "Herrgott, wie begriffsstutzig kann man sein?", "Was für ein lächerlicher Mensch Sie sind.", "Hören Sie auf zu jammern, das ist erbärmlich.",
        "Sind Sie zu dumm zum Lesen?", "Sie verschwenden meine Zeit, Sie Depp.", "So ein Schwachsinn, den Sie da reden.",
        "Sie sind wirklich unfähig.", "Schalten Sie doch mal das Hirn ein.", "Sie ticken doch nicht richtig.", "Was stimmt nicht mit Ihnen?",
        "Verschwinden Sie aus meiner Leitung.", "Sie haben ja einen Vogel.",
    ];

    private static readonly string[] GermanAddresses =
        ["Sie {0}.", "Hören Sie mal zu, Sie {0}.", "Was sind Sie denn für ein {0}?", "Typisch {0}, nicht mal den Brief gelesen.", "So ein {0} aber auch."];

    private static readonly string[] GermanNames =
    [
        "Dummkopf", "Schwachkopf", "Hohlkopf", "Strohkopf", "Dussel", "Doofmann", "Armleuchter", "Hornochse", "Rindvieh", "Kamel", "Schafskopf",
        "Versager", "Hampelmann", "Hanswurst", "Spinner", "Penner", "Gauner", "Lügner", "Quälgeist", "Jammerlappen", "Querulant", "Waschlappen",
        "Vollpfosten", "Mistkerl", "Quatschkopf", "Knallkopf",
    ];

    private static readonly IReadOnlyList<string> English = Together(EnglishInsults, EnglishAddresses, EnglishNames);

    private static readonly IReadOnlyList<string> German = Together(GermanInsults, GermanAddresses, GermanNames);

    private static List<string> Together(string[] whole, string[] addresses, string[] names) =>
    [
        .. whole,
        .. names.Select((name, index) => string.Format(System.Globalization.CultureInfo.InvariantCulture, addresses[index % addresses.Length], name)),
    ];
}
