using CallQA.Engines.Whisper.Decoding;

namespace CallQA.Engines.Tests.Whisper.Decoding;

public sealed class SamplingSearchTests
{
    private const int Limit = 8;
    private static readonly ToyLanguage Language = new(4, words: 12);

    [Fact]
    public void Run_TakesTheLikeliestWords_WhenTemperatureIsZero()
    {
        var result = Run(1, 0, 0);
        for (var i = 0; i < result.Tokens.Count; i++)
        {
            var logits = Language.Logits([.. result.Tokens.Take(i)]);
            logits[result.Tokens[i]].ShouldBe(logits.Max());
        }
    }

    [Fact]
    public void Run_GivesTheSame_WhenTheSeedIsTheSame()
    {
        Run(3, 0.8, 7).Tokens.ShouldBe(Run(3, 0.8, 7).Tokens);
        Enumerable.Range(0, 20).Select(seed => string.Join(' ', Run(3, 0.8, seed).Tokens)).Distinct().Count().ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Run_IsTheBestOfItsDraws_WhenThereAreSeveral()
    {
        for (var seed = 0; seed < 10; seed++)
            Run(6, 1, seed).Score(null).ShouldBeGreaterThanOrEqualTo(Run(1, 1, seed).Score(null));
    }

    private static Hypothesis Run(int rows, double temperature, int seed)
    {
        var found = Language.Run(new SamplingSearch(rows, temperature, seed, null, Limit, Language.Special, null), Limit).Hypothesis;
        found.Sum.ShouldBe(Language.Sum(found.Tokens, Limit), 1e-4);
        return found;
    }
}
