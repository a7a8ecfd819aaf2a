namespace DemoModel;

/// <summary>German numbers, telephone numbers, dates, times, amounts and spelling, as they are said on the telephone.
/// A '~' in an option stands where an infinitive takes its "zu": "{tun}" leaves it out, "{zu tun}" says it.</summary>
public sealed class GermanForms(Random random) : SpokenForms(random)
{
    static readonly string[] Ones = "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn".Split(' ');
    static readonly string[] Tens = "x x zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".Split(' ');
    static readonly string[] OrdinalStems = "x erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft dreizehnt vierzehnt fünfzehnt sechzehnt siebzehnt achtzehnt neunzehnt".Split(' ');
    static readonly string[] Months = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".Split(' ');
    static readonly Dictionary<char, string> Alphabet = ("Anton Berta Cäsar Dora Emil Friedrich Gustav Heinrich Ida Julius Kaufmann Ludwig Martha Nordpol Otto Paula Quelle Richard " +
        "Samuel Theodor Ulrich Viktor Wilhelm Xanthippe Ypsilon Zacharias Ärger Ökonom Übermut").Split(' ').ToDictionary(w => w[0]);

    public override string? Say(string slot, Grammar grammar) => slot switch
    {
        "amount" => Amount(),
        "digits" => Digits(Random.Next(3, 7)),
        "ref" => Reference(),
        "date" => Date("en"),
        "datenom" => Date("e"),
        "birthday" => Date("en", 1),
        "time" => Time(),
        "n" => Number(Random.Next(2, 31)),
        "n100" => Number(Random.Next(2, 100)),
        "bignum" => Number(Random.Next(102, 5000)),
        "phone" => Phone(),
        "zip" => Random.Next(2) == 0 ? Digits(5) : $"{Pair()} {Digits(3)}",
        "house" => Plain(Random.Next(2, 140)) + (Random.Next(5) == 0 ? " " + PickOf("a|b|c") : ""),
        "spell" => Spell(Pick(grammar.Slots["last"])),
        "spelled" => Pick(grammar.Slots["last"]) is { } name ? $"{name}, {PickOf("ich buchstabiere|also|buchstabiert")}, {Spell(name)}" : null,
        _ => null,
    };

    public override (string Slot, Func<string, string> Change)? Derived(string slot) =>
        slot.StartsWith("zu ") ? (slot[3..], s => (" " + s).Replace(" ~", " zu ").Replace("~", "zu").TrimStart()) : null;

    public override string Number(int n) => Cardinal(n);

    static string Cardinal(int n) =>
        n < 20 ? Ones[n] :
        n < 100 ? (n % 10 > 0 ? Stem(n % 10) + "und" : "") + Tens[n / 10] :
        n < 1000 ? (n < 200 && n % 2 == 0 ? "" : Stem(n / 100)) + "hundert" + (n % 100 > 0 ? Cardinal(n % 100) : "") :
        (n < 2000 && n % 2 == 0 ? "" : Stem(n / 1000)) + "tausend" + (n % 1000 > 0 ? Cardinal(n % 1000) : "");

    /// <summary>One in front of another part of a number is "ein".</summary>
    static string Stem(int n) => n == 1 ? "ein" : Cardinal(n);
    /// <summary>A number that may be said with "zwo", as on a bad line.</summary>
    string Plain(int n) => Random.Next(4) == 0 ? Number(n).Replace("zwei", "zwo") : Number(n);

    string Amount() => Random.Next(6) switch
    {
        0 => Number(Random.Next(2, 20)) + " Euro",
        1 => Number(Random.Next(20, 100)) + " Euro",
        2 => $"{Number(Random.Next(3, 100))} Euro und {Number(Random.Next(2, 100))} Cent",
        3 => $"{Number(Random.Next(2, 100))} Euro {PickOf("neunundneunzig|fünfzig|neunzig|fünfundneunzig|zwanzig|achtzig|zehn")}",
        4 => Number(100 * Random.Next(1, 10) + Random.Next(2, 100)) + " Euro",
        _ => Number(Random.Next(1, 40) * 5 + 5) + " Euro",
    };

