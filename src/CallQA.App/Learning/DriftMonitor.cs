using System.Globalization;
using System.Text.Json;
using CallQA.Agreement;
using CallQA.App.Identity;
using CallQA.App.Settings;
using CallQA.App.Webhooks;
using CallQA.Engines.Scoring.Corpus;
using CallQA.Engines.Scoring.Quality;
using CallQA.Engines.Scoring.Reading;
using CallQA.Recordings;

namespace CallQA.App.Learning;

/// <summary>Compares two folders of models on reviewed calls; null when none could be scored.</summary>
internal delegate Task<Comparison?> ModelComparison(string champion, string challenger, IReadOnlyList<LabelledConversation> reviews, CancellationToken cancellationToken);

/// <summary>
/// Watches inputs, scores and agreement, raises alarms, and goes back to the models before where these do better on what people have reviewed since
/// the promotion.
/// </summary>
internal sealed class DriftMonitor(
    DriftFigures figures, ReviewedCalls reviewed, ModelComparison compare, ModelReturns returns, AuditTrail audit, WebhookOutbox outbox, CallEngines engines, CallQASettings settings, TimeProvider clock)
{
    /// <summary>Share of the draws in which the models before must be better for a return; more than for a promotion, as every night looks anew.</summary>
    public const double NeededToReturn = 0.95;

    private const int DaysNow = 14;
    private const int DaysBefore = 56;
    private const int ReviewDaysNow = 28;
    private const int ReviewDaysBefore = 84;
    private const string By = "drift monitor";
    private const string FileName = "drift.json";

    /// <summary>What was found last; null before the first look.</summary>
    public static async Task<DriftReport?> LastAsync(CallQASettings settings, CancellationToken cancellationToken)
    {
        var path = Path.Combine(settings.LearningPath, FileName);
        return File.Exists(path) ? JsonSerializer.Deserialize<DriftReport>(await File.ReadAllTextAsync(path, cancellationToken), CallQAJson.Compact) : null;
    }

    /// <summary>Looks now.</summary>
    /// <returns>How many alarms there are.</returns>
    public async Task<int> LookAsync(CancellationToken cancellationToken)
    {
        var before = (await LastAsync(settings, cancellationToken))?.Alarms ?? [];
        var report = await ReadAsync(cancellationToken) with { RolledBack = await ReturnAsync(cancellationToken) };
        await AtomicFile.WriteTextAsync(Path.Combine(settings.LearningPath, FileName), JsonSerializer.Serialize(report, CallQAJson.Compact), cancellationToken);
        if (report.Alarms.Except(before).Any())
        {
            await audit.AddAsync(AuditTrail.DriftAlarm, By, cancellationToken);
            await outbox.AddAsync(WebhookTypes.DriftAlarm, new { report.Alarms }, cancellationToken);
        }

        return report.Alarms.Count + (report.RolledBack is null ? 0 : 1);
    }

    private async Task<DriftReport> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (_, answering) = await PromotedModels.Of(settings).LoadAsync(cancellationToken);
        using var model = answering;
        var reader = new CallReader(model);
        var recent = now.AddDays(-DaysNow);
        var earlier = await figures.ReadAsync(recent.AddDays(-DaysBefore), recent, reader.KnownShare, cancellationToken);
        var later = await figures.ReadAsync(recent, now.AddSeconds(1), reader.KnownShare, cancellationToken);
        var (agreement, blind) = Agreement(await figures.AgreementAsync(now.AddDays(-ReviewDaysNow - ReviewDaysBefore), cancellationToken), now.AddDays(-ReviewDaysNow));
        return new(now, engines.Reader.Model, Lines(earlier, later), agreement, blind);
    }

    private static IReadOnlyList<DriftLine> Lines(StretchFigures before, StretchFigures now) =>
    [
        new(DriftFigure.KnownWords, PopulationStability.OfNumbers(before.KnownWords, now.KnownWords)),
        new(DriftFigure.CallLength, PopulationStability.OfNumbers(before.Minutes, now.Minutes)),
        new(DriftFigure.Language, PopulationStability.OfCategories(before.Languages, now.Languages)),
        new(DriftFigure.Empathy, PopulationStability.OfCategories(before.Empathy, now.Empathy)),
        new(DriftFigure.Courtesy, PopulationStability.OfCategories(before.Courtesy, now.Courtesy)),
        new(DriftFigure.Resolution, PopulationStability.OfCategories(before.Resolution, now.Resolution)),
    ];

    // Who sees the machine's answer leans to it: blind and other reviews are compared only where there is no other way.
    private static (AgreementChange Change, bool BlindOnly) Agreement(IReadOnlyList<ReviewAgreement> reviews, DateTimeOffset since)
    {
        var blind = AgreementChange.Of(Shares(review => review.Blind && review.At < since), Shares(review => review.Blind && review.At >= since));
        return blind.Difference is not null ? (blind, true) : (AgreementChange.Of(Shares(review => review.At < since), Shares(review => review.At >= since)), false);

        IEnumerable<double> Shares(Func<ReviewAgreement, bool> which) => reviews.Where(which).Select(review => review.Share);
    }

    // Both models are asked about the same calls: a harder mix of calls is no fault of the model.
    private async Task<string?> ReturnAsync(CancellationToken cancellationToken)
    {
        var models = PromotedModels.Of(settings);
        if (models.Learnt is null || await models.InForceAsync(cancellationToken) is not { RolledBack: false } force) return null;
        var since = (await reviewed.ReadAsync(cancellationToken)).Calls
            .Where(call => call.ReviewedAt > force.Since && call.Conversation.Kind == ConversationKind.Call)
            .Select(call => call.Conversation with { Part = CorpusPart.Test }).ToList();
        if (since.Count < AgreementChange.EnoughCalls) return null;
        // What this version cannot load does not answer, and there is nothing in it to go back to.
        if (!await models.CanLoadAsync(force.Folder, cancellationToken) || !await models.CanLoadAsync(force.Before, cancellationToken)) return null;
        var comparison = await compare(models.PathOf(force.Folder), models.PathOf(force.Before), since, cancellationToken);
        if (comparison is not { ShareBetter: >= NeededToReturn }) return null;
        var why = string.Create(
            CultureInfo.InvariantCulture,
            $"the models before are better in {comparison.ShareBetter:P0} of 1,000 draws of the {comparison.Calls} reviews since the promotion ({comparison.Difference:+0.000;-0.000;0.000} on average), {NeededToReturn:P0} are needed");
        if (await returns.RollBackAsync(why, By, cancellationToken) is null) return null;
        await engines.RefreshAsync(cancellationToken);
        return why;
    }
}
