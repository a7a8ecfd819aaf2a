using CallQA.App.Review;

namespace CallQA.App.Tests.Review;

public abstract partial class ReviewsContract
{
    private SuggestionsShown Shown => new(Contexts, clock);

    [Fact]
    public async Task SubmitAsync_IsBlind_OnlyOfWhomTheSuggestionsWereNeverShown()
    {
        var call = await ScoredAsync("shown");
        await ScoredAsync("another");
        var hidden = ReviewSheetTests.Accepted(ReviewSheetTests.Machine()) with { Blind = true };
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Shown.AddAsync("shown", "eva", Token)));
        await Shown.AddAsync("shown", "eva", Token);
        await Shown.AddAsync("another", "max", Token);

        (await Reviews.SubmitAsync(call, "eva", "Eva", hidden, Token)).Review!.Blind.ShouldBeFalse("she hid them after she had seen them");
        (await Reviews.SubmitAsync(call, "max", "Max", hidden, Token)).Review!.Blind.ShouldBeTrue("he saw those of another call");
        (await Reviews.HistoryAsync("shown", Token)).Select(review => review.Blind).ShouldBe([true, false]);
    }

    [Fact]
    public async Task SubmitAsync_AsksForNoReasonOfAChange_ThatThePageHides()
    {
        var call = await ScoredAsync("hidden");
        var hidden = ReviewSheetTests.With(ReviewSheetTests.Accepted(ReviewSheetTests.Machine()), new("greeting", "no")) with { Blind = true };
        await Reviews.SaveDraftAsync(call, "eva", hidden with { Blind = false }, Token);

        (await Reviews.SaveDraftAsync(call, "eva", hidden, Token)).Sheet.Complete.ShouldBeTrue();

        (await Reviews.SubmitAsync(call, "eva", "Eva", hidden, Token)).Review.ShouldNotBeNull().Blind.ShouldBeFalse();
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task SubmitAsync_TakesTheMachinesEvidence_WhereItWasShown(bool blind, int passages)
    {
        var call = await ScoredAsync("evidence");
        var form = ReviewSheetTests.Accepted(ReviewSheetTests.Machine()) with { Blind = blind };

        var review = (await Reviews.SubmitAsync(call, "eva", "Eva", form, Token)).Review!;

        review.Answers.Single(answer => answer.Question == "greeting").Evidence.Count.ShouldBe(passages);
    }
}
