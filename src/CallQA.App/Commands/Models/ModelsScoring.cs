using System.Globalization;
using CallQA.App.Learning;
using CallQA.App.Settings;
using CallQA.Engines.Scoring.Models;
using CallQA.Engines.Scoring.Training;
using Spectre.Console;

namespace CallQA.App.Commands.Models;

/// <summary>What <c>callqa models scoring</c> tells.</summary>
/// <param name="Version">Version of the models in force.</param>
/// <param name="InForce">Since when they are, where they were learnt from reviews or are back; null while nothing was ever promoted.</param>
/// <param name="Product">Folder of the models that the product, or the settings, bring.</param>
/// <param name="Reviews">The training data made of reviews; null before the first.</param>
/// <param name="History">Every training and every return, the earliest first.</param>
internal sealed record ScoringModels(string Version, ModelInForce? InForce, string Product, DatasetVersion? Reviews, IReadOnlyList<RegistryEntry> History);

/// <summary><c>callqa models scoring</c>.</summary>
internal static class ModelsScoring
{
    private const string By = "command line";

    public static async Task<int> RunAsync(CallQASettings settings, bool back, OutputFormat format, CancellationToken cancellationToken)
    {
        if (back) await GoBackAsync(settings, cancellationToken);
        var models = PromotedModels.Of(settings);
        var force = await models.InForceAsync(cancellationToken);
        var told = new ScoringModels(
            force?.Version ?? await ScoringModel.VersionOfAsync(models.Product, cancellationToken), force, models.Product,
            await new ReviewDataset(settings.LearningPath).LatestAsync(cancellationToken),
            await models.HistoryAsync(cancellationToken));
        if (format == OutputFormat.Json) FormatOption.PrintJson(told);
        else Print(told, settings.Engines.ScoringModel is null ? "shipped with CallQA" : "named by the setting ScoringModel");
        return ExitCode.Done;
    }

    private static async Task GoBackAsync(CallQASettings settings, CancellationToken cancellationToken)
    {
        await using var services = await CommandServices.OpenStoreAsync(settings, cancellationToken);
        if (await services.GetRequiredService<ModelReturns>().RollBackAsync("an operator went back", By, cancellationToken) is null)
            throw new InputException(InputFault.Settings, "There are no earlier scoring models to go back to; `callqa models scoring` shows which there were.");
    }

    private static void Print(ScoringModels told, string origin)
    {
        Screen.Results.MarkupLineInterpolated(told.InForce is { } force
            ? (FormattableString)$"In force: {force.Version} since {NightTable.Moment(force.Since)} UTC, before it {force.BeforeVersion}."
            : $"In force: {told.Version}, {origin}: {told.Product}.");
        if (told.Reviews is { } reviews)
        {
            Screen.Results.MarkupLineInterpolated(
                $"Reviews: {reviews.Train} to learn from, {reviews.Fresh} to compare on, {Counted.Of(reviews.Exchanges, "passage")} of trainers ({reviews.Version}).");
            foreach (var (reason, calls) in reviews.LeftOut) Screen.Results.MarkupLineInterpolated($"  left out, {reason}: {calls}");
        }

        if (told.History.Count == 0) return;
        var table = new Table().AddColumns("when (UTC)", "models", "reviews", "became", "why");
        foreach (var entry in told.History.Reverse())
            table.AddRow(NightTable.Moment(entry.TrainedAt), entry.Version, Reviews(entry), Became(entry), Markup.Escape(entry.Why));
        Screen.Results.Write(table);
    }

    private static string Reviews(RegistryEntry entry) => entry.RolledBack ? "–" : string.Create(CultureInfo.InvariantCulture, $"{entry.Reviews} + {entry.FreshReviews}");

    private static string Became(RegistryEntry entry) => entry switch
    {
        { RolledBack: true } => "back in force",
        { Replaced: true } => "promoted",
        _ => "not taken",
    };
}
