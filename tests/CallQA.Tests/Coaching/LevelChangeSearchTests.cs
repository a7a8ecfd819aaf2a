using CallQA.Coaching;

namespace CallQA.Tests.Coaching;

public class LevelChangeSearchTests
{
    [Fact]
    public void Find_NamesTheWeek_WhenTheLevelSteps()
    {
        var found = LevelChangeSearch.Find(Weeks(new Random(1), 8, 10, week => week < 5 ? 60 : 75));

        found!.Value.Week.ShouldBe(5);
        found.Value.Error.ShouldBeLessThanOrEqualTo(0.01);
    }

    [Fact]
    public void Find_NamesNothing_WhenAllIsAlike() => LevelChangeSearch.Find(Weeks(null, 6, 5, _ => 50)).ShouldBeNull();

    [Fact]
    public void Find_NamesAStep_WhenThereIsNoNoiseAtAll() => LevelChangeSearch.Find(Weeks(null, 4, 5, week => week < 2 ? 50 : 60))!.Value.Week.ShouldBe(2);

    [Fact]
    public void Find_NamesNothing_WhenOneSideHasTooFewCalls() =>
        LevelChangeSearch.Find([.. Enumerable.Repeat((0, 50.0), 20), .. Enumerable.Repeat((1, 90.0), 4)]).ShouldBeNull();

    [Fact]
    public void Find_ClaimsAStepInOneOfAHundred_WhenThereIsOnlyNoise()
    {
        const int Runs = 500;
        var random = new Random(3);
        var claimed = Enumerable.Range(0, Runs).Count(_ => LevelChangeSearch.Find(Weeks(random, 8, 6, _ => 70)) is not null);

        // Binomial with 1 in 100: more than 13 of 500 come about once in a thousand times.
        claimed.ShouldBeLessThanOrEqualTo(13);
    }

    [Fact]
    public void Find_ClaimsAStepInOneOfAHundred_WhenThousandsOfCallsShowOnlyNoise()
    {
        const int Runs = 300;
        var random = new Random(4);
        var claimed = Enumerable.Range(0, Runs).Count(_ => LevelChangeSearch.Find(Weeks(random, 5, 220, _ => 70)) is not null);

        claimed.ShouldBeLessThanOrEqualTo(9);
        LevelChangeSearch.Find(Weeks(random, 5, 220, week => week < 3 ? 70 : 74))!.Value.Week.ShouldBe(3);
    }

    private static List<(int Week, double Value)> Weeks(Random? random, int weeks, int calls, Func<int, double> level) =>
    [
        .. Enumerable.Range(0, weeks).SelectMany(week => Enumerable.Range(0, calls)
            .Select(_ => level(week) + (random is null ? 0 : (random.NextDouble() + random.NextDouble() - 1) * 25)).Order().Select(value => (week, value))),
    ];
}
