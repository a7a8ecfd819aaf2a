using CallQA.App.Identity;
using CallQA.App.Tests.Web;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace CallQA.App.Tests.Web;

/// <summary>The installed Chromium, started for the first test that needs it; each test has windows of its own.</summary>
public sealed class Chromium : IAsyncDisposable
{
    // In milliseconds. Busy machines are slow, not wrong.
    private const int Patience = 120_000;

    private const string Missing = "Chromium is not installed; run: apt-get install chromium";

    // Chromium can leave the wish to close a window unanswered where its page is just giving way to another (crbug.com/536385539).
    private static readonly TimeSpan LongestClosing = TimeSpan.FromSeconds(30);

    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly SemaphoreSlim starting = new(1, 1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A window of its own; skips the test when Chromium is missing, fails it when nothing may be skipped.</summary>
    /// <param name="site">Where addresses begin.</param>
    /// <param name="change">What is to be otherwise.</param>
    public async Task<IPage> OpenAsync(Uri site, Action<BrowserNewContextOptions>? change = null)
    {
        var started = await StartAsync();
        BrowserNewContextOptions options = new() { BaseURL = site.ToString(), ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "en-GB" };
        change?.Invoke(options);
        var window = await started.NewContextAsync(options).WaitAsync(Token);
        var page = await window.NewPageAsync().WaitAsync(Token);
        page.SetDefaultTimeout(Patience);
        return page;
    }

    /// <summary>A window in which nobody has signed in; it is closed with the site.</summary>
    internal async Task<IPage> OpenAsync(TestSite site, Action<BrowserNewContextOptions>? change = null)
    {
        var page = await OpenAsync(site.Address, change);
        site.Shown.Add(page.Context);
        return page;
    }

    /// <summary>A window in which somebody of a role has signed in; it is closed with the site.</summary>
    internal async Task<IPage> OpenAsync(TestSite site, Role role, Action<BrowserNewContextOptions>? change = null)
    {
        var page = await OpenAsync(site, change);
        using var client = await site.SignInAsync(role);
        var user = (await site.Get<Accounts>().ListAsync(Token)).Single(row => row.Role == role);
        user.MustChangePassword = false;
        await page.Context.AddCookiesAsync([new Cookie { Name = "callqa", Value = site.Session(user), Url = site.Address.ToString() }]).WaitAsync(Token);
        return page;
    }

    /// <summary>Closes a window; where Chromium does not answer, it stays until Chromium ends.</summary>
    public static async Task CloseAsync(IBrowserContext window)
    {
        try
        {
            await window.CloseAsync().WaitAsync(LongestClosing);
        }
        catch (TimeoutException)
        {
            Console.WriteLine("A window of Chromium did not close and is left.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Its driver ends with this process, and Chromium with its driver.
        if (browser is not null) await Task.WhenAny(browser.CloseAsync(), Task.Delay(LongestClosing));
        playwright?.Dispose();
        starting.Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        await starting.WaitAsync(Token);
        try
        {
            if (browser is not null) return browser;
            var program = Array.Find(Programs, File.Exists);
            if (program is null && Environment.GetEnvironmentVariable("CALLQA_REQUIRE_ALL") == "1") Assert.Fail(Missing);
            if (program is null) Assert.Skip(Missing);
            Assertions.SetDefaultExpectTimeout(Patience);
            playwright = await Playwright.CreateAsync().WaitAsync(Token);
            return browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = program,
                Args = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
                Timeout = Patience,
            });
        }
        finally
        {
            starting.Release();
        }
    }
}
