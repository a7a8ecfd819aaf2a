using System.Globalization;

namespace CallQA.Agreement;

/// <summary>
/// Raters' values for the same units, with gaps. Units with equal values are counted together, so that thousands of calls are
/// resampled as fast as the few patterns they show. Units with fewer than two values say nothing of agreement and are left out.
/// </summary>
public sealed class RatingTable
{
    /// <summary>Stands for a missing value in <see cref="Patterns"/>.</summary>
    internal const int Missing = -1;

    private readonly int[] members;

    private RatingTable(double[] values, int[][] patterns, int[] counts, int[] members) =>
        (Values, Patterns, Counts, this.members) = (values, patterns, counts, members);

    /// <summary>Units with two values or more.</summary>
    public int Units => members.Length;

    /// <summary>Raters; 0 without units.</summary>
    public int Raters => Patterns is [var first, ..] ? first.Length : 0;

    /// <summary>The different values, ascending.</summary>
    internal double[] Values { get; }

    /// <summary>Each rater's index into <see cref="Values"/>, by pattern.</summary>
    internal int[][] Patterns { get; }

    /// <summary>Units by pattern.</summary>
    internal int[] Counts { get; }

    /// <summary>Takes down a table.</summary>
    /// <param name="units">For each unit one entry a rater, in the same order everywhere; null for no value.</param>
    /// <exception cref="ArgumentException">The units have different numbers of raters.</exception>
    public static RatingTable Of(IEnumerable<IReadOnlyList<double?>> units)
    {
        var rated = units.ToList();
        if (rated.Select(unit => unit.Count).Distinct().Skip(1).Any())
            throw new ArgumentException("The units have different numbers of raters; give each rater an entry everywhere, null where there is no value.", nameof(units));
        rated.RemoveAll(unit => unit.Count(value => value is not null) < 2);
        double[] values = [.. rated.SelectMany(unit => unit).OfType<double>().Distinct().Order()];
        // Sorted, so that neither figures nor intervals depend on the order of the units.
        var groups = rated.Select(unit => unit.Select(value => value is { } known ? Array.BinarySearch(values, known) : Missing).ToArray())
            .GroupBy(pattern => string.Join(' ', pattern.Select(index => index.ToString(CultureInfo.InvariantCulture))))
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (Pattern: group.First(), Count: group.Count())).ToList();
        return new(
            values,
            [.. groups.Select(group => group.Pattern)],
            [.. groups.Select(group => group.Count)],
            [.. groups.SelectMany((group, index) => Enumerable.Repeat(index, group.Count))]);
    }

    /// <summary>As many units, drawn from these with replacement.</summary>
    internal RatingTable Draw(RepeatableChance chance)
    {
        var counts = new int[Counts.Length];
        for (var unit = 0; unit < members.Length; unit++) counts[members[chance.Next(members.Length)]]++;
        return new(Values, Patterns, counts, members);
    }
}
