using CallQA.Engines.Speakers;
using CallQA.Recordings;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Speakers;

public sealed class EchoedTurnsTests
{
    private const int Rate = 16_000;

    [Fact]
    public void Remove_TakesTheEcho_WhenAChannelSoftlyRepeatsTheOther()
    {
        VoicedTurn[] turns =
        [
            Turn(0, 1, 3, "Thank you for calling, how may I help you?"),
            Turn(1, 1.2, 3.2, "Thank you for calling how may he help you"),
            Turn(1, 4, 6, "My order has not arrived."),
            Turn(1, 7, 9, "It should have been here on Monday."),
        ];

        Remove(turns, [(0, 1, 3, 0.3), (1, 1.2, 3.2, 0.02), (1, 4, 6, 0.3), (1, 7, 9, 0.3)]).ShouldBe([turns[0], turns[2], turns[3]]);
    }

    [Fact]
    public void Remove_TakesTheEchoOfAPart_WhenTheOtherGoesOn()
    {
        VoicedTurn[] turns =
        [
            Turn(0, 1, 6, "Please hold the line for a moment while I look into your account and find the invoice"),
            Turn(1, 3.2, 4.8, "while I look into your account"),
            Turn(1, 7, 9, "Of course."),
            Turn(1, 10, 12, "I have all the time in the world."),
        ];

        Remove(turns, [(0, 1, 6, 0.3), (1, 3.2, 4.8, 0.03), (1, 7, 9, 0.3), (1, 10, 12, 0.3)]).ShouldNotContain(turns[1]);
    }

    [Theory]
    [InlineData("Thank you very much.", "Thank you very much.", 0.3)]
    [InlineData("Thank you very much.", "I would rather not.", 0.02)]
    [InlineData("Goodbye then.", "Goodbye then.", 0.02)]
    public void Remove_KeepsBoth_WhenLoudnessWordsOrTheirNumberSpeakAgainstAnEcho(string agent, string customer, double loudness)
    {
        VoicedTurn[] turns = [Turn(0, 1, 3, agent), Turn(1, 1.1, 3.1, customer), Turn(1, 4, 6, "My order has not arrived."), Turn(1, 7, 9, "It is late.")];

        Remove(turns, [(0, 1, 3, 0.3), (1, 1.1, 3.1, loudness), (1, 4, 6, 0.3), (1, 7, 9, 0.3)]).ShouldBe(turns);
    }

    [Fact]
    public void Remove_KeepsARepetition_WhenItComesLater()
    {
        VoicedTurn[] turns = [Turn(0, 1, 3, "four four seven nine two"), Turn(1, 5, 7, "four four seven nine two"), Turn(1, 8, 10, "That is right.")];

        Remove(turns, [(0, 1, 3, 0.3), (1, 5, 7, 0.02), (1, 8, 10, 0.3)]).ShouldBe(turns);
    }

    private static IReadOnlyList<VoicedTurn> Remove(VoicedTurn[] turns, (int Channel, double Start, double End, double Loudness)[] sounds)
    {
        var channels = Enumerable.Range(0, 2).Select(channel => new float[13 * Rate]).ToArray();
        foreach (var (channel, start, end, loudness) in sounds)
        {
            for (var i = (int)(start * Rate); i < (int)(end * Rate); i++)
                channels[channel][i] = (float)(loudness * Math.Sin(0.3 * i));
        }

        VoiceLane[] lanes = [new(0, Speaker.Agent, [], []), new(1, Speaker.Customer, [], [])];
        return new EchoedTurns([.. channels.Select(samples => ChannelAudio.Of(Rate, samples))], lanes).Remove(turns, TestContext.Current.CancellationToken);
    }

    private static VoicedTurn Turn(int voice, double start, double end, string text) =>
        new(voice, new Turn(voice == 0 ? Speaker.Agent : Speaker.Customer, text, TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(end)));
}
