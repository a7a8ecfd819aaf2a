using CallQA.Recordings.Sources;

namespace CallQA.Tests.Recordings.Sources;

public sealed class DateOrderTests
{
    [Theory]
    [InlineData("31.03.2026 14:05", "01.04.2026 08:00")]
    [InlineData("3/31/2026 2:05 PM", "4/1/2026 8:00 AM")]
    [InlineData("31/03/2026 14:05:07", "1/4/2026 8:00:00")]
    [InlineData("2026/03/31 14:05", "2026/04/01 08:00")]
    [InlineData("20260331-140500", "20260401-080000")]
    public void Of_FindsTheOrder_WhenOnlyOneFits(params string[] values)
    {
        var order = DateOrder.Of(values);

        order.IsAmbiguous.ShouldBeFalse();
        order.Formats.ShouldNotBeEmpty();
    }

    [Fact]
    public void Of_IsAmbiguous_WhenDayAndMonthFitEitherWayRound() => DateOrder.Of(["03/04/2026 14:05", "05/06/2026 08:00"]).IsAmbiguous.ShouldBeTrue();

    [Fact]
    public void Of_IsAmbiguous_WhenValuesContradictEachOther() => DateOrder.Of(["31/03/2026 14:05", "03/31/2026 14:05"]).IsAmbiguous.ShouldBeTrue();

    [Fact]
    public void Of_FindsTheOrder_WhenSomeValuesMeanNothing()
    {
        var order = DateOrder.Of(["31/03/2026 14:05", "yesterday", "03/04/2026 14:05"]);

        order.IsAmbiguous.ShouldBeFalse();
        order.Formats.ShouldContain("d/M/yyyy' 'H:mm");
    }

    [Fact]
    public void Of_FindsNone_WhenNoValueIsATime() => DateOrder.Of(["yesterday"]).ShouldSatisfyAllConditions(
        order => order.IsAmbiguous.ShouldBeFalse(),
        order => order.Formats.ShouldBeEmpty());

    [Fact]
    public void Of_LeavesIsoAlone() => DateOrder.Of(["2026-03-31T14:05:00+02:00", "1774958700"]).ShouldSatisfyAllConditions(
        order => order.IsAmbiguous.ShouldBeFalse(),
        order => order.Formats.ShouldBeEmpty());
}
