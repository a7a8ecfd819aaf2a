using System.Globalization;
using CallQA.App.Identity;
using CallQA.App.Storage;
using CallQA.App.Tests.Jobs;
using CallQA.App.Tests.Storage;
using CallQA.App.Web.Calls;

namespace CallQA.App.Tests.Web;

public sealed class CallListingTests
{
    private const int Calls = 120;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_GivesTheSamePages_ByNumberAndByCursor()
    {
        await using var place = await TestWorkplace.OpenAsync();
        for (var number = 0; number < Calls; number++)
            await place.Calls.AddAsync(Some.Call(Id(number)), Token);
        var listing = new CallListing(place.Get<CallQADbContextFactory>(), new CallCounts(place.Clock));

        var first = await ReadAsync(1, null);
        var second = await ReadAsync(2, first.Next);
        var third = await ReadAsync(3, second.Next);

        new[] { first, second, third }.SelectMany(page => page.Lines).Select(line => line.Id).ShouldBe(
            Enumerable.Range(0, Calls).Select(Id));
        (third.Next, first.Previous).ShouldBe((null, null));
        Ids(await ReadAsync(2, third.Previous)).ShouldBe(Ids(second));
        Ids(await ReadAsync(2, null)).ShouldBe(Ids(second));
        Ids(await ReadAsync(3, null)).ShouldBe(Ids(third));
        Ids(await ReadAsync(2, "no cursor")).ShouldBe(Ids(second));

        Task<CallPageOfLines> ReadAsync(int page, string? from) => listing.ReadAsync(CallsShown.All, null, page, onlyAgent: null, Token, ListCursor.Parse(from));
    }

    [Fact]
    public async Task ReadAsync_ShowsAnAgentOnlyTheirCalls_ByNumberAndByCursor()
    {
        await using var place = await TestWorkplace.OpenAsync();
        for (var number = 0; number < Calls; number++)
            await place.Calls.AddAsync(Some.Call(Id(number), Some.Metadata(number % 2 == 0 ? "a-7" : "a-8")), Token);
        var listing = new CallListing(place.Get<CallQADbContextFactory>(), new CallCounts(place.Clock));
        var own = Enumerable.Range(0, Calls).Where(number => number % 2 == 0).Select(Id).ToList();
        var everybodys = await listing.ReadAsync(CallsShown.All, null, 1, onlyAgent: null, Token);

        var first = await ReadAsync(null, 1, null);
        var second = await ReadAsync(null, 2, first.Next);

        (everybodys.Total, first.Total, first.Pages).ShouldBe((Calls, Calls / 2, 2));
        Ids(first).Concat(Ids(second)).ShouldBe(own);
        Ids(await ReadAsync(null, 1, second.Previous)).ShouldBe(Ids(first));
        Ids(await ReadAsync(null, 2, everybodys.Next)).ShouldBeSubsetOf(own);
        (await ReadAsync("a-8", 1, everybodys.Next)).Lines.ShouldBeEmpty();

        Task<CallPageOfLines> ReadAsync(string? agent, int page, string? from) =>
            listing.ReadAsync(CallsShown.All, agent, page, onlyAgent: "a-7", Token, ListCursor.Parse(from));
    }

    [Fact]
    public async Task FirstPage_KeepsAnAgentToTheirCalls_WhenTheCursorIsAnothersCall()
    {
        await using var site = await TestSite.OpenAsync();
        for (var number = 0; number < Calls; number++)
            await site.Store.AddAsync(Some.Call(Id(number), Some.Metadata(number % 2 == 0 ? "a-7" : "a-8")), Token);
        var cursor = (await site.Get<CallListing>().ReadAsync(CallsShown.All, "a-8", 1, onlyAgent: null, Token)).Next!;
        using var agent = await site.SignInAsync(Role.Agent);

        var page = await agent.GetStringAsync(new Uri("/?page=2&from=" + Uri.EscapeDataString(cursor), UriKind.Relative), Token);

        page.ShouldContain(Id(Calls - 2));
        for (var number = 1; number < Calls; number += 2) page.ShouldNotContain(Id(number));
    }

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"c-{number:000}");

    private static IEnumerable<string> Ids(CallPageOfLines page) => page.Lines.Select(line => line.Id);
}
