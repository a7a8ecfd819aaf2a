using CallQA.App.Search.Index;

namespace CallQA.App.Tests.Search.Index;

public sealed class CallKeyTests
{
    private static readonly DateTime Start = new(2026, 3, 4, 9, 30, 15, DateTimeKind.Utc);

    [Fact]
    public void Of_SortsByStart_AndTellsTheSecond()
    {
        var key = CallKey.Of(Start.AddMilliseconds(250), 131_071);
        key.ShouldBeLessThan(CallKey.Of(Start.AddSeconds(1), 0));
        key.ShouldBeGreaterThanOrEqualTo(CallKey.First(Start));
        CallKey.SecondOf(key).ShouldBe(Start);
        CallKey.Tells(key, Start.AddMilliseconds(900)).ShouldBeTrue();
        CallKey.Tells(key, Start.AddSeconds(1)).ShouldBeFalse();
        CallKey.Of(Start, 131_072).ShouldBe(CallKey.Of(Start, 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2026)]
    [InlineData(9999)]
    public void Turn_StaysInsideItsCall_InEveryYear(int year)
    {
        var key = CallKey.Of(new DateTime(year, 12, 31, 23, 59, 59, DateTimeKind.Utc), 131_071);
        var last = CallKey.Turn(key, CallKey.MostTurns - 1);
        last.ShouldBeGreaterThan(0);
        (last >> CallKey.TurnBits).ShouldBe(key);
        CallKey.TurnOf(last).ShouldBe(CallKey.MostTurns - 1);
    }
}
