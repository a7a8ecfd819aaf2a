using CallQA.Measurement;
using CallQA.Transcription;
using CsCheck;

namespace CallQA.Tests.Measurement;

/// <summary>Any turns at all: unordered, overlapping, without length, ending before they begin, past the recording.</summary>
public sealed class ConversationMeterProperties
{
    private static readonly string[] Texts = ["hello there", "one moment please", "", "ja gut"];

    private static readonly Gen<Turn> AnyTurn = Gen.Select(
        Gen.Bool.Select(agent => agent ? Speaker.Agent : Speaker.Customer),
        Gen.Int[0, 3].Select(text => Texts[text]),
        Gen.Int[-5_000, 120_000],
        Gen.Int[-2_000, 30_000],
        (speaker, text, start, length) =>
            new Turn(speaker, text, TimeSpan.FromMilliseconds(start), TimeSpan.FromMilliseconds(start + length)));

    private static readonly Gen<Transcript> AnyTranscript = Gen.Select(
        AnyTurn.Array[1, 20],
        Gen.Int[0, 130_000],
        (turns, duration) => new Transcript("call", "en", turns, TimeSpan.FromMilliseconds(duration)));

    [Fact]
    public void Measure_AddsUp() => AnyTranscript.Sample(transcript =>
    {
        var metrics = Measure(transcript);

        // What either says, less what both say, plus what nobody says, is the whole recording, to the tick.
        (metrics.Agent.TalkTime + metrics.Customer.TalkTime - metrics.Overtalk + metrics.Silence).ShouldBe(metrics.Duration);
        (metrics.DeadAir + metrics.HoldTime).ShouldBeLessThanOrEqualTo(metrics.Silence);
        metrics.Overtalk.ShouldBeLessThanOrEqualTo(metrics.Agent.TalkTime);
        metrics.Overtalk.ShouldBeLessThanOrEqualTo(metrics.Customer.TalkTime);
        metrics.Agent.LongestMonologue.ShouldBeLessThanOrEqualTo(metrics.Duration);
    });

    [Fact]
    public void Measure_KeepsEveryTimeInsideTheRecording() => AnyTranscript.Sample(transcript =>
    {
        var metrics = Measure(transcript);

        metrics.Spans.ShouldAllBe(span => span.Start >= TimeSpan.Zero && span.Start < span.End && span.End <= metrics.Duration);
        metrics.Spans.Select(span => span.Start).ShouldBeInOrder();
        (metrics.FirstResponse ?? TimeSpan.Zero).ShouldBeInRange(TimeSpan.Zero, metrics.Duration);
        (metrics.ResponseLatency ?? TimeSpan.Zero).ShouldBeInRange(TimeSpan.Zero, metrics.Duration);
    });

    [Fact]
    public void Measure_SumsItsSpans() => AnyTranscript.Sample(transcript =>
    {
        var metrics = Measure(transcript);

        Sum(metrics, MetricSpanKind.DeadAir).ShouldBe(metrics.DeadAir);
        Sum(metrics, MetricSpanKind.Hold).ShouldBe(metrics.HoldTime);
        Sum(metrics, MetricSpanKind.Overtalk).ShouldBe(metrics.Overtalk);
        metrics.Spans.Count(span => span.Kind == MetricSpanKind.DeadAir).ShouldBe(metrics.DeadAirCount);
    });

    [Fact]
    public void Measure_SwapsTheSides_WhenTheSpeakersSwap() => AnyTranscript.Sample(transcript =>
    {
        var metrics = Measure(transcript);
        var swapped = Measure(transcript with { Turns = [.. transcript.Turns.Select(Swap)] });

        swapped.Overtalk.ShouldBe(metrics.Overtalk);
        swapped.Silence.ShouldBe(metrics.Silence);
        swapped.Agent.TalkTime.ShouldBe(metrics.Customer.TalkTime);
        swapped.Agent.Interruptions.ShouldBe(metrics.Customer.Interruptions);
        swapped.Customer.Interruptions.ShouldBe(metrics.Agent.Interruptions);
    });

    [Fact]
    public void Measure_DoesNotMind_TheOrderOfTurns() => AnyTranscript.Sample(transcript =>
    {
        var metrics = Measure(transcript);
        var reversed = Measure(transcript with { Turns = [.. transcript.Turns.Reverse()] });

        reversed.Agent.ShouldBe(metrics.Agent);
        reversed.Customer.ShouldBe(metrics.Customer);
        reversed.Silence.ShouldBe(metrics.Silence);
        reversed.Overtalk.ShouldBe(metrics.Overtalk);
    });

    private static ConversationMetrics Measure(Transcript transcript) => ConversationMeter.Measure(transcript)!;

    private static TimeSpan Sum(ConversationMetrics metrics, MetricSpanKind kind) =>
        TimeSpan.FromTicks(metrics.Spans.Where(span => span.Kind == kind).Sum(span => (span.End - span.Start).Ticks));

    private static Turn Swap(Turn turn) =>
        turn with { Speaker = turn.Speaker == Speaker.Agent ? Speaker.Customer : Speaker.Agent };
}
