using System.Globalization;
using System.Text;
using CallQA.App.Identity;
using CallQA.Benchmarks.Reliability;
using Microsoft.Playwright;

namespace CallQA.Benchmarks.Screenshots;

/// <summary>Takes a picture of every page in both themes and both languages, into <c>docs/screenshots</c>.</summary>
internal static class ScreenshotRun
{
    public const string Usage = "screenshots [FOLDER [NAME]]         pictures of every page, or of the pages whose name begins so, into docs/screenshots";

    private const int Width = 1280;
    private const int Height = 800;
    private const int Tallest = 1000;
    private const int Quality = 32;

    private static readonly (string Language, string Locale)[] Languages = [("en", "en-GB"), ("de", "de-DE")];
    private static readonly (string Theme, ColorScheme Scheme)[] Themes = [("light", ColorScheme.Light), ("dark", ColorScheme.Dark)];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var folder = Directory.CreateDirectory(arguments.ElementAtOrDefault(0) ?? Path.Combine(RepositoryFolder.Root, "docs", "screenshots")).FullName;
        await using var site = await ScreenshotSite.OpenAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
        IReadOnlyList<Screen> screens = [];
        foreach (var (language, locale) in Languages)
        {
            screens = ScreenList.All(site.Link, await site.ReportAsync(language));
            foreach (var (theme, scheme) in Themes)
            {
                foreach (var group in screens.Where(screen => screen.Name.StartsWith(arguments.ElementAtOrDefault(1) ?? "", StringComparison.Ordinal)).GroupBy(screen => screen.Role))
                {
                    var page = await OpenAsync(browser, site, group.Key, locale, scheme);
                    foreach (var screen in group) await TakeAsync(page, screen, Path.Combine(folder, $"{screen.Name}.{language}.{theme}.webp"));
                    await page.Context.CloseAsync();
                }
            }
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "README.md"), Index(screens));
        return 0;
    }

    private static async Task<IPage> OpenAsync(IBrowser browser, ScreenshotSite site, Role? role, string locale, ColorScheme scheme)
    {
        var address = AdminSession.AddressOf(site.App);
        var context = await browser.NewContextAsync(new() { BaseURL = address.ToString(), ViewportSize = new() { Width = Width, Height = Height }, Locale = locale, ColorScheme = scheme });
        if (role is { } known) await context.AddCookiesAsync([new Cookie { Name = "callqa", Value = await site.SessionAsync(known), Url = address.ToString() }]);
        return await context.NewPageAsync();
    }

    private static async Task TakeAsync(IPage page, Screen screen, string path)
    {
        await page.GotoAsync(screen.Address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        var height = Math.Clamp(await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight"), Height, Tallest);
        // What sticks to the edge of the window is to be at the edge of the picture.
        await page.SetViewportSizeAsync(Width, height);
        var devtools = await page.Context.NewCDPSessionAsync(page);
        // Chromium writes WebP, a third of PNG's size; Playwright does not ask for it.
        var answer = await devtools.SendAsync("Page.captureScreenshot", new Dictionary<string, object>
        {
            ["format"] = "webp",
            ["quality"] = Quality,
            ["clip"] = new Dictionary<string, object> { ["x"] = 0, ["y"] = 0, ["width"] = Width, ["height"] = height, ["scale"] = 1 },
        });
        await page.SetViewportSizeAsync(Width, Height);
        await File.WriteAllBytesAsync(path, answer!.Value.GetProperty("data").GetBytesFromBase64());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)} {new FileInfo(path).Length >> 10} KiB"));
    }

    private static string Index(IReadOnlyList<Screen> screens)
    {
        var text = new StringBuilder("# Screenshots\n\nEvery page in both themes and both languages, on made-up calls and the sample calls; made by\n`dotnet run --project tests/CallQA.Benchmarks -c Release -- screenshots`.\n\n| page | | | | |\n|---|---|---|---|---|\n");
        foreach (var screen in screens)
        {
            text.Append("| ").Append(screen.Name);
            foreach (var (language, _) in Languages)
                foreach (var (theme, _) in Themes) text.Append(CultureInfo.InvariantCulture, $" | [{language}, {theme}]({screen.Name}.{language}.{theme}.webp)");
            text.Append(" |\n");
        }

        return text.ToString();
    }
}
