using CallQA.Transcription;

namespace CallQA.Tests.Transcription;

public sealed class DiarizationErrorRateTests
{
    private static readonly SpeakerSpan[] Reference = [Span("a", 0, 10), Span("b", 10, 20)];

    [Fact]
    public void Compare_IsZero_WhenOnlyTheNamesDiffer() =>
        DiarizationErrorRate.Compare(Reference, [Span("y", 10, 20), Span("x", 0, 10)], TimeSpan.Zero).Rate.ShouldBe(0);

    [Fact]
    public void Compare_CountsTheSmallerPartAsConfused_WhenAllIsGivenToOne()
    {
        var rate = DiarizationErrorRate.Compare(Reference, [Span("x", 0, 20)], TimeSpan.Zero);
        rate.Confused.ShouldBe(TimeSpan.FromSeconds(10));
        rate.Rate.ShouldBe(0.5);
    }

    [Fact]
    public void Compare_TellsMissedFromFalse_WhenTimesAreOff()
    {
        var rate = DiarizationErrorRate.Compare([Span("a", 1, 5)], [Span("x", 3, 8)], TimeSpan.Zero);
        rate.Missed.ShouldBe(TimeSpan.FromSeconds(2));
        rate.FalseAlarm.ShouldBe(TimeSpan.FromSeconds(3));
        rate.Spoken.ShouldBe(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public void Compare_MissesTheSecondVoice_WhenBothSpeakAtOnce()
    {
        var rate = DiarizationErrorRate.Compare([Span("a", 0, 4), Span("b", 2, 4)], [Span("x", 0, 4)], TimeSpan.Zero);
        rate.Missed.ShouldBe(TimeSpan.FromSeconds(2));
        rate.Spoken.ShouldBe(TimeSpan.FromSeconds(6));
    }

    [Fact]
    public void Compare_ForgivesEdges_WithinTheCollar()
    {
        var found = new[] { Span("x", 0.2, 10.2), Span("y", 10.2, 19.8) };
        DiarizationErrorRate.Compare(Reference, found, TimeSpan.FromSeconds(0.25)).Rate.ShouldBe(0);
        DiarizationErrorRate.Compare(Reference, found, TimeSpan.Zero).Rate.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Compare_PairsForTheBestWhole_NotGreedily()
    {
        var reference = new[] { Span("a", 0, 10), Span("b", 10, 16) };
        var found = new[] { Span("x", 0, 6), Span("y", 6, 10), Span("x", 10, 16) };
        DiarizationErrorRate.Compare(reference, found, TimeSpan.Zero).Confused.ShouldBe(TimeSpan.FromSeconds(6));
    }

    [Fact]
    public void Rate_IsOneOrZero_WhenNobodySpoke()
    {
        DiarizationErrorRate.Compare([], [Span("x", 0, 1)], TimeSpan.Zero).Rate.ShouldBe(1);
        DiarizationErrorRate.Compare([], [], TimeSpan.Zero).Rate.ShouldBe(0);
    }

    private static SpeakerSpan Span(string speaker, double start, double end) => new(speaker, TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(end));
}
