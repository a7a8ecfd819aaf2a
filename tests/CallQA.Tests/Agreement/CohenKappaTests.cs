using CallQA.Agreement;
using CsCheck;

namespace CallQA.Tests.Agreement;

public sealed class CohenKappaTests
{
    private static readonly Gen<(int, int)[]> SomePairs = Gen.Select(Gen.Int[1, 5], Gen.Int[1, 5]).Array[2, 30];

    // By hand: 35 of 50 agree, chance gives 0.5 · 0.6 + 0.5 · 0.4 = 0.5, so (0.7 − 0.5) / (1 − 0.5).
    [Fact]
    public void Of_EqualsTheHandComputedValue_ForTwoAnswers() =>
        CohenKappa.Of(Table((1, 1, 20), (1, 0, 5), (0, 1, 10), (0, 0, 15)), KappaWeights.None)!.Value.ShouldBe(0.4, 1e-12);

    // By hand: observed is the mean square of the distances, expected that of the margins 5, 5, 5 and 5, 6, 4.
    [Fact]
    public void Of_EqualsTheHandComputedValue_WithQuadraticWeights()
    {
        var table = Table((1, 1, 4), (1, 3, 1), (2, 2, 5), (3, 3, 3), (3, 2, 1), (3, 1, 1));
        const double observed = ((1 * 4) + (1 * 1) + (1 * 4)) / 15.0;
        const double expected = ((5 * 6 * 1) + (5 * 4 * 4) + (5 * 5 * 1) + (5 * 4 * 1) + (5 * 5 * 4) + (5 * 6 * 1)) / 225.0;
        CohenKappa.Of(table, KappaWeights.Quadratic)!.Value.ShouldBe(1 - (observed / expected), 1e-12);
    }

    [Fact]
    public void Of_IsTheSameFromCounts_AsFromUnits() => SomePairs.Sample(pairs =>
    {
        var counts = new double[5, 5];
        foreach (var (one, other) in pairs) counts[one - 1, other - 1]++;
        Same(CohenKappa.Of(counts, [1, 2, 3, 4, 5], KappaWeights.Quadratic), Of(pairs, KappaWeights.Quadratic));
        Same(CohenKappa.Of(counts, [1, 2, 3, 4, 5], KappaWeights.None), Of(pairs, KappaWeights.None));
    });

    [Fact]
    public void Of_IsTheMeanOverPairsOfRaters_WeightedByWhatTheyShare()
    {
        IReadOnlyList<double?>[] units = [[1, 1, 1], [2, 2, 1], [1, 2, 2], [2, 2, null], [1, 1, null]];
        double Pair(int one, int other) => CohenKappa.Of(RatingTable.Of(units.Select(unit => (IReadOnlyList<double?>)[unit[one], unit[other]])), KappaWeights.None)!.Value;
        CohenKappa.Of(RatingTable.Of(units), KappaWeights.None)!.Value
            .ShouldBe(((5 * Pair(0, 1)) + (3 * Pair(0, 2)) + (3 * Pair(1, 2))) / 11, 1e-12);
    }

    [Fact]
    public void Of_IsNull_WhenThereIsNothingToDisagreeAbout()
    {
        CohenKappa.Of(Table((1, 1, 9)), KappaWeights.Quadratic).ShouldBeNull();
        CohenKappa.Of(RatingTable.Of([]), KappaWeights.None).ShouldBeNull();
    }

    [Fact]
    public void Of_IsBounded_SymmetricAndBlindToNames() => SomePairs.Sample(pairs =>
    {
        var kappa = Of(pairs, KappaWeights.None);
        var weighted = Of(pairs, KappaWeights.Quadratic);
        if (kappa is { } value) value.ShouldBeInRange(-1, 1 + 1e-12);
        if (weighted is { } quadratic) quadratic.ShouldBeInRange(-1 - 1e-12, 1 + 1e-12);
        Same(Of([.. pairs.Select(pair => (pair.Item2, pair.Item1))], KappaWeights.Quadratic), weighted);
        Same(Of([.. pairs.Select(pair => (3 * pair.Item1 % 7, 3 * pair.Item2 % 7))], KappaWeights.None), kappa);
        Same(Of([.. pairs.Select(pair => (9 - (2 * pair.Item1), 9 - (2 * pair.Item2)))], KappaWeights.Quadratic), weighted);
        if (pairs.All(pair => pair.Item1 < 3 && pair.Item2 < 3)) Same(weighted, kappa);
    });

    private static RatingTable Table(params (int One, int Other, int Calls)[] cells) =>
        RatingTable.Of(cells.SelectMany(cell => Enumerable.Repeat((IReadOnlyList<double?>)[cell.One, cell.Other], cell.Calls)));

    private static double? Of((int One, int Other)[] pairs, KappaWeights weights) =>
        CohenKappa.Of(Table([.. pairs.Select(pair => (pair.One, pair.Other, 1))]), weights);

    private static void Same(double? one, double? other)
    {
        (one is null).ShouldBe(other is null);
        if (one is { } value) value.ShouldBe(other!.Value, 1e-9);
    }
}
