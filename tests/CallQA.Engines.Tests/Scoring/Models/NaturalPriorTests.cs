using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Scoring.Models;

public sealed class NaturalPriorTests
{
    private static readonly float[] Undecided = [0.3f, 0.4f, 0.3f];

    [Theory]
    [InlineData("en", "Thank you so much!", "No, it still fails.")]
    [InlineData("de", "Vielen herzlichen Dank!", "Nein, es geht immer noch nicht.")]
    public void Mix_PutsThanksAboveComplaints_WhenTheModelIsUndecided(string language, string thanks, string complaint)
    {
        var glad = NaturalPrior.Mix(Undecided, Call(language, "I have sent it.", thanks, good: 0.9f));
        var upset = NaturalPrior.Mix(Undecided, Call(language, "I am sorry.", complaint, good: 0.1f));

        glad.Sum().ShouldBe(1, 1e-5);
        CallModel.Mean(glad).ShouldBeGreaterThan(1.2);
        CallModel.Mean(upset).ShouldBeLessThan(0.8);
    }

    [Fact]
    public void Mix_KeepsTheOutcome_WhenTheModelIsSure()
    {
        var mixed = NaturalPrior.Mix([0.97f, 0.02f, 0.01f], Call("en", "I can't.", "Thanks anyway.", good: 0.5f));

        Array.IndexOf(mixed, mixed.Max()).ShouldBe(0);
    }

    [Fact]
    public void Signs_AreHalfLower_WhenTheCustomerIsLeftWithAQuestion() =>
        (NaturalPrior.Signs(Call("en", "Wait.", "How long will it take?", good: 0.5f)) - NaturalPrior.Signs(Call("en", "Wait.", "Hm.", good: 0.5f)))
            .ShouldBe(-0.5, 1e-6);

    [Fact]
    public void Mix_GivesProbabilities_WhenNobodySpeaks() =>
        NaturalPrior.Mix(Undecided, new(new("en", [], true, true), new("en", []), new Dictionary<string, IReadOnlyList<int[]>>())).Sum().ShouldBe(1, 1e-5);

    /// <summary>An agent's and a customer's turn; the customer's feelings are good with the given probability and else bad.</summary>
    private static PreparedCall Call(string language, string agent, string customer, float good)
    {
        var transcript = new Transcript("call", language, [new(Speaker.Agent, agent), new(Speaker.Customer, customer)]);
        return new(
            Dialogue.From(transcript),
            new(language, [new(Speaker.Agent), new(Speaker.Customer, Emotion: [0, 1 - good, 0, 0, 0, 0, good])]),
            new Dictionary<string, IReadOnlyList<int[]>>());
    }
}
