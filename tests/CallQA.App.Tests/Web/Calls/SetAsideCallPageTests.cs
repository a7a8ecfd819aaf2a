using System.Text.Json;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Storage;
using CallQA.App.Tests.Storage;
using CallQA.App.Tests.Web.Api;

namespace CallQA.App.Tests.Web.Calls;

/// <summary>A call that was set aside, as admins and others see it.</summary>
public sealed class SetAsideCallPageTests
{
    private const string Trace = "System.InvalidOperationException\n   at Engine.Hear()";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "Where it failed")]
    [InlineData("de", "Wo es fehlschlug")]
    public async Task Page_FoldsTheTrace_ForAdmins(string language, string summary)
    {
        await using var site = await SiteAsync();

        var page = await site.PageAsync("/calls/aside", language);

        page.ShouldMatch($@"<details class=""fold"">\s*<summary>{summary}</summary>\s*<pre class=""trace"">{Trace.Split('\n')[0]}\n");
        (await site.PageAsync("/calls/waiting", language)).ShouldNotContain("class=\"trace\"");
    }

    [Theory]
    [InlineData(Role.Reviewer)]
    [InlineData(Role.Trainer)]
    [InlineData(Role.Auditor)]
    public async Task Page_HidesTheTrace_FromOthers(Role role)
    {
        await using var site = await SiteAsync();
        using var client = await site.SignInAsync(role);

        var page = await client.GetStringAsync("/calls/aside", Token);

        page.ShouldContain("It failed.");
        page.ShouldNotContain("Engine.Hear");
        (await client.GetStringAsync("/api/v1/calls/aside", Token)).ShouldNotContain("Engine.Hear");
    }

    [Fact]
    public async Task Key_IsToldWhereItFailed_WhenItsScopeIsToOperate()
    {
        await using var site = await SiteAsync();
        using var operates = await ApiKeysTests.ProgramAsync(site, Role.Admin, ApiScope.Read, ApiScope.Operate);
        using var reads = await ApiKeysTests.ProgramAsync(site, Role.Admin, ApiScope.Read);

        using var call = JsonDocument.Parse(await operates.GetStringAsync("/api/v1/calls/aside", Token));

        var aside = call.RootElement.GetProperty("setAside");
        (aside.GetProperty("cause").GetString(), aside.GetProperty("reason").GetString(), aside.GetProperty("trace").GetString()).ShouldBe(("failed", "It failed.", Trace));
        (await operates.GetStringAsync("/api/v1/calls/waiting", Token)).ShouldNotContain("setAside");
        (await reads.GetStringAsync("/api/v1/calls/aside", Token)).ShouldNotContain("setAside");
    }

    private static async Task<TestSite> SiteAsync()
    {
        var site = await TestSite.OpenAsync();
        foreach (var id in new[] { "aside", "waiting" }) await site.Store.AddAsync(Some.Call(id), Token);
        await site.Get<CallQuarantine>().SetAsideAsync("aside", new(SetAsideCause.Failed, "It failed.", Trace), Token);
        return site;
    }
}
