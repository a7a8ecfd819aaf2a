using CallQA.Engines.Whisper.Decoding;
using CallQA.Engines.Whisper.Text;

namespace CallQA.Engines.Tests.Whisper.Decoding;

public sealed class HypothesisTests
{
    private static readonly SpecialTokens Special = SpecialTokens.For(51_865);

    [Fact]
    public void Append_CutsARepetition_WithItsProbabilities()
    {
        var hypothesis = new Hypothesis(Special);
        hypothesis.Append(9, -1);
        for (var i = 0; i < 8; i++)
            hypothesis.Append(4, -0.5f);

        hypothesis.Tokens.ShouldBe([9, 4]);
        hypothesis.LogProbabilities.ShouldBe([-1, -0.5f]);
        hypothesis.Sum.ShouldBe(-1.5, 1e-6);
        (hypothesis.Looped, hypothesis.Ended).ShouldBe((true, true));
    }

    [Fact]
    public void Append_ForgetsTimestampsThatWereCut_WhenARepetitionHadSome()
    {
        var hypothesis = new Hypothesis(Special);
        for (var i = 0; i < 8 && !hypothesis.Ended; i++)
        {
            hypothesis.Append(Special.TimestampBegin + i, -1);
            hypothesis.Append(7, -1);
        }

        hypothesis.Looped.ShouldBeTrue();
        hypothesis.LastTimestamp.ShouldBe(hypothesis.Tokens.Max());
        hypothesis.LoopEnd.ShouldBe(Special.TimestampBegin + 7);
    }

    [Theory]
    [InlineData(null, -0.5)]
    [InlineData(0.0, -2.0)]
    [InlineData(1.0, -2.0 / 1.5)]
    public void Score_IsTheMeanOrPenalised_AsAsked(double? penalty, double score)
    {
        var hypothesis = new Hypothesis(Special);
        for (var token = 0; token < 4; token++)
            hypothesis.Append(token, -0.5f);

        hypothesis.Score(penalty).ShouldBe(score, 1e-9);
    }

    [Fact]
    public void CopyFrom_LeavesTheOriginalAlone()
    {
        var (one, other) = (new Hypothesis(Special), new Hypothesis(Special));
        one.Append(3, -1);
        other.CopyFrom(one);
        other.Append(Special.EndOfText, -2);

        (one.Sum, one.Ended, other.Sum, other.Ended).ShouldBe((-1, false, -3, true));
        other.Tokens.ShouldBe(one.Tokens);
    }
}
