using CallQA.Coaching.Clips;
using CallQA.Redaction;
using CallQA.Transcription;

namespace CallQA.Tests.Coaching.Clips;

public sealed class ClipRedactionTests
{
    private static readonly ClipRedaction Redaction = new(TimeSpan.FromSeconds(0.25));

    // "My" begins at 0 s, and every word half a second after the one before.
    private static readonly Transcript Call = new(
        "c", "en", [Said(Speaker.Customer, 0, "My card is 4111 1111 1111 1111 thanks."), Said(Speaker.Agent, 5, "Thank you, Mrs Brandt.")], TimeSpan.FromSeconds(9));

    [Fact]
    public void Apply_MasksTheNumber_AndSilencesTheSameTime()
    {
        var (transcript, silences) = Redaction.Apply(Call, new(null, "Eva Brandt"), TimeSpan.FromSeconds(9));

        transcript.Turns.Select(turn => turn.Text).ShouldBe(["My card is [card-number] thanks.", "Thank you, Mrs [name]."]);
        silences.Select(span => (span.From.TotalSeconds, span.Until.TotalSeconds)).ShouldBe([(1.25, 3.65), (6.25, 7.15)]);
    }

    [Fact]
    public void Apply_ReadsWhatLeadsUpToTheClip()
    {
        var (transcript, _) = Redaction.Apply(Call, KnownNames.None, TimeSpan.FromSeconds(9));

        ClipWords.In(transcript, new(TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(4))).Select(turn => turn.Text)
            .ShouldBe(["[card-number] thanks."], "the number begins before the clip");
    }

    [Fact]
    public void IsNeeded_UnlessPersonalDataWereLookedFor()
    {
        ClipRedaction.IsNeeded(null).ShouldBeTrue();
        ClipRedaction.IsNeeded(Call).ShouldBeTrue();
        ClipRedaction.IsNeeded(Call with { Redactions = [] }).ShouldBeFalse();
    }

    [Fact]
    public void Words_AreThoseHeardInTheClip_BySpeaker()
    {
        var heard = ClipWords.In(Call, new(TimeSpan.FromSeconds(3.4), TimeSpan.FromSeconds(5.4)));

        heard.Select(turn => (turn.Speaker, turn.Text)).ShouldBe([(Speaker.Customer, "thanks."), (Speaker.Agent, "Thank")]);
    }

    [Fact]
    public void Words_AreAllOfATurn_WithoutTimesOfItsWords()
    {
        var call = Call with { Turns = [.. Call.Turns.Select(turn => turn with { Words = null }), new(Speaker.Agent, "Without times.")] };

        ClipWords.In(call, new(TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(7))).Select(turn => turn.Text).ShouldBe(["Thank you, Mrs Brandt."]);
        ClipWords.In(call, new(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(5))).ShouldBeEmpty();
    }

    private static Turn Said(Speaker speaker, double start, string text)
    {
        var words = text.Split(' ').Select((word, index) => new Word(word, TimeSpan.FromSeconds(start + (0.5 * index)), TimeSpan.FromSeconds(start + (0.5 * index) + 0.4), 0.9)).ToList();
        return new(speaker, text, words[0].Start, words[^1].End, 0.9, words);
    }
}
