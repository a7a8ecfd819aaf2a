using CallQA.Measurement;
using CallQA.Tests.Scoring;

namespace CallQA.Tests.Measurement;

public sealed class HoldAnnouncementsTests
{
    [Fact]
    public void Of_TakesAShortTurnForTheReturn_LongAfterTheAnnouncement()
    {
        var metrics = ConversationMeter.Measure(new Dialogue()
            .Agent("Please hold the line.", 0, 3).Agent("So.", 30, 31).Agent("Here it is now.", 60, 62).Transcript())!;

        metrics.HoldTime.ShouldBe(TimeSpan.FromSeconds(27));
        metrics.DeadAir.ShouldBe(TimeSpan.FromSeconds(29));
    }

    [Fact]
    public void Of_ListensToTheLastAgentTurnOnly()
    {
        var metrics = ConversationMeter.Measure(new Dialogue()
            .Agent("One moment.", 0, 2).Agent("There it is, your invoice from May.", 4, 7).Agent("Right then.", 40, 42).Transcript())!;

        metrics.HoldCount.ShouldBe(0);
        metrics.DeadAir.ShouldBe(TimeSpan.FromSeconds(33));
    }

    [Fact]
    public void Of_DoesNotListenToTheCustomer() =>
        ConversationMeter.Measure(new Dialogue()
            .Agent("Your name?", 0, 2).Customer("One moment please.", 3, 5).Agent("Yes", 30, 31).Transcript())!.HoldCount.ShouldBe(0);
}
