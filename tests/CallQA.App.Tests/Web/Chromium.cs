using CallQA.App.Identity;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web;

/// <summary>The installed Chromium, started once for a class of tests.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Missing = "Chromium is not installed; run: apt-get install chromium";

    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (Program() is not { } program) return;
        // Busy machines are slow, not wrong.
        Assertions.SetDefaultExpectTimeout(30_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
        });
    }

    /// <summary>A window of its own; skips the test when Chromium is missing, fails it when nothing may be skipped.</summary>
    /// <param name="site">Where addresses begin.</param>
    /// <param name="change">What is to be otherwise.</param>
    public async Task<IPage> OpenAsync(Uri site, Action<BrowserNewContextOptions>? change = null)
    {
        if (browser is null && Environment.GetEnvironmentVariable("CALLQA_REQUIRE_ALL") == "1") Assert.Fail(Missing);
        if (browser is null) Assert.Skip(Missing);
        BrowserNewContextOptions options = new() { BaseURL = site.ToString(), ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "en-GB" };
        change?.Invoke(options);
        var page = await (await browser.NewContextAsync(options)).NewPageAsync();
        page.SetDefaultTimeout(60_000);
        return page;
    }

    /// <summary>A window in which somebody of a role has signed in.</summary>
    internal async Task<IPage> OpenAsync(TestSite site, Role role, Action<BrowserNewContextOptions>? change = null)
    {
        var page = await OpenAsync(site.Address, change);
        using var client = await site.SignInAsync(role);
        var user = (await site.Get<Accounts>().ListAsync(TestContext.Current.CancellationToken)).Single(row => row.Role == role);
        user.MustChangePassword = false;
        await page.Context.AddCookiesAsync([new Cookie { Name = "callqa", Value = site.Session(user), Url = site.Address.ToString() }]);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    private static string? Program() => Array.Find(Programs, File.Exists);
}
