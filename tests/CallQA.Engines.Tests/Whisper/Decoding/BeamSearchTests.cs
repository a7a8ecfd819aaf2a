using CallQA.Engines.Whisper.Decoding;

namespace CallQA.Engines.Tests.Whisper.Decoding;

public sealed class BeamSearchTests
{
    private const int Limit = 5;

    [Theory]
    [InlineData(1u)]
    [InlineData(2u)]
    [InlineData(3u)]
    [InlineData(4u)]
    public void Run_FindsTheBestOfAllTexts_WhenTheBeamHoldsThemAll(uint seed)
    {
        var language = new ToyLanguage(seed, words: 3);
        var best = Texts(3).Where(text => text.Length > 0).MaxBy(text => language.Sum(text, Limit) / text.Length)!;

        var result = language.Run(new BeamSearch(400, 1, null, Limit, language.Special, null), Limit).Hypothesis;

        result.Tokens.ShouldBe(best);
        result.Sum.ShouldBe(language.Sum(best, Limit), 1e-4);
    }

    [Fact]
    public void Run_FindsBetterThanGreedy_OnTheWhole()
    {
        var (greedy, beam) = (0.0, 0.0);
        for (var seed = 1u; seed <= 40; seed++)
        {
            var language = new ToyLanguage(seed, words: 20);
            greedy += language.Run(new SamplingSearch(1, 0, 0, null, 8, language.Special, null), 8).Hypothesis.Score(null);
            var found = language.Run(new BeamSearch(5, 1, null, 8, language.Special, null), 8).Hypothesis;
            beam += found.Score(null);
            found.Sum.ShouldBe(language.Sum(found.Tokens, 8), 1e-4);
        }

        (beam / 40).ShouldBeGreaterThan((greedy / 40) + 0.05);
    }

    [Fact]
    public void Run_IsGreedy_WhenTheBeamHoldsOneAndPatienceIsLow()
    {
        var language = new ToyLanguage(9, words: 6);

        language.Run(new BeamSearch(1, 1, null, Limit, language.Special, null), Limit).Hypothesis.Tokens
            .ShouldBe(language.Run(new SamplingSearch(1, 0, 0, null, Limit, language.Special, null), Limit).Hypothesis.Tokens);
    }

    [Fact]
    public void Result_FollowsTheLengthPenalty_WhenTextsDifferInLength()
    {
        int Tokens(double penalty) => Enumerable.Range(1, 30).Sum(seed =>
        {
            var language = new ToyLanguage((uint)seed, words: 3);
            return language.Run(new BeamSearch(40, 1, penalty, Limit, language.Special, null), Limit).Hypothesis.Tokens.Count;
        });

        Tokens(1).ShouldBeGreaterThan(Tokens(0));
    }

    [Fact]
    public void Run_GoesOnLonger_WhenPatienceIsHigher()
    {
        int Ended(double patience)
        {
            var ended = 0;
            var language = new ToyLanguage(3, words: 6);
            language.Run(new BeamSearch(3, patience, null, 40, language.Special, (_, steps) => new float[++ended]), 40);
            return ended;
        }

        Ended(1).ShouldBe(3);
        Ended(2).ShouldBe(6);
        Ended(0.34).ShouldBe(3);
    }

    [Fact]
    public void Result_HasTheQueriesOfItsOwnTokens_WhenRowsWereCopied()
    {
        var language = new ToyLanguage(5, words: 8);
        WindowSearch search = null!;
        search = new BeamSearch(4, 1, null, 8, language.Special, (row, steps) => [.. search.Rows[row].Tokens.Select(token => (float)token).Take(steps)]);

        var (text, queries) = language.Run(search, 8);

        // At the time of the recording the row holds the text, whole or without what was just decided.
        queries.ShouldNotBeNull();
        text.Tokens.Take(queries.Length).Select(token => (float)token).ShouldBe(queries);
        queries.Length.ShouldBeGreaterThanOrEqualTo(text.Tokens.Count - 1);
    }

    [Fact]
    public void Result_IsNoRepetition_WhenAnHonestTextWasFound()
    {
        // One word is by far the likeliest for ever; the end is always second.
        var search = new BeamSearch(2, 1, null, 30, new ToyLanguage(1, 3).Special, null);
        var next = new int[2];
        while (!search.Finished)
        {
            for (var row = 0; row < 2; row++)
            {
                if (search.Follows(row))
                    search.Look(row, [5, -5, -5, 1]);
            }

            search.Advance([], next);
        }

        var result = search.Result().Hypothesis;
        result.Looped.ShouldBeFalse();
        result.Tokens.ShouldAllBe(token => token == 0);
    }

    private static IEnumerable<int[]> Texts(int words, int length = 0) => length == Limit
        ? [[]]
        : Texts(words, length + 1).SelectMany(rest => Enumerable.Range(0, words).Select(word => (int[])[word, .. rest])).Append([]);
}
