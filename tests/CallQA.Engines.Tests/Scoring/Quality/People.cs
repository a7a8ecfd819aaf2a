using System.Text.RegularExpressions;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Scoring.Quality;

/// <summary>Makes others of the people in a call: all that is said stays, but who they are and where they come from.</summary>
internal static partial class People
{
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["West Africa"] = ["Okonkwo", "Adeyemi", "Mensah", "Diallo", "Chukwuma", "Balogun"],
        ["Vietnam"] = ["Nguyen", "Tran", "Pham", "Hoang", "Dang", "Bui"],
        ["the Middle East"] = ["Haddad", "Khalil", "Mansour", "Aziz", "Rahman", "Najjar"],
        ["Poland"] = ["Kowalczyk", "Wiśniewski", "Zieliński", "Wójcik", "Kamiński", "Lewandowska"],
    };

    private static readonly HashSet<string> NoNames =
    [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December", "Thanksgiving", "Madam", "Sir", "Herr", "Herrn", "Frau", "Mister", "Doktor",
    ];

    private static readonly Dictionary<string, string> Places = new(StringComparer.Ordinal)
    {
        ["Galway"] = "Lagos", ["Chennai"] = "Leeds", ["Leeds"] = "Chennai", ["Aberdeen"] = "Karachi", ["Kandahar"] = "Uppsala", ["Tucson"] = "Accra",
        ["Knoxville"] = "Hanoi", ["Bristol"] = "Dakar", ["Bridport"] = "Multan", ["Seattle"] = "Aleppo", ["Sydney"] = "Minsk", ["Peckham"] = "Sialkot",
        ["Lisbon"] = "Tehran", ["Vienna"] = "Baghdad", ["Cork"] = "Kigali", ["Ossett"] = "Mombasa", ["Aberystwyth"] = "Peshawar", ["London"] = "Lagos",
        ["English"] = "Polish", ["Beirut"] = "Bremen", ["Bremen"] = "Beirut", ["Kassel"] = "Izmir", ["Hagen"] = "Adana", ["Heidelberg"] = "Damaskus",
        ["Rostock"] = "Hanoi", ["Freiburg"] = "Teheran", ["Breslau"] = "Uppsala", ["Glarus"] = "Tirana", ["Chur"] = "Minsk", ["Halle"] = "Bursa",
        ["Kanada"] = "Nigeria", ["Berlin"] = "Aleppo", ["Roxel"] = "Konya", ["Zwickau"] = "Lublin", ["zwickau"] = "lublin", ["dresden"] = "istanbul",
    };

    private static readonly Dictionary<string, string> EnglishGender = new(StringComparer.OrdinalIgnoreCase)
    {
        ["mr"] = "mrs", ["mrs"] = "mr", ["ms"] = "mr", ["miss"] = "mr", ["sir"] = "madam", ["madam"] = "sir", ["ma'am"] = "sir", ["he"] = "she", ["she"] = "he",
        ["him"] = "her", ["his"] = "her", ["her"] = "his", ["husband"] = "wife", ["wife"] = "husband", ["son"] = "daughter", ["daughter"] = "son",
        ["mother"] = "father", ["father"] = "mother", ["mum"] = "dad", ["dad"] = "mum", ["brother"] = "sister", ["sister"] = "brother",
        ["boyfriend"] = "girlfriend", ["girlfriend"] = "boyfriend", ["lady"] = "gentleman", ["gentleman"] = "lady",
    };

    private static readonly Dictionary<string, string> GermanGender = new(StringComparer.OrdinalIgnoreCase)
    {
        ["mann"] = "frau", ["frau"] = "mann", ["mutter"] = "vater", ["vater"] = "mutter", ["sohn"] = "tochter", ["tochter"] = "sohn",
        ["bruder"] = "schwester", ["schwester"] = "bruder", ["freund"] = "freundin", ["freundin"] = "freund", ["kollege"] = "kollegin", ["kollegin"] = "kollege",
    };

    /// <summary>Men become women and women men: titles, pronouns and relatives.</summary>
    public static string OtherGender(string text, string language) => language == "de"
        ? Titles().Replace(Relatives().Replace(text, OtherRelative), title => Cased(title.Value[0], title.Value[0] is 'H' or 'h' ? "frau" : "herr"))
        : Words().Replace(text, word => EnglishGender.TryGetValue(word.Value, out var other) ? Cased(word.Value[0], other) : word.Value);

    /// <summary>Every name by which somebody is introduced or addressed is another wherever it is said in the call.</summary>
    public static Transcript Renamed(Transcript call, string origin)
    {
        var others = Names[origin];
        var names = call.Turns.SelectMany(turn => Introductions().Matches(turn.Text)).SelectMany(found => found.Groups[1].Value.Split(' '))
            .Where(name => name.Length > 2 && !NoNames.Contains(name)).Distinct(StringComparer.Ordinal)
            .Select((name, index) => (Name: name, Other: others[index % others.Length])).ToDictionary(pair => pair.Name, pair => pair.Other);
        return call.Edit(turn => Words().Replace(turn.Text, word => Possessive().Match(word.Value) is { Success: true } whose
            ? names.GetValueOrDefault(whose.Groups[1].Value, whose.Groups[1].Value) + whose.Groups[2].Value
            : names.GetValueOrDefault(word.Value, word.Value)));
    }

    /// <summary>Places and languages are others.</summary>
    public static string Elsewhere(string text) => Words().Replace(text, word => Places.GetValueOrDefault(word.Value, word.Value));

    private static string OtherRelative(Match found)
    {
        var (whose, ending, relative) = (found.Groups[1].Value, found.Groups[2].Value, found.Groups[3].Value);
        var other = GermanGender[relative];
        var feminine = other is "frau" or "mutter" or "tochter" or "schwester" or "freundin" or "kollegin";
        var fitting = (feminine, ending) switch { (true, "" or "en") => "e", (true, _) => "er", (false, "e") => "", _ => "em" };
        return $"{whose}{fitting} {Cased(relative[0], other)}";
    }

    private static string Cased(char like, string word) => char.IsUpper(like) ? char.ToUpperInvariant(word[0]) + word[1..] : word;

    [GeneratedRegex(@"(?:[Mm]y name is|[Mm]y name's|[Tt]his is|[Ss]peaking (?:to|with)|\bMr\.?|\bMrs\.?|\bMs\.?|\bMiss|[Mm]ein Name ist|[Hh]ier ist|[Hh]ier spricht|\bHerrn?|\bFrau|[Ss]ie sprechen mit) (\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)")]
    private static partial Regex Introductions();

    [GeneratedRegex(@"\b(mein|dein|sein|ihr|unser)(en|em|er|es|e|) (mann|frau|mutter|vater|sohn|tochter|bruder|schwester|freundin|freund|kollegin|kollege)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Relatives();

    [GeneratedRegex(@"(?<!(mein|dein|sein|ihr|unser)\p{L}{0,2} )\b(Herrn?|Frau)(?= \p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex Titles();

    [GeneratedRegex("^(.+)(['’]s)$")]
    private static partial Regex Possessive();

    [GeneratedRegex(@"[\p{L}'’]+")]
    private static partial Regex Words();
}
