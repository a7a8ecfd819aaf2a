using CallQA.Engines.Scoring.Reading;
using CallQA.Transcription;
using CsCheck;

namespace CallQA.Engines.Tests.Scoring.Reading;

public sealed class PassageTests
{
    [Fact]
    public void Times_FollowTheCharacters_WhenAPartOfTheTurnIsQuoted() =>
        new Passage(25, new string('x', 50)).Times(Said(10, 50), 100).ShouldBe((TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(40)));

    [Fact]
    public void Times_AreTheTurns_WhenAllOfItIsQuoted() =>
        new Passage(0, "Thank you.").Times(Said(10, 50), 10).ShouldBe((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(50)));

    [Fact]
    public void Times_AreMissing_WhenTheTurnHasNone() =>
        new Passage(2, "Thank you.").Times(new Turn(Speaker.Agent, "A Thank you."), 12).ShouldBe((null, null));

    [Fact]
    public void Times_StayInOrderInsideTheTurn_WhateverIsQuoted() =>
        Gen.Select(Gen.Int[0, 500], Gen.Int[0, 500], Gen.Int[0, 500], Gen.Long[0, 100_000_000_000], Gen.Long[0, 100_000_000_000])
            .Where((offset, quoted, rest, _, _) => offset + quoted + rest > 0)
            .Sample((offset, quoted, rest, start, length) =>
            {
                var turn = new Turn(Speaker.Agent, "", TimeSpan.FromTicks(start), TimeSpan.FromTicks(start + length));

                var (from, to) = new Passage(offset, new string('x', quoted)).Times(turn, offset + quoted + rest);

                from!.Value.ShouldBeInRange(turn.Start!.Value, to!.Value);
                to.Value.ShouldBeLessThanOrEqualTo(turn.End!.Value);
            });

    private static Turn Said(int start, int end) =>
        new(Speaker.Agent, "", TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(end));
}
