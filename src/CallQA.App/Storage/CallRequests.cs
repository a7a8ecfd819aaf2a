using System.Linq.Expressions;
using CallQA.Recordings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace CallQA.App.Storage;

/// <summary>What operators ask of calls. Each request is one statement; the workers find it in the store.</summary>
internal sealed class CallRequests(IDbContextFactory<CallQADbContext> contexts, TimeProvider clock)
{
    private readonly UnitOfWork work = new(contexts);

    /// <summary>Lets calls be scored again, those from a moment on; answers that are there already are not made anew.</summary>
    public Task<int> RescoreAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var (from, now) = (CallMapping.Utc(since), CallMapping.Utc(clock.GetUtcNow()));
        return ChangeAsync(
            row => row.ListedUtc >= from && row.Stage == CallStage.Scored,
            set => set.SetProperty(row => row.Stage, CallStage.Measured).SetProperty(row => row.WaitingSinceUtc, now),
            cancellationToken);
    }

    /// <summary>Lets one call be transcribed again, with another model where one is named. A worker that is at a stage of it loses its lease.</summary>
    public Task<int> RetranscribeAsync(string callId, string? model, CancellationToken cancellationToken)
    {
        var now = CallMapping.Utc(clock.GetUtcNow());
        return ChangeAsync(
            row => row.Id == callId,
            set => set.SetProperty(row => row.Stage, CallStage.TakenIn)
                .SetProperty(row => row.WaitingSinceUtc, now)
                .SetProperty(row => row.SpeechModel, model)
                .SetProperty(row => row.Attempts, 0)
                .SetProperty(row => row.Worker, (string?)null)
                .SetProperty(row => row.BegunUtc, (DateTime?)null)
                .SetProperty(row => row.LeasedUntilUtc, (DateTime?)null),
            cancellationToken);
    }

    /// <summary>Lets a call go before or after others.</summary>
    public Task<int> PrioritiseAsync(string callId, int priority, CancellationToken cancellationToken) =>
        ChangeAsync(row => row.Id == callId, set => set.SetProperty(row => row.Priority, priority), cancellationToken);

    /// <summary>Forbids a call's erasure, or with null allows it again.</summary>
    public Task<int> HoldAsync(string callId, string? reason, CancellationToken cancellationToken) =>
        ChangeAsync(row => row.Id == callId, set => set.SetProperty(row => row.LegalHold, reason), cancellationToken);

    /// <summary>Allows or forbids that a call is learnt from; null leaves it to the rule of its telephone queue.</summary>
    public Task<int> ConsentAsync(string callId, bool? allowed, CancellationToken cancellationToken) =>
        ChangeAsync(row => row.Id == callId, set => set.SetProperty(row => row.TrainingConsent, allowed), cancellationToken);

    private Task<int> ChangeAsync(
        Expression<Func<CallRow, bool>> which, Action<UpdateSettersBuilder<CallRow>> change, CancellationToken cancellationToken) => work.ExecuteAsync(
        context => context.Calls.Where(which).ExecuteUpdateAsync(
            set =>
            {
                change(set);
                set.SetProperty(row => row.Version, row => row.Version + 1);
            },
            cancellationToken),
        cancellationToken);
}
