using CallQA.Scoring;

namespace CallQA.Tests.Scoring;

public sealed class CustomerMoodTests
{
    [Fact]
    public void Of_WeighsByWordsAndQuarters_WhenThereAreTimes()
    {
        // 40 s: quarters end at 10, 20 and 30 s. The third quarter is the agent's.
        var call = new Dialogue()
            .Customer("one two three", 0, 4, "angry").Customer("four", 5, 9, "neutral")
            .Customer("five six", 11, 18, "worried")
            .Agent("seven", 20, 30)
            .Customer("eight nine", 31, 39, "grateful");

        var mood = CustomerMood.Of(call.Transcript(40), call.Reading());

        // −3/4, −2/2, nothing, 2/2; over all (−3 + 0 − 2 + 2)/8; times five.
        mood.Quarters.ShouldBe([-3.75, -5, null, 5]);
        mood.Overall.ShouldBe(-1.88);
        mood.Change.ShouldBe(MoodChange.Better);
    }

    [Fact]
    public void Of_CountsTurns_WhenThereAreNoTimes()
    {
        var call = new Dialogue()
            .Customer("good", emotion: "satisfied").Agent("a").Customer("so so", emotion: "neutral").Agent("b").Customer("x").Agent("c")
            .Customer("bad", emotion: "frustrated").Agent("d");

        var mood = CustomerMood.Of(call.Transcript(), call.Reading());

        mood.Quarters.ShouldBe([5, 0, null, -5]);
        mood.Change.ShouldBe(MoodChange.Worse);
    }

    [Theory]
    [InlineData("angry", "angry", MoodChange.None)]
    [InlineData("angry", "neutral", MoodChange.None)]
    [InlineData("neutral", "grateful", MoodChange.None)]
    [InlineData("sad", "satisfied", MoodChange.Better)]
    [InlineData("neutral", "angry", MoodChange.Worse)]
    public void Of_TellsTheChange_ByBothEnds(string first, string last, MoodChange change)
    {
        var call = new Dialogue().Customer("a", emotion: first).Agent("b").Agent("c").Customer("d", emotion: last);

        CustomerMood.Of(call.Transcript(), call.Reading()).Change.ShouldBe(change);
    }

    [Theory]
    [InlineData("angry", "grateful", true, true)]
    [InlineData("angry", "neutral", true, false)]
    [InlineData("neutral", "grateful", false, null)]
    [InlineData("neutral", "angry", false, null)]
    public void TurnedRound_IsAskedOfCustomersWhoBeganUpset_Only(string first, string last, bool upset, bool? turned)
    {
        var call = new Dialogue().Customer("a", emotion: first).Agent("b").Agent("c").Customer("d", emotion: last);

        var mood = CustomerMood.Of(call.Transcript(), call.Reading());

        (mood.BeganUpset, mood.TurnedRound).ShouldBe((upset, turned));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(50, null)]
    public void TurnedRound_IsUnknown_WhenTheCustomerIsSilentInOneHalf(double start, bool? upset)
    {
        var call = new Dialogue().Customer("a", start, start + 5, "angry");

        var mood = CustomerMood.Of(call.Transcript(60), call.Reading());

        (mood.BeganUpset, mood.TurnedRound).ShouldBe((upset, null));
    }

    [Fact]
    public void Json_KeepsTheMood_WithoutWhatFollowsFromIt()
    {
        var mood = new CustomerMood(-1.88, [-3.75, -5, null, 5], MoodChange.Better);

        var json = System.Text.Json.JsonSerializer.Serialize(mood, CallQAJson.Compact);

        json.ShouldBe("""{"overall":-1.88,"quarters":[-3.75,-5,null,5],"change":"better"}""");
        System.Text.Json.JsonSerializer.Deserialize<CustomerMood>(json, CallQAJson.Compact)!.TurnedRound.ShouldBe(true);
    }

    [Fact]
    public void Of_ReadsTheSame_FromWhatAnEvaluationKeeps()
    {
        var call = new Dialogue()
            .Customer("one two three", 0, 4, "angry").Customer("four", 5, 9, "neutral").Agent("five", 10, 30).Customer("six seven", 31, 39, "grateful");

        var kept = CustomerMood.Of(call.Transcript(40), [new(0, "angry"), new(3, "grateful")]);
        var read = CustomerMood.Of(call.Transcript(40), call.Reading());

        kept.Quarters.ShouldBe(read.Quarters);
        (kept.Overall, kept.Change).ShouldBe((read.Overall, MoodChange.Better));
    }

    [Fact]
    public void FlipsOf_TellsEachTurnToTheOtherSide_PastNeutralTurnsAndTheAgents()
    {
        var call = new Dialogue().Customer("a").Customer("b").Agent("c").Customer("d").Customer("e").Customer("f").Customer("g");

        CustomerMood.FlipsOf(call.Transcript(), [new(1, "worried"), new(3, "sad"), new(5, "satisfied"), new(6, "angry")])
            .ShouldBe([new(1, MoodChange.Worse), new(5, MoodChange.Better), new(6, MoodChange.Worse)]);
    }

    [Theory]
    [InlineData("angry", "angry")]
    [InlineData("grateful", "satisfied")]
    [InlineData("angry", "neutral")]
    [InlineData("neutral", "grateful")]
    public void FlipsOf_IsEmpty_WhenTheMoodKeepsItsSide(string first, string last)
    {
        var call = new Dialogue().Customer("a").Agent("b").Customer("c");

        CustomerMood.FlipsOf(call.Transcript(), [new(0, first), new(2, last)]).ShouldBeEmpty();
    }

    [Fact]
    public void Of_IsEmpty_WhenTheCustomerSaysNothing()
    {
        var call = new Dialogue().Agent("Hello?");

        CustomerMood.Of(call.Transcript(), call.Reading()).ShouldSatisfyAllConditions(
            mood => mood.Overall.ShouldBeNull(),
            mood => mood.Quarters.ShouldAllBe(quarter => quarter == null),
            mood => mood.Change.ShouldBe(MoodChange.None));
    }
}
