using CallQA.App.Identity;
using CallQA.App.Settings;
using CallQA.App.Webhooks;
using CallQA.Engines.Scoring.Training;

namespace CallQA.App.Learning;

/// <summary>Goes back to the scoring models before, with an entry in the history and in the audit log.</summary>
internal sealed class ModelReturns(AuditTrail audit, WebhookOutbox outbox, CallQASettings settings, TimeProvider clock)
{
    private readonly PromotedModels models = PromotedModels.Of(settings);

    /// <summary>Puts the models before back in force.</summary>
    /// <param name="why">Why, for the history.</param>
    /// <param name="by">Who has it done.</param>
    /// <param name="cancellationToken">Stops before the change.</param>
    /// <returns>What is in force now; null when there is nothing to go back to.</returns>
    public async Task<ModelInForce?> RollBackAsync(string why, string by, CancellationToken cancellationToken)
    {
        if (models.Learnt is null || await models.RollBackAsync(clock.GetUtcNow(), cancellationToken) is not { } back) return null;
        var entry = new RegistryEntry(back.Version, clock.GetUtcNow(), "", 0, [], Replaced: true, why, back.BeforeVersion, []) { RolledBack = true };
        await ModelRegistry.AddAsync(models.CandidateFolder, entry, cancellationToken);
        await audit.AddAsync(AuditTrail.ModelRolledBack, by, cancellationToken);
        await outbox.AddAsync(WebhookTypes.ModelsRolledBack, new { back.Version, instead = back.BeforeVersion, why }, cancellationToken);
        return back;
    }
}
