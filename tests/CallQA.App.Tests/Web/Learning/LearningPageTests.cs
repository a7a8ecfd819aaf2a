using System.Text.Json;
using CallQA.Agreement;
using CallQA.App.Identity;
using CallQA.App.Learning;
using CallQA.Engines.Scoring.Training;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CallQA.App.Tests.Web.Learning;

/// <summary>What the models have learnt, and what has drifted, in a real browser.</summary>
public sealed class LearningPageTests(Chromium chromium)
{
    private static readonly DateTimeOffset Night = new(2026, 11, 30, 2, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ColorScheme.Light, "en-GB", "has shifted")]
    [InlineData(ColorScheme.Dark, "de-DE", "hat sich verschoben")]
    public async Task Page_TellsWhatIsInForce_WhatDrifts_AndWhatBecameOfCandidates(ColorScheme theme, string language, string shifted)
    {
        await using var site = await TestSite.OpenAsync(settings => settings with { Learning = new() { Enabled = true } });
        await FillAsync(site);
        var page = await chromium.OpenAsync(site, Role.Trainer, context => (context.ColorScheme, context.Locale) = (theme, language));
        await page.GotoAsync("/learning");

        await Assertions.Expect(page.Locator("section[aria-labelledby=drift]")).ToContainTextAsync(shifted);
        await Assertions.Expect(page.Locator("section[aria-labelledby=history] tbody tr")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("section[aria-labelledby=history] tbody tr").First).ToContainTextAsync("worse");
        await Assertions.Expect(page.Locator("dl.facts")).ToContainTextAsync("140");
        var rules = new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };
        (await page.RunAxe(rules)).Violations.Select(rule => $"{rule.Id}: {rule.Nodes[0].Html}").ShouldBeEmpty();
        if (Environment.GetEnvironmentVariable("CALLQA_SCREENSHOTS") is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"learning-{language}.png"), FullPage = true });
        await page.SetViewportSizeAsync(360, 900);
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360);
        await page.GotoAsync("/dashboard");
        await Assertions.Expect(page.Locator("main p.problem a")).ToHaveAttributeAsync("href", "/learning");
    }

    private static async Task FillAsync(TestSite site)
    {
        var folder = site.Settings.LearningPath;
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "reviews-versions.jsonl"),
            JsonSerializer.Serialize(new DatasetVersion("reviews+1", Night, 140, 60, 3, new Dictionary<string, int> { [ReviewedCalls.NoConsent] = 12, [TrainingSelection.SameWords] = 2 }), CallQAJson.Compact) + "\n", Token);
        var (steady, moved) = (new PopulationStability(400, 120, 0.03, 0.2), new PopulationStability(400, 120, 0.41, 0.3));
        var report = new DriftReport(
            Night, "fake@1",
            [.. Enum.GetValues<DriftFigure>().Select(figure => new DriftLine(figure, figure == DriftFigure.KnownWords ? moved : steady))],
            AgreementChange.Of(Enumerable.Repeat(1.0, 40), Enumerable.Repeat(2.0 / 3, 30)), BlindOnly: true);
        await File.WriteAllTextAsync(Path.Combine(folder, "drift.json"), JsonSerializer.Serialize(report, CallQAJson.Compact), Token);
        var candidate = PromotedModels.Of(site.Settings).CandidateFolder;
        await ModelRegistry.AddAsync(candidate, new("callqa-scoring/1+aa", Night.AddDays(-1), "hash", 1, ["en"], true, "it is better in 97 % of 1,000 draws", "callqa-scoring/1+00", []) { Reviews = 140, FreshReviews = 60 }, Token);
        await ModelRegistry.AddAsync(candidate, new("callqa-scoring/1+bb", Night, "hash", 1, ["en"], false, "it is worse", "callqa-scoring/1+aa", []) { Reviews = 150, FreshReviews = 66 }, Token);
    }
}
