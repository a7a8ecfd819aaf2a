using System.Net;
using System.Text.Json;
using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using CallQA.App.Web.Calls;

namespace CallQA.App.Tests.Web.Api;

public sealed class CallRoutesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_AreListedByState_HoweverItsNameIsWritten()
    {
        await using var site = await TestSite.OpenAsync();
        await site.AddScoredAsync("scored");
        await site.Store.AddAsync(Some.Call("waiting"), Token);
        await site.Store.AddAsync(Some.Call("aside"), Token);
        await site.Get<CallQuarantine>().SetAsideAsync("aside", new(SetAsideCause.Audio, "It hums."), Token);
        foreach (var (shown, expected) in new[]
        {
            (CallsShown.All, "aside scored waiting"), (CallsShown.Unfinished, "waiting"), (CallsShown.Scored, "scored"), (CallsShown.NeedsReview, "scored"), (CallsShown.Quarantined, "aside"),
        })
        {
            var name = shown.ToString();
            foreach (var written in new[] { name, name.ToLowerInvariant(), name.ToUpperInvariant(), char.ToLowerInvariant(name[0]) + name[1..] })
            {
                using var list = JsonDocument.Parse(await site.Client.GetStringAsync($"/api/v1/calls?show={written}", Token));
                string.Join(' ', list.RootElement.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("id").GetString()).Order()).ShouldBe(expected, written);
                var page = await site.PageAsync($"/?show={written}");
                foreach (var call in new[] { "aside", "scored", "waiting" })
                    page.Contains($"/calls/{call}\"", StringComparison.Ordinal).ShouldBe(expected.Contains(call, StringComparison.Ordinal), $"{call} on the page of {written}");
            }
        }

        Enum.GetValues<CallsShown>().Length.ShouldBe(5, "every state is asked for above");
        using var wrong = await site.Client.GetAsync(new Uri("/api/v1/calls?show=nothing", UriKind.Relative), Token);
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
