namespace CallQA.Redaction;

/// <summary>What either party says of a card's number again: all of it, groups of it, or all of it with some digits misheard.</summary>
internal static class CardEchoes
{
    private const int Turns = 4;
    private const int ShortestNear = 4;
    private const int ShortestFar = 8;
    private const int ShortestMisheard = 11;

    /// <summary>Claims it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="number">The number, with what was said in one go with it.</param>
    public static void Claim(SpokenCall call, DigitRun number)
    {
        foreach (var run in call.FreeRuns.ToList())
        {
            var near = run.Last.Turn >= number.First.Turn - Turns && run.First.Turn <= number.Last.Turn + Turns;
            foreach (var (from, until) in Stretches(run, number.Digits, near ? ShortestNear : ShortestFar, call.IsOther(run)))
                call.Claim(PersonalDataKind.CardNumber, run.Pieces(from, until));
        }
    }

    private static List<(int From, int Until)> Stretches(DigitRun run, string number, int shortest, bool other)
    {
        if (run.Digits.Length < shortest) return [];
        if (number.Contains(run.Digits, StringComparison.Ordinal)) return [(0, run.Groups.Count)];
        // The number of something else may have digits of the card's by chance.
        if (other) return [];
        if (run.Digits.Length >= ShortestMisheard && IsMost(Shared(run.Digits, number, shortest), run)) return [(0, run.Groups.Count)];
        var groups = Groups(run, number, shortest).ToList();
        return IsMost(groups.Sum(stretch => run.Part(stretch.From, stretch.Until).Digits.Length), run) ? groups : [];
    }

    private static bool IsMost(int digits, DigitRun run) => digits * 2 >= run.Digits.Length;

    private static IEnumerable<(int From, int Until)> Groups(DigitRun run, string number, int shortest)
    {
        for (var from = 0; from < run.Groups.Count;)
        {
            var (until, digits) = (from, "");
            while (until < run.Groups.Count && number.Contains(digits + run.Groups[until].Digits, StringComparison.Ordinal)) digits += run.Groups[until++].Digits;
            if (digits.Length >= shortest) yield return (from, until);
            from = Math.Max(until, from + 1);
        }
    }

    // Number of digits that lie in stretches which the number has, too.
    private static int Shared(string digits, string number, int shortest)
    {
        var shared = 0;
        for (var from = 0; from + shortest <= digits.Length;)
        {
            var length = 0;
            while (from + length < digits.Length && number.Contains(digits.AsSpan(from, length + 1), StringComparison.Ordinal)) length++;
            if (length >= shortest) shared += length;
            from += length >= shortest ? length : 1;
        }

        return shared;
    }
}
