namespace DemoModel;

/// <summary>English numbers, dates, times and amounts. The held-out sentences of published models come from here, so the order of
/// random choices and every text stay as they are.</summary>
public sealed class EnglishForms(Random random) : SpokenForms(random)
{
    static readonly string[] Ones = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".Split(' ');
    static readonly string[] Tens = "x x twenty thirty forty fifty sixty seventy eighty ninety".Split(' ');
    static readonly string[] Ordinals = Grammar.Options("first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty first|twenty second|twenty third|twenty fourth|twenty fifth|twenty sixth|twenty seventh|twenty eighth|twenty ninth|thirtieth|thirty first");

    public override string? Say(string slot, Grammar grammar) => slot switch
    {
        "amount" => Amount(),
        "digits" => Digits(Random.Next(3, 7)),
        "ref" => Reference(),
        "date" => Date(),
        "time" => Time(),
        "n" => Number(Random.Next(2, 31)),
        "n100" => Number(Random.Next(2, 100)),
        "bignum" => Number(Random.Next(100, 5000)),
        "phone" => $"{Digits(3)}, {Digits(3)}, {Digits(4)}",
        "spell" => string.Join(", ", Pick(grammar.Slots["last"]).ToUpperInvariant().Take(7)),
        _ => null,
    };

    public override string Number(int n) =>
        n < 20 ? Ones[n] :
        n < 100 ? Tens[n / 10] + (n % 10 > 0 ? " " + Ones[n % 10] : "") :
        n < 1000 ? Ones[n / 100] + " hundred" + (n % 100 > 0 ? " and " + Number(n % 100) : "") :
        Number(n / 1000) + " thousand" + (n % 1000 > 0 ? (n % 1000 < 100 ? " and " : " ") + Number(n % 1000) : "");

    string Amount()
    {
        string currency = PickOf("dollars|dollars|pounds|pounds|euros");
        string cents = currency == "pounds" ? "pence" : "cents";
        return Random.Next(5) switch
        {
            0 => Number(Random.Next(2, 20)) + " " + currency,
            1 => Number(Random.Next(20, 100)) + " " + currency,
            2 => Number(Random.Next(3, 100)) + " " + currency + " and " + Number(Random.Next(2, 100)) + " " + cents,
            3 => Number(Random.Next(100, 1000)) + " " + currency,
            _ => Number(Random.Next(1, 40) * 5 + 5) + " " + currency,
        };
    }

    string Digits(int n) => string.Join(" ", Enumerable.Range(0, n).Select(_ => Ones[Random.Next(10)]));
    char Letter() => (char)('A' + Random.Next(26));

    string Reference() => Random.Next(3) switch
    {
        0 => Digits(Random.Next(4, 8)),
        1 => $"{Letter()} {Letter()} {Digits(Random.Next(3, 6))}",
        _ => $"{Letter()} {Digits(Random.Next(3, 6))}",
    };

    string Date()
    {
        string month = PickOf("January|February|March|April|May|June|July|August|September|October|November|December");
        string day = Pick(Ordinals);
        string year = Random.Next(4) == 0 ? " " + (Random.Next(2) == 0 ? "nineteen " + Number(Random.Next(50, 100)) : "twenty " + Number(Random.Next(20, 31))) : "";
        return Random.Next(2) == 0 ? $"the {day} of {month}{year}" : $"{month} the {day}{year}";
    }

    string Time() => Random.Next(5) switch
    {
        0 => Ones[Random.Next(1, 13)] + " o'clock",
        1 => "half past " + Ones[Random.Next(1, 13)],
        2 => "quarter " + PickOf("past|to") + " " + Ones[Random.Next(1, 13)],
        3 => Ones[Random.Next(1, 13)] + " " + PickOf("fifteen|thirty|forty five|twenty|ten"),
        _ => Ones[Random.Next(1, 13)] + PickOf("in the morning|in the afternoon|in the evening"),      // joined ("tenin the morning"): published held-out sentences have it so
    };

    public override bool TakesLead(string template) => !template.StartsWith("{first}");

    public override string Lead(string lead, string template)
    {
        bool keep = template.StartsWith("I ") || template.StartsWith("I'") || template.StartsWith('{') || template.StartsWith("Mis");
        return lead + " " + (keep ? template : char.ToLowerInvariant(template[0]) + template[1..]);
    }

    public override string Finish(string sentence)
    {
        var w = Space(sentence).Split(' ');
        for (int i = 0; i + 1 < w.Length; i++)
        {
            bool vowel = "aeiouAEIO".Contains(w[i + 1][0]) && !w[i + 1].StartsWith("one") && !w[i + 1].StartsWith("use") && !w[i + 1].StartsWith("uni") && !w[i + 1].StartsWith("euro");
            if (w[i] is "a" && vowel && w[i + 1].Length > 1) w[i] = "an";
            else if (w[i] is "an" && !vowel) w[i] = "a";
        }
        return Capital(string.Join(" ", w));
    }
}