    string Digit()
    {
        int d = Random.Next(10);
        return d == 2 && Random.Next(2) == 0 ? "zwo" : Ones[d];
    }
    string Digits(int n) => string.Join(" ", Enumerable.Range(0, n).Select(_ => Digit()));
    string Pair() => Plain(Random.Next(10, 100));
    string Letter()
    {
        char c = (char)('A' + Random.Next(26));
        return Random.Next(3) == 0 ? Spelled(c) : c.ToString();
    }

    string Reference() => Random.Next(5) switch
    {
        0 or 1 => Digits(Random.Next(4, 8)),
        2 => $"{Letter()}, {Letter()}, {Digits(Random.Next(3, 6))}",
        3 => $"{Letter()} {Digits(Random.Next(3, 6))}",
        _ => $"{Pair()}, {Pair()}, {Pair()}",
    };

    /// <summary>The dialling code digit by digit, the rest digit by digit in groups or as pairs.</summary>
    string Phone()
    {
        string code = "null " + (Random.Next(2) == 0 ? PickOf("eins fünf|eins sechs|eins sieben") + " " + Digit() : Digits(Random.Next(2, 4)));
        return Random.Next(3) switch
        {
            0 => $"{code}, {Pair()}, {Pair()}, {Pair()}",
            1 => $"{code}, {Digits(3)}, {Digits(Random.Next(3, 5))}",
            _ => $"{code}, {Digits(2)}, {Digits(2)}, {Digits(2)}",
        };
    }

    string Spell(string name)
    {
        var letters = name.Where(char.IsLetter).Take(7).ToArray(); bool words = Random.Next(2) == 0;
        return string.Join(", ", letters.Select(c => c == 'ß' ? "Eszett" : words && letters.Length < 7 ? Spelled(char.ToUpperInvariant(c)) : char.ToUpperInvariant(c).ToString()));
    }
    static string Spelled(char c) => $"{c} wie {Alphabet[c]}";

    static string Ordinal(int n) => n < 20 ? OrdinalStems[n] : Cardinal(n) + "st";

    string Date(string ending, int kind = 0)
    {
        int day = Random.Next(1, 32), month = Random.Next(1, 13);
        string m = Random.Next(3) == 0 ? Ordinal(month) + ending : Months[month - 1];
        string year = kind == 1 ? " neunzehnhundert" + Number(Random.Next(40, 100)) : Random.Next(5) == 0 ? " zweitausend" + Number(Random.Next(20, 31)) : "";
        return $"{Ordinal(day)}{ending} {m}{year}";
    }

    string Hour() => Ones[Random.Next(1, 13)];
    static string Clock(int h) => Stem(h);
    string Time() => Random.Next(8) switch
    {
        0 or 1 => Clock(Random.Next(1, 25)) + " Uhr",
        2 => "halb " + Hour(),
        3 => "Viertel " + PickOf("nach|vor") + " " + Hour(),
        4 => Clock(Random.Next(7, 24)) + " Uhr " + PickOf("dreißig|fünfzehn|fünfundvierzig|zehn|zwanzig|vierzig"),
        5 => PickOf("zehn|fünf|zwanzig") + " " + PickOf("nach|vor") + " " + Hour(),
        6 => "dreiviertel " + Hour(),
        _ => Clock(Random.Next(1, 12)) + " Uhr " + PickOf("morgens|abends|nachmittags|früh"),
    };

    static readonly string[] NoLead = ["{gruss", "{hallo", "{first", "{anrede", "{company", "danke", "vielen Dank"];
    public override bool TakesLead(string template) => !NoLead.Any(template.StartsWith);

    /// <summary>German templates are written with the case their first word has inside a sentence.</summary>
    public override string Lead(string lead, string template) => lead + " " + template;

    public override string Finish(string sentence) => Capital(Space(sentence.Replace("~", "")));
}
