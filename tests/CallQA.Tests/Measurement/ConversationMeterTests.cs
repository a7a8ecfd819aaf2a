using CallQA.Measurement;
using CallQA.Tests.Scoring;
using CallQA.Transcription;

namespace CallQA.Tests.Measurement;

public sealed class ConversationMeterTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    /// <summary>
    /// Agent 2–6 and 11–21, customer 7–10 and 20–24, agent 34–36; the recording lasts 40 s. By hand: talk 16 and 7 s,
    /// both 20–21, silence 0–2, 6–7, 10–11, 24–34, 36–40.
    /// </summary>
    private static Dialogue Plain => new Dialogue()
        .Agent("good morning acme support", 2, 6)
        .Customer("my phone is dead", 7, 10)
        .Agent("one two three four five six seven eight nine ten", 11, 21)
        .Customer("no wait that is wrong", 20, 24)
        .Agent("I see", 34, 36);

    private static ConversationMetrics Measured => ConversationMeter.Measure(Plain.Transcript(40))!;

    [Fact]
    public void Measure_IsNull_WithoutTimes() =>
        ConversationMeter.Measure(new Dialogue().Agent("hello").Customer("hi").Transcript()).ShouldBeNull();

    [Fact]
    public void Measure_IsNull_WhenOneTurnLacksItsEnd() =>
        ConversationMeter.Measure(new Dialogue().Agent("hello", 0, 1).Customer("hi", 2).Transcript()).ShouldBeNull();

    [Fact]
    public void Measure_IsNull_WithoutTurns() => ConversationMeter.Measure(new Dialogue().Transcript(10)).ShouldBeNull();

    [Fact]
    public void Measure_CountsTalk_ByHand()
    {
        var metrics = Measured;

        metrics.Duration.ShouldBe(Seconds(40));
        metrics.Agent.TalkTime.ShouldBe(Seconds(16));
        metrics.Customer.TalkTime.ShouldBe(Seconds(7));
        metrics.TalkRatio!.Value.ShouldBe(16.0 / 23, 1e-12);
        metrics.Agent.TurnCount.ShouldBe(3);
        metrics.Agent.WordCount.ShouldBe(16);
        metrics.Agent.WordsPerMinute!.Value.ShouldBe(60, 1e-9);
        metrics.Customer.WordsPerMinute!.Value.ShouldBe(9 / (7.0 / 60), 1e-9);
        metrics.Overtalk.ShouldBe(Seconds(1));
        metrics.Silence.ShouldBe(Seconds(2 + 1 + 1 + 10 + 4));
        metrics.FirstResponse.ShouldBe(Seconds(2));
    }

    [Fact]
    public void Measure_NamesTheInterrupter_WhenOneBeginsIntoTheOtherAndGoesOn()
    {
        var metrics = Measured;

        metrics.Customer.Interruptions.ShouldBe(1);
        metrics.Agent.Interruptions.ShouldBe(0);
        metrics.Spans.ShouldContain(new MetricSpan(MetricSpanKind.Overtalk, Seconds(20), Seconds(21), Speaker.Customer));
    }

    [Fact]
    public void Measure_CountsDeadAirBetweenWordsOnly()
    {
        var metrics = ConversationMeter.Measure(
            new Dialogue().Agent("hello", 10, 11).Customer("hi", 20, 21).Transcript(60))!;

        metrics.DeadAir.ShouldBe(Seconds(9));
        metrics.DeadAirCount.ShouldBe(1);
        metrics.Silence.ShouldBe(Seconds(58));
        metrics.HoldCount.ShouldBe(0);
    }

    [Fact]
    public void Measure_CountsNoDeadAir_AtTheThresholdItself()
    {
        var dialogue = new Dialogue().Agent("hello", 0, 1).Customer("hi", 6, 7).Transcript();

        ConversationMeter.Measure(dialogue)!.DeadAirCount.ShouldBe(0);
        ConversationMeter.Measure(dialogue, new MeasurementOptions { DeadAirThreshold = Seconds(5) - Tick })!.DeadAirCount.ShouldBe(1);
    }

    [Theory]
    [InlineData("en", "May I put you on hold for a moment?")]
    [InlineData("en", "ONE MOMENT PLEASE")]
    [InlineData("en", "bear with me while I look")]
    [InlineData("de", "Darf ich Sie kurz in die Warteschleife legen?")]
    [InlineData("de", "einen kleinen moment bitte")]
    [InlineData("de", "Bleiben Sie bitte kurz dran.")]
    public void Measure_TakesSilenceForAHold_WhenTheAgentAnnouncedIt(string language, string announcement)
    {
        var metrics = ConversationMeter.Measure(
            new Dialogue(language).Agent(announcement, 0, 3).Customer("okay", 4, 5).Agent("so", 35, 36).Transcript(40))!;

        metrics.HoldTime.ShouldBe(Seconds(30));
        metrics.HoldCount.ShouldBe(1);
        metrics.DeadAir.ShouldBe(TimeSpan.Zero);
        metrics.Spans.ShouldBe([new MetricSpan(MetricSpanKind.Hold, Seconds(5), Seconds(35), Speaker.Agent, Announcement: 0)]);
        metrics.ResponseLatency.ShouldBeNull();
    }

    [Fact]
    public void Measure_TakesSilenceForAHold_WhenTheAnnouncementIsKnown()
    {
        var transcript = new Dialogue().Agent("bin gleich zurück", 0, 3).Agent("so", 35, 36).Transcript();

        ConversationMeter.Measure(transcript)!.HoldCount.ShouldBe(0);
        ConversationMeter.Measure(transcript, holdAnnouncements: new HashSet<int> { 0 })!.HoldTime.ShouldBe(Seconds(32));
    }

    [Fact]
    public void Measure_SeesThroughAShortTurn_BetweenAnnouncementAndHold()
    {
        var dialogue = new Dialogue().Agent("One moment, I will look it up.", 0, 3).Customer("sure", 4, 5).Agent("Thank you.", 5, 6);

        ConversationMeter.Measure(dialogue.Agent("there it is", 26, 27).Transcript())!.HoldTime.ShouldBe(Seconds(20));
    }

    [Fact]
    public void Measure_CountsOneHold_WhenTheCustomerSpeaksInIt()
    {
        var metrics = ConversationMeter.Measure(new Dialogue()
            .Agent("please hold", 0, 2).Customer("hello?", 12, 13).Agent("I am back", 33, 34).Transcript())!;

        metrics.HoldCount.ShouldBe(1);
        metrics.HoldTime.ShouldBe(Seconds(30));
    }

    [Fact]
    public void Measure_CountsAHold_WhenTheCallEndsOnIt()
    {
        var metrics = ConversationMeter.Measure(new Dialogue().Agent("please hold the line", 0, 2).Transcript(62))!;

        metrics.HoldTime.ShouldBe(Seconds(60));
        metrics.DeadAirCount.ShouldBe(0);
    }

    [Fact]
    public void Measure_TakesAMurmurForNoInterruption_WhenTheOtherGoesOn()
    {
        var metrics = ConversationMeter.Measure(
            new Dialogue().Customer("a long story", 0, 20).Agent("mhm", 5, 6).Transcript())!;

        metrics.Agent.Interruptions.ShouldBe(0);
        metrics.Overtalk.ShouldBe(Seconds(1));
        metrics.Customer.LongestMonologue.ShouldBe(Seconds(20));
    }

    [Theory]
    [InlineData(0.29, 0)]
    [InlineData(0.30, 1)]
    public void Measure_ForgivesJitter_BelowTheInterruptionOverlap(double overlap, int interruptions)
    {
        var metrics = ConversationMeter.Measure(
            new Dialogue().Customer("I wanted", 0, 5).Agent("listen", 5 - overlap, 8).Transcript())!;

        metrics.Agent.Interruptions.ShouldBe(interruptions);
    }

    [Fact]
    public void Measure_NamesNoInterrupter_WhenBothBeginAtOnce()
    {
        var metrics = ConversationMeter.Measure(new Dialogue().Agent("hello", 0, 3).Customer("hello", 0, 2).Transcript())!;

        (metrics.Agent.Interruptions + metrics.Customer.Interruptions).ShouldBe(0);
        metrics.Overtalk.ShouldBe(Seconds(2));
    }

    [Fact]
    public void Measure_AveragesTheAgentsPauses_OverlapCountingAsNone()
    {
        var metrics = ConversationMeter.Measure(new Dialogue()
            .Customer("one", 0, 2).Agent("reply", 5, 6).Customer("two", 8, 10).Agent("reply", 9, 12).Transcript())!;

        metrics.ResponseLatency.ShouldBe(Seconds(1.5));
    }

    [Fact]
    public void Measure_RunsAMonologueThroughOwnPauses_ButNotThroughDeadAir()
    {
        var metrics = ConversationMeter.Measure(new Dialogue()
            .Agent("first", 0, 10).Agent("second", 12, 20).Agent("third", 30, 45).Customer("yes", 46, 47).Transcript())!;

        metrics.Agent.LongestMonologue.ShouldBe(Seconds(20));
    }

    [Fact]
    public void Measure_GivesNoPace_BelowFiveSecondsOfSpeech() =>
        ConversationMeter.Measure(new Dialogue().Agent("quick words", 0, 4.9).Transcript())!.Agent.WordsPerMinute.ShouldBeNull();

    [Fact]
    public void Measure_KeepsUnknownSpeakersOutOfSilenceAndShares()
    {
        var transcript = new Transcript("call", "en", [new Turn(Speaker.Unknown, "hm", Seconds(0), Seconds(10))], Seconds(12));

        var metrics = ConversationMeter.Measure(transcript)!;

        metrics.TalkRatio.ShouldBeNull();
        metrics.Silence.ShouldBe(Seconds(2));
        metrics.FirstResponse.ShouldBeNull();
    }

    [Fact]
    public void Measure_Refuses_OptionsOutOfRange() =>
        Should.Throw<InputException>(() =>
                ConversationMeter.Measure(Plain.Transcript(), new MeasurementOptions { DeadAirThreshold = Seconds(0.5) }))
            .Message.ShouldBe("The measurement option DeadAirThreshold is 0.5 s; set it from 1 to 60 s.");

    private static TimeSpan Seconds(double value) => TimeSpan.FromSeconds(value);
}
