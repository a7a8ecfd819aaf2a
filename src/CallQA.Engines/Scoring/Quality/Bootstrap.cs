using CallQA.Agreement;

namespace CallQA.Engines.Scoring.Quality;

/// <summary>95 % intervals by drawing the calls again with replacement; the seed is fixed.</summary>
internal static class Bootstrap
{
    private const int Draws = 500;

    public static Estimate Interval(IReadOnlyList<Pair> pairs, Func<IReadOnlyList<Pair>, double> figure)
    {
        var value = figure(pairs);
        if (pairs.Count == 0)
            return new(value, value, value);
        var chance = new RepeatableChance();
        var draws = new double[Draws];
        var sample = new Pair[pairs.Count];
        for (var draw = 0; draw < Draws; draw++)
        {
            for (var index = 0; index < sample.Length; index++)
                sample[index] = pairs[chance.Next(pairs.Count)];
            draws[draw] = figure(sample);
        }

        Array.Sort(draws);
        return new(value, draws[(int)(0.025 * Draws)], draws[(int)(0.975 * Draws)]);
    }
}
