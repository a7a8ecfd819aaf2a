using CallQA.Engines.Scoring.Features;
using CallQA.Engines.Scoring.Models;
using CallQA.Transcription;

namespace CallQA.Engines.Tests.Scoring.Models;

public sealed class NaturalPriorTests
{
    private static readonly float[] Undecided = [0.3f, 0.4f, 0.3f];

    private static NaturalPrior Current => NaturalPrior.Current;

    [Theory]
    [InlineData("en", "Thank you so much!", "No, it still fails.")]
    [InlineData("de", "Vielen herzlichen Dank!", "Nein, es geht immer noch nicht.")]
    public void Mix_PutsThanksAboveComplaints_WhenTheModelIsUndecided(string language, string thanks, string complaint)
    {
        var glad = Current.Mix(Undecided, Call(language, "I have sent it.", thanks, good: 0.9f));
        var upset = Current.Mix(Undecided, Call(language, "I am sorry.", complaint, good: 0.1f));

        glad.Sum().ShouldBe(1, 1e-5);
        CallModel.Mean(glad).ShouldBeGreaterThan(1.2);
        CallModel.Mean(upset).ShouldBeLessThan(0.8);
    }

    [Fact]
    public void Mix_KeepsTheOutcome_WhenTheModelIsSure()
    {
        var mixed = Current.Mix([0.97f, 0.02f, 0.01f], Call("en", "I can't.", "Thanks anyway.", good: 0.5f));

        Array.IndexOf(mixed, mixed.Max()).ShouldBe(0);
    }

    [Fact]
    public void Signs_AreHalfLower_WhenTheCustomerIsLeftWithAQuestion() =>
        (NaturalPrior.Signs(Call("en", "Wait.", "How long will it take?", good: 0.5f)) - NaturalPrior.Signs(Call("en", "Wait.", "Hm.", good: 0.5f)))
            .ShouldBe(-0.5, 1e-6);

    [Fact]
    public void Mix_GivesProbabilities_WhenNobodySpeaks() =>
        Current.Mix(Undecided, new(new("en", [], true, true), new("en", []), new Dictionary<string, IReadOnlyList<int[]>>())).Sum().ShouldBe(1, 1e-5);

    [Fact]
    public void Mix_HoldsTheOpinionMoreFirmly_WhenTheExchangeIsLonger()
    {
        float[] Mixed(int turns) => Current.Mix([0.9f, 0.05f, 0.05f], Call("en", "Wait.", "Hm.", good: 0.5f) with { Length = turns });
        double Trust(int turns) => Math.Log(Mixed(turns)[0] / Mixed(turns)[2]) / Math.Log(0.9 / 0.05);

        Trust(2).ShouldBe(0.35, 1e-4);
        Trust(6).ShouldBe(0.35, 1e-4);
        Trust(10).ShouldBe(0.525, 1e-4);
        Trust(14).ShouldBe(0.7, 1e-4);
        Trust(40).ShouldBe(0.7, 1e-4);
    }

    [Fact]
    public void Mix_IsThatOfEarlierModels_WhenTheirVersionIsAskedFor()
    {
        // (0.2, 0.3, 0.5) to the power of 0.7, times e^−0.3, 1 and e^0.3: one sign, the thanks.
        var mixed = NaturalPrior.Of("1")!.Mix([0.2f, 0.3f, 0.5f], Call("en", "Wait.", "Thanks.", good: 0.5f));

        double[] weights = [Math.Pow(0.2, 0.7) * Math.Exp(-0.3), Math.Pow(0.3, 0.7), Math.Pow(0.5, 0.7) * Math.Exp(0.3)];
        for (var outcome = 0; outcome < weights.Length; outcome++)
            mixed[outcome].ShouldBe((float)(weights[outcome] / weights.Sum()), 1e-5f);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    [InlineData("3")]
    public void Of_IsNull_WhenThereIsNoSuchVersion(string? version) => NaturalPrior.Of(version).ShouldBeNull();

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
