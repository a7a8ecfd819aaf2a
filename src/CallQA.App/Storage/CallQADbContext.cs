using CallQA.App.Coaching.Examples;
using CallQA.App.Coaching.Playlists;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Interchange;
using CallQA.App.Redaction;
using CallQA.App.Review;
using CallQA.App.Review.Calibration;
using CallQA.App.Review.Disputes;
using CallQA.App.Review.Queue;
using CallQA.App.Scorecards;
using CallQA.App.Search;
using CallQA.App.Search.Index;
using CallQA.App.Storage.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CallQA.App.Storage;

/// <summary>The tables. One derived context a provider, because each has its own migrations.</summary>
internal abstract class CallQADbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<CallRow> Calls => Set<CallRow>();

    public DbSet<TranscriptRow> Transcripts => Set<TranscriptRow>();

    public DbSet<OriginalTranscriptRow> OriginalTranscripts => Set<OriginalTranscriptRow>();

    public DbSet<RecordingKeyRow> RecordingKeys => Set<RecordingKeyRow>();

    public DbSet<EvaluationRow> Evaluations => Set<EvaluationRow>();

    public DbSet<IntakePathRow> IntakePaths => Set<IntakePathRow>();

    public DbSet<ListProgressRow> ListProgress => Set<ListProgressRow>();

    public DbSet<IntakeFailureRow> IntakeFailures => Set<IntakeFailureRow>();

    public DbSet<BucketObjectRow> BucketObjects => Set<BucketObjectRow>();

    public DbSet<BucketScanRow> BucketScans => Set<BucketScanRow>();

    public DbSet<QuarantinedFileRow> QuarantinedFiles => Set<QuarantinedFileRow>();

    public DbSet<StageRunRow> StageRuns => Set<StageRunRow>();

    public DbSet<StageFailureRow> StageFailures => Set<StageFailureRow>();

    public DbSet<NightlyRunRow> NightlyRuns => Set<NightlyRunRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<UserRow> Users => Set<UserRow>();

    public DbSet<SignInAttemptRow> SignInAttempts => Set<SignInAttemptRow>();

    public DbSet<ReviewDraftRow> ReviewDrafts => Set<ReviewDraftRow>();

    public DbSet<SuggestionsShownRow> SuggestionsShown => Set<SuggestionsShownRow>();

    public DbSet<ReviewRow> Reviews => Set<ReviewRow>();

    public DbSet<TakenOverReviewRow> TakenOverReviews => Set<TakenOverReviewRow>();

    public DbSet<TranscriptCorrectionRow> TranscriptCorrections => Set<TranscriptCorrectionRow>();

    public DbSet<ReviewTaskRow> ReviewTasks => Set<ReviewTaskRow>();

    public DbSet<SamplingPlanRow> SamplingPlans => Set<SamplingPlanRow>();

    public DbSet<RecurringPlanRow> RecurringPlans => Set<RecurringPlanRow>();

    public DbSet<CallCommentRow> CallComments => Set<CallCommentRow>();

    public DbSet<CallFigureRow> CallFigures => Set<CallFigureRow>();

    public DbSet<SpokenTurnRow> SpokenTurns => Set<SpokenTurnRow>();

    public DbSet<SavedSearchRow> SavedSearches => Set<SavedSearchRow>();

    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    public DbSet<AnsweredRequestRow> AnsweredRequests => Set<AnsweredRequestRow>();

    public DbSet<StandingRow> Standings => Set<StandingRow>();

    public DbSet<CalibrationSessionRow> CalibrationSessions => Set<CalibrationSessionRow>();

    public DbSet<ConsensusRow> Consensus => Set<ConsensusRow>();

    public DbSet<ScoreEventRow> ScoreEvents => Set<ScoreEventRow>();

    public DbSet<ScorecardVersionRow> ScorecardVersions => Set<ScorecardVersionRow>();

    public DbSet<ScorecardInForceRow> ScorecardsInForce => Set<ScorecardInForceRow>();

    public DbSet<CoachingPlanRow> CoachingPlans => Set<CoachingPlanRow>();

    public DbSet<CoachingSessionRow> CoachingSessions => Set<CoachingSessionRow>();

    public DbSet<ExampleVerdictRow> ExampleVerdicts => Set<ExampleVerdictRow>();

    public DbSet<ClipRow> Clips => Set<ClipRow>();

    public DbSet<PlaylistRow> Playlists => Set<PlaylistRow>();

    public DbSet<PlaylistShareRow> PlaylistShares => Set<PlaylistShareRow>();

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (!AuditChain.Grows(this)) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        var saved = await AuditChain.CommitAsync(this, () => base.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancellationToken), cancellationToken);
        if (acceptAllChangesOnSuccess) ChangeTracker.AcceptAllChanges();
        return saved;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        CallTables.Configure(modelBuilder);
        IntakeTables.Configure(modelBuilder);
        WorkTables.Configure(modelBuilder);
        AccountTables.Configure(modelBuilder);
        ReviewTables.Configure(modelBuilder);
        QueueTables.Configure(modelBuilder);
        DisputeTables.Configure(modelBuilder);
        CalibrationTables.Configure(modelBuilder);
        SearchTables.Configure(modelBuilder);
        SessionTables.Configure(modelBuilder);
        PlaylistTables.Configure(modelBuilder);
        modelBuilder.Entity<ScorecardVersionRow>().HasIndex(row => new { row.Scorecard, row.Version }).IsUnique();
        modelBuilder.Entity<ExampleVerdictRow>(verdict =>
        {
            verdict.HasIndex(row => new { row.Topic, row.CallId, row.StartTicks, row.ById }).IsUnique();
            verdict.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    /// <summary>SQLite returns moments of unspecified kind; all of ours are UTC.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        moment => moment, moment => DateTime.SpecifyKind(moment, DateTimeKind.Utc));
}
