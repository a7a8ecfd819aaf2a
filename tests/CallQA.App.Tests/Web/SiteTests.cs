using System.Net;
using System.Text.RegularExpressions;
using CallQA.App.Web;

namespace CallQA.App.Tests.Web;

public sealed partial class SiteTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_LoadNothingFromElsewhere_AndSaySo()
    {
        await using var site = await TestSite.OpenAsync();
        await site.AddScoredAsync("scored");
        foreach (var address in new[] { "/", "/calls/scored", "/quarantine", "/reports", "/audit", "/users", "/password" })
        {
            using var response = await site.Client.GetAsync(address, Token);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, address);
            response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
            response.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"], address);
            response.Headers.CacheControl!.NoStore.ShouldBeTrue();
            var page = await response.Content.ReadAsStringAsync(Token);
            External().Matches(page).ShouldBeEmpty(address);
        }
    }

    [Fact]
    public async Task StyleSheet_IsServedForEver()
    {
        await using var site = await TestSite.OpenAsync();
        using var response = await site.Client.GetAsync(AssetFiles.AddressOf("callqa.css"), Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
        response.Headers.CacheControl!.MaxAge.ShouldNotBeNull();
    }

    [Fact]
    public async Task Requests_AreRefused_WhenTheyNameAnotherHost()
    {
        await using var site = await TestSite.OpenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "evil.example";
        using var response = await site.Client.SendAsync(request, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/jobs")]
    public async Task Address_Answers(string address)
    {
        await using var site = await TestSite.OpenAsync();
        using var response = await site.Client.GetAsync(address, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Reports_AreServedFromTheirFolderOnly()
    {
        await using var site = await TestSite.OpenAsync();
        (await site.PageAsync("/reports")).ShouldContain("callqa jobs run nightly");
        var reports = Directory.CreateDirectory(site.Settings.ReportsPath).FullName;
        Directory.CreateDirectory(Path.Combine(reports, "2026-03"));
        await File.WriteAllTextAsync(Path.Combine(reports, "index.html"), "the list", Token);
        await File.WriteAllTextAsync(Path.Combine(reports, "2026-03", "team.html"), "the team", Token);
        await File.WriteAllTextAsync(Path.Combine(reports, "secret.txt"), "no report", Token);
        File.CreateSymbolicLink(Path.Combine(reports, "link.html"), Path.Combine(site.Settings.DataDirectory, "callqa.db"));

        (await site.PageAsync("/reports/2026-03/team.html")).ShouldBe("the team");
        foreach (var address in new[] { "/reports/secret.txt", "/reports/link.html", "/reports/2026-03", "/reports/%2e%2e%2fcallqa.db" })
        {
            using var response = await site.Client.GetAsync(address, Token);
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", false)]
    [InlineData("http://localhost:1;http://[::1]:2/", false)]
    [InlineData("http://0.0.0.0:5080", true)]
    [InlineData("http://127.0.0.1:1;http://callqa.example", true)]
    [InlineData("http://*:80", true)]
    public void Allowed_IsThisMachineOnly_WhenAllAddressesAre(string urls, bool anybody) =>
        HostNames.Allowed(urls).Contains("*").ShouldBe(anybody);

    [GeneratedRegex("(src|href|action)=\"(https?:)?//", RegexOptions.IgnoreCase)]
    private static partial Regex External();
}
