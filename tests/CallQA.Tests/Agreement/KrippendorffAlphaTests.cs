using CallQA.Agreement;
using CsCheck;

namespace CallQA.Tests.Agreement;

public sealed class KrippendorffAlphaTests
{
    private static readonly Gen<double?[][]> SomeUnits =
        Gen.Select(Gen.Bool, Gen.Int[1, 5], (given, value) => given ? (double?)value : null).Array[3].Array[2, 25];

    // The examples of Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): section A two observers with binary
    // data, section B two observers with five categories, section C four observers with gaps.
    [Theory]
    [InlineData(MeasurementScale.Nominal, 0.743)]
    [InlineData(MeasurementScale.Ordinal, 0.815)]
    [InlineData(MeasurementScale.Interval, 0.849)]
    public void Of_EqualsThePublishedValue_ForFourObserversWithGaps(MeasurementScale scale, double alpha)
    {
        double?[][] units =
        [
            [1, 1, null, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
            [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [null, 5, 5, 5], [null, null, 1, 1], [null, 3, null, null],
        ];
        KrippendorffAlpha.Of(RatingTable.Of(units), scale)!.Value.ShouldBe(alpha, 0.0005);
    }

    [Theory]
    [InlineData("0100000010", "1110010000", 0.095)]
    [InlineData("aabbdcccedda", "babbbccceddd", 0.692)]
    public void Of_EqualsThePublishedValue_ForTwoObservers(string one, string other, double alpha) =>
        KrippendorffAlpha.Of(Pairs(one, other), MeasurementScale.Nominal)!.Value.ShouldBe(alpha, 0.0005);

    // By hand: a is used three times, b thrice; one pair is mixed, so 1 − 5 · 1 / (3 · 3).
    [Fact]
    public void Of_EqualsTheHandComputedValue_ForThreeCalls() =>
        KrippendorffAlpha.Of(Pairs("aab", "abb"), MeasurementScale.Nominal)!.Value.ShouldBe(4 / 9.0, 1e-12);

    [Fact]
    public void Of_IsNull_WhenNothingTellsAgreementFromChance()
    {
        KrippendorffAlpha.Of(Pairs("aaa", "aaa"), MeasurementScale.Ordinal).ShouldBeNull();
        KrippendorffAlpha.Of(RatingTable.Of([[1, null], [null, 2]]), MeasurementScale.Ordinal).ShouldBeNull();
    }

    [Fact]
    public void Of_IsAtMostOne_AndOneOnlyWithoutDisagreement() => SomeUnits.Sample(units =>
    {
        var table = RatingTable.Of(units);
        foreach (var scale in Enum.GetValues<MeasurementScale>())
        {
            if (KrippendorffAlpha.Of(table, scale) is not { } alpha) continue;
            alpha.ShouldBeLessThanOrEqualTo(1 + 1e-12);
            var agreed = units.All(unit => unit.OfType<double>().Distinct().Count() < 2);
            (Math.Abs(alpha - 1) < 1e-12).ShouldBe(agreed);
        }
    });

    [Fact]
    public void Of_StaysTheSame_WhenRatersOrCallsChangePlaces() => SomeUnits.Sample(units =>
    {
        foreach (var scale in Enum.GetValues<MeasurementScale>())
        {
            var alpha = KrippendorffAlpha.Of(RatingTable.Of(units), scale);
            Same(KrippendorffAlpha.Of(RatingTable.Of(units.Select(unit => (double?[])[.. unit.Reverse()])), scale), alpha);
            Same(KrippendorffAlpha.Of(RatingTable.Of(units.Reverse()), scale), alpha);
        }
    });

    [Fact]
    public void Of_StaysTheSame_WhenValuesAreRenamedAsTheScaleAllows() => SomeUnits.Sample(units =>
    {
        Same(Renamed(units, MeasurementScale.Nominal, value => (value * 3) % 7), Of(units, MeasurementScale.Nominal));
        Same(Renamed(units, MeasurementScale.Ordinal, value => Math.Exp(value)), Of(units, MeasurementScale.Ordinal));
        Same(Renamed(units, MeasurementScale.Ordinal, value => -value), Of(units, MeasurementScale.Ordinal));
        Same(Renamed(units, MeasurementScale.Interval, value => 25 - (5 * value)), Of(units, MeasurementScale.Interval));
    });

    internal static RatingTable Pairs(string one, string other) => RatingTable.Of(one.Zip(other, (a, b) => (IReadOnlyList<double?>)[a, b]));

    private static double? Of(double?[][] units, MeasurementScale scale) => KrippendorffAlpha.Of(RatingTable.Of(units), scale);

    private static double? Renamed(double?[][] units, MeasurementScale scale, Func<double, double> name) =>
        Of([.. units.Select(unit => unit.Select(value => value is { } known ? name(known) : (double?)null).ToArray())], scale);

    private static void Same(double? one, double? other)
    {
        (one is null).ShouldBe(other is null);
        if (one is { } value) value.ShouldBe(other!.Value, 1e-9);
    }
}
