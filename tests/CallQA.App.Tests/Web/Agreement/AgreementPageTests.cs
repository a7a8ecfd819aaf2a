using CallQA.App.Identity;
using CallQA.App.Review;
using CallQA.App.Tests.Review;
using CallQA.App.Tests.Storage;

namespace CallQA.App.Tests.Web.Agreement;

public sealed class AgreementPageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_SaysHowFarMachineAndPeopleAgree_OrThatItCannotSayYet()
    {
        await using var site = await TestSite.OpenAsync();
        (await site.PageAsync("/agreement")).ShouldContain("No reviews were submitted");
        for (var number = 0; number < 20; number++) await ReviewAsync(site, $"call-{number}", "eva", blind: true);
        await ReviewAsync(site, "shown", "max", blind: false);
        var page = await site.PageAsync("/agreement");
        page.ShouldContain("Reviews: 21.");
        page.ShouldContain("<b>100 %</b>");
        page.ShouldContain("Not enough answers yet: 1 of 20 calls");
        page.ShouldContain("not enough reviews to speak of a drift");
        (await site.PageAsync("/agreement?from=2001-01-01&until=2001-02-01")).ShouldContain("No reviews were submitted");
        (await site.PageAsync("/agreement?until=0001-01-01", "de")).ShouldContain("Maschine und Menschen, blind");
    }

    [Fact]
    public async Task Page_ShowsReviewersThemselvesOnly()
    {
        await using var site = await TestSite.OpenAsync();
        using var reviewer = await site.SignInAsync(Role.Reviewer);
        var id = (await site.Get<Accounts>().ListAsync(Token)).Single(user => user.Name == "reviewer").Id;
        await ReviewAsync(site, "first", id, blind: true, name: "The reviewer");
        await ReviewAsync(site, "second", "other", blind: true, name: "A colleague");
        var page = await reviewer.GetStringAsync("/agreement", Token);
        page.ShouldContain("The reviewer");
        page.ShouldNotContain("A colleague");
        using var auditor = await site.SignInAsync(Role.Auditor);
        (await auditor.GetStringAsync("/agreement", Token)).ShouldContain("A colleague");
    }

    private static async Task ReviewAsync(TestSite site, string callId, string reviewerId, bool blind, string name = "Eva")
    {
        var call = Some.Call(callId, Some.Metadata());
        var machine = ReviewSheetTests.Machine(callId);
        await site.Store.AddAsync(call, Token);
        await site.Store.SaveTranscriptAsync(callId, Some.Transcript(callId), Token);
        await site.Store.SaveMetricsAsync(callId, Some.Metrics(), Token);
        await site.Store.SaveEvaluationAsync(machine, Token);
        (await site.Get<Reviews>().SubmitAsync(call, reviewerId, name, ReviewSheetTests.Accepted(machine) with { Blind = blind }, Token)).Review.ShouldNotBeNull();
    }
}
