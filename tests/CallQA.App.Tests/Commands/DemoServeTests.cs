using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CallQA.App.Tests.Storage;
using CallQA.App.Tests.Web;

namespace CallQA.App.Tests.Commands;

public sealed partial class DemoServeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Demo_OpensTheWorkplace_WithASignInAndReports()
    {
        using var folder = new TemporaryFolder();
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "callqa.dll"), "demo", "--reference", "--serve", "--urls", "http://127.0.0.1:0", "--output", folder.Of("demo")])
        {
            WorkingDirectory = Cli.Repository, RedirectStandardOutput = true,
        };
        // Test runners ask for colours in their own output; here they would stand amid the password.
        start.Environment.Remove("DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION");
        using var demo = Process.Start(start)!;
        try
        {
            var (address, password) = await WorkplaceAsync(demo);
            using var browser = new HttpClient { BaseAddress = new(address), Timeout = Timeout.InfiniteTimeSpan };
            using var nobody = await browser.GetAsync("/reports", Token);
            nobody.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            using var fields = PageForm.Of(await browser.GetStringAsync("/sign-in", Token), ("_handler", "sign-in"), ("Name", "admin"), ("Password", password));
            using var reports = await browser.PostAsync("/sign-in?from=%2Freports", fields, Token);
            reports.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await reports.Content.ReadAsStringAsync(Token)).ShouldContain("2026-11");
            using var stop = Process.Start("kill", ["-TERM", demo.Id.ToString(CultureInfo.InvariantCulture)]);
            await demo.WaitForExitAsync(Token);
            demo.ExitCode.ShouldBe(0);
        }
        finally
        {
            if (!demo.HasExited) demo.Kill();
        }
    }

    private static async Task<(string Address, string Password)> WorkplaceAsync(Process demo)
    {
        while (await demo.StandardOutput.ReadLineAsync(Token) is { } line)
            if (Workplace().Match(line) is { Success: true } told) return (told.Groups[1].Value, told.Groups[2].Value);
        throw new InvalidOperationException("The demonstration ended before its workplace was open.");
    }

    [GeneratedRegex("^Workplace: (http://127.0.0.1:[1-9][0-9]*) +sign in as admin with ([^ ]+)")]
    private static partial Regex Workplace();
}
