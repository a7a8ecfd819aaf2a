using CallQA.Agreement;

namespace CallQA.Tests.Agreement;

public sealed class PopulationStabilityTests
{
    private const int Simulations = 2000;

    [Fact]
    public void OfNumbers_GivesTheIndexOfItsFormula()
    {
        // Half of the later values lie in the lower half of the earlier ones, shifted by two tenths.
        double[] before = [.. Enumerable.Range(0, 100).Select(value => (double)value)];
        double[] now = [.. Enumerable.Range(0, 100).Select(value => value + 20.0)];

        var stability = PopulationStability.OfNumbers(before, now);

        // Two tenths lose all ten values, the last gains twenty; with half a value more a bin and 105 in all.
        var expected = (2 * (10.5 - 0.5) / 105 * Math.Log(10.5 / 0.5)) + ((30.5 - 10.5) / 105 * Math.Log(30.5 / 10.5));
        stability.Index!.Value.ShouldBe(expected, 1e-9);
        stability.Shifted.ShouldBeTrue();
    }

    [Fact]
    public void OfNumbers_SaysNothing_WithFewValues()
    {
        double[] few = [.. Enumerable.Range(0, PopulationStability.EnoughValues - 1)];

        PopulationStability.OfNumbers(few, few).ShouldBe(new(few.Length, few.Length, null, null));
        PopulationStability.OfNumbers([], few).Shifted.ShouldBeFalse();
    }

    [Theory]
    [InlineData(60)]
    [InlineData(500)]
    public void OfNumbers_RaisesHardlyEverAFalseAlarm(int calls)
    {
        var chance = new RepeatableChance();

        var alarms = Enumerable.Range(0, Simulations).Count(_ => PopulationStability.OfNumbers(Draw(chance, calls), Draw(chance, calls)).Shifted);

        alarms.ShouldBeLessThan(Simulations / 200, "one in a thousand is meant");
    }

    [Fact]
    public void OfCategories_FindsALanguageThatComesUp()
    {
        string[] before = [.. Enumerable.Range(0, 200).Select(call => call % 10 == 0 ? "de" : "en")];
        string[] now = [.. Enumerable.Range(0, 200).Select(call => call % 10 < 4 ? "de" : "en")];

        PopulationStability.OfCategories(before, now).Shifted.ShouldBeTrue();
        PopulationStability.OfCategories(before, before).Index.ShouldBe(0);
    }

    [Fact]
    public void Change_IsAFallOnlyBeyondChance()
    {
        double[] good = [.. Enumerable.Range(0, 100).Select(call => call % 10 < 8 ? 1.0 : 0.0)];
        double[] poor = [.. Enumerable.Range(0, 100).Select(call => call % 10 < 6 ? 1.0 : 0.0)];

        AgreementChange.Of(good, poor).Fallen.ShouldBeTrue();
        AgreementChange.Of(good, poor[..19]).Difference.ShouldBeNull("there are too few calls");
        AgreementChange.Of(good, good).Fallen.ShouldBeFalse();
        AgreementChange.Of(poor, good).Fallen.ShouldBeFalse("a rise is no alarm");
    }

    private static double[] Draw(RepeatableChance chance, int calls) => [.. Enumerable.Range(0, calls).Select(_ => (double)chance.Next(1000))];
}
