using CallQA.App.Coaching.Examples;
using CallQA.App.Coaching.Playlists;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;
using CallQA.App.Redaction;
using CallQA.App.Review;
using CallQA.App.Review.Calibration;
using CallQA.App.Review.Disputes;
using CallQA.App.Review.Queue;
using CallQA.App.Scorecards;
using CallQA.App.Search;
using CallQA.App.Search.Index;
using CallQA.App.Storage.Encryption;
using CallQA.Recordings;
using CallQA.Scoring;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NpgsqlTypes;

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

    public DbSet<BucketObjectRow> BucketObjects => Set<BucketObjectRow>();

    public DbSet<BucketScanRow> BucketScans => Set<BucketScanRow>();

    public DbSet<QuarantinedFileRow> QuarantinedFiles => Set<QuarantinedFileRow>();

    public DbSet<StageRunRow> StageRuns => Set<StageRunRow>();

    public DbSet<NightlyRunRow> NightlyRuns => Set<NightlyRunRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<UserRow> Users => Set<UserRow>();

    public DbSet<ReviewDraftRow> ReviewDrafts => Set<ReviewDraftRow>();

    public DbSet<ReviewRow> Reviews => Set<ReviewRow>();

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
        modelBuilder.Entity<CallRow>(ConfigureCall);
        modelBuilder.Entity<TranscriptRow>(transcript =>
        {
            transcript.HasIndex(row => new { row.CallId, row.OriginKey }).IsUnique();
            transcript.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<OriginalTranscriptRow>(original =>
        {
            original.HasKey(row => row.TranscriptId);
            original.Property(row => row.TranscriptId).ValueGeneratedNever();
            original.HasOne<TranscriptRow>().WithOne(row => row.Original).HasForeignKey<OriginalTranscriptRow>(row => row.TranscriptId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<RecordingKeyRow>(key =>
        {
            key.HasIndex(row => row.ContentHash);
            key.HasIndex(row => row.MasterKey);
        });
        modelBuilder.Entity<EvaluationRow>(ConfigureEvaluation);
        modelBuilder.Entity<IntakePathRow>(intake =>
        {
            intake.HasKey(row => row.Path);
            intake.Property(row => row.Announced).IsConcurrencyToken();
            intake.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<ListProgressRow>(list => list.HasKey(row => row.Path));
        modelBuilder.Entity<BucketObjectRow>(entry =>
        {
            entry.HasKey(row => row.Digest);
            entry.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.SetNull);
        });
        modelBuilder.Entity<BucketScanRow>(scan => scan.HasKey(row => row.Address));
        modelBuilder.Entity<QuarantinedFileRow>(file =>
        {
            file.HasIndex(row => row.Key).IsUnique();
            file.HasIndex(row => row.QuarantinedUtc);
        });
        modelBuilder.Entity<StageRunRow>(run =>
        {
            run.HasIndex(row => row.EndedUtc);
            run.HasIndex(row => row.CallId);
            run.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<NightlyRunRow>(night =>
        {
            night.HasKey(row => row.DueUtc);
            night.HasIndex(row => row.Running).IsUnique();
            night.Property(row => row.Worker).IsConcurrencyToken();
        });
        modelBuilder.Entity<AuditRow>(audit =>
        {
            audit.HasIndex(row => row.CallDigest);
            audit.HasIndex(row => row.FilesPending);
            audit.HasIndex(row => row.Sequence).IsUnique();
        });
        modelBuilder.Entity<UserRow>(user =>
        {
            user.HasIndex(row => row.NormalizedName).IsUnique();
            user.HasIndex(row => row.ExternalId).IsUnique();
        });
        modelBuilder.Entity<ApiKeyRow>().HasOne<UserRow>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        modelBuilder.Entity<AnsweredRequestRow>(request =>
        {
            request.HasKey(row => new { row.By, row.Key });
            request.HasIndex(row => row.BegunUtc);
            request.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<ScorecardVersionRow>().HasIndex(row => new { row.Scorecard, row.Version }).IsUnique();
        ConfigureReview(modelBuilder);
        ConfigureSearch(modelBuilder);
        ConfigureCoachingSessions(modelBuilder);
        ConfigureClips(modelBuilder);
    }

    private static void ConfigureClips(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ClipRow>(clip =>
        {
            clip.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
            clip.HasMany(row => row.Uses).WithOne().HasForeignKey(row => row.ClipId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<ClipUseRow>().ToTable("ClipUses");
        modelBuilder.Entity<PlaylistRow>(playlist =>
        {
            playlist.Property(row => row.Version).IsConcurrencyToken();
            playlist.HasMany(row => row.Clips).WithOne().HasForeignKey(row => row.PlaylistId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<PlaylistShareRow>(share =>
        {
            share.HasIndex(row => row.TokenDigest).IsUnique();
            share.HasOne<PlaylistRow>().WithMany().HasForeignKey(row => row.PlaylistId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<PlaylistClipRow>(entry =>
        {
            entry.ToTable("PlaylistClips").HasKey(row => new { row.PlaylistId, row.ClipId });
            entry.HasOne(row => row.Clip).WithMany().HasForeignKey(row => row.ClipId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void ConfigureReview(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ReviewDraftRow>(draft =>
        {
            draft.HasKey(row => new { row.CallId, row.ReviewerId, row.SessionId });
            draft.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<ReviewRow>(review =>
        {
            review.HasIndex(row => row.CallId);
            review.HasIndex(row => row.SubmittedUtc);
            // Without a session any number.
            review.HasIndex(row => new { row.SessionId, row.CallId, row.ReviewerId }).IsUnique();
            review.HasOne<CalibrationSessionRow>().WithMany().HasForeignKey(row => row.SessionId).OnDelete(DeleteBehavior.Cascade);
            review.HasIndex(row => new { row.ReviewerId, row.SubmittedUtc });
            review.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<TranscriptCorrectionRow>(correction =>
        {
            correction.HasIndex(row => row.TranscriptId);
            correction.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
            correction.HasOne<TranscriptRow>().WithMany().HasForeignKey(row => row.TranscriptId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<CallCommentRow>(comment =>
        {
            comment.HasIndex(row => row.CallId);
            comment.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<ReviewTaskRow>(task =>
        {
            task.HasKey(row => row.CallId);
            task.HasIndex(row => new { row.State, row.DueUtc });
            task.HasIndex(row => row.PlanId).HasFilter($"\"{nameof(ReviewTaskRow.PlanId)}\" IS NOT NULL");
            task.Property(row => row.Version).IsConcurrencyToken();
            task.HasOne<CallRow>().WithOne().HasForeignKey<ReviewTaskRow>(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<SamplingPlanRow>(draw =>
        {
            draw.HasIndex(row => new { row.RecurringId, row.FromUtc });
            draw.HasOne<RecurringPlanRow>().WithMany().HasForeignKey(row => row.RecurringId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<RecurringPlanRow>().Property(row => row.Version).IsConcurrencyToken();
        ConfigureDisputes(modelBuilder);
        ConfigureCalibration(modelBuilder);
    }

    private static void ConfigureCalibration(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<CalibrationSessionRow>(session =>
        {
            session.HasMany(row => row.Calls).WithOne().HasForeignKey(row => row.SessionId).OnDelete(DeleteBehavior.Cascade);
            session.HasMany(row => row.Members).WithOne().HasForeignKey(row => row.SessionId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<CalibrationCallRow>(call =>
        {
            call.ToTable("CalibrationCalls").HasKey(row => new { row.SessionId, row.CallId });
            call.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<CalibrationMemberRow>(member =>
        {
            member.ToTable("CalibrationMembers").HasKey(row => new { row.SessionId, row.ReviewerId });
            member.HasIndex(row => row.ReviewerId);
        });
        modelBuilder.Entity<ConsensusRow>(consensus =>
        {
            consensus.HasIndex(row => row.SessionId);
            consensus.HasOne<CalibrationSessionRow>().WithMany().HasForeignKey(row => row.SessionId).OnDelete(DeleteBehavior.Cascade);
            consensus.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void ConfigureDisputes(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StandingRow>(standing =>
        {
            standing.HasKey(row => row.CallId);
            standing.HasIndex(row => new { row.State, row.DueUtc });
            standing.Property(row => row.Version).IsConcurrencyToken();
            standing.HasOne<CallRow>().WithOne().HasForeignKey<StandingRow>(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
            standing.HasOne(row => row.Review).WithMany().HasForeignKey(row => row.ReviewId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<ScoreEventRow>(entry =>
        {
            entry.HasIndex(row => row.CallId);
            entry.HasIndex(row => new { row.Kind, row.AtUtc });
            entry.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
            entry.HasOne<ReviewRow>().WithMany().HasForeignKey(row => row.ReviewId).OnDelete(DeleteBehavior.Cascade);
            entry.HasOne(row => row.Outcome).WithMany().HasForeignKey(row => row.OutcomeId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void ConfigureCoachingSessions(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<CoachingPlanRow>(plan =>
        {
            plan.HasIndex(row => row.AgentId);
            plan.HasIndex(row => row.CoachId);
            plan.HasMany(row => row.Sessions).WithOne(row => row.Plan).HasForeignKey(row => row.PlanId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<CoachingSessionRow>(session =>
        {
            session.HasIndex(row => row.DueOn);
            session.Property(row => row.Version).IsConcurrencyToken();
            session.HasMany(row => row.Actions).WithOne().HasForeignKey(row => row.SessionId).OnDelete(DeleteBehavior.Cascade);
            session.HasMany(row => row.Moments).WithOne().HasForeignKey(row => row.SessionId).OnDelete(DeleteBehavior.Cascade);
            session.HasMany(row => row.Events).WithOne().HasForeignKey(row => row.SessionId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<CoachingActionRow>().ToTable("CoachingActions");
        modelBuilder.Entity<CoachingMomentRow>(moment =>
        {
            moment.ToTable("CoachingMoments");
            moment.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<CoachingEventRow>().ToTable("CoachingEvents");
        modelBuilder.Entity<ExampleVerdictRow>(verdict =>
        {
            verdict.HasIndex(row => new { row.Topic, row.CallId, row.StartTicks, row.ById }).IsUnique();
            verdict.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void ConfigureSearch(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<CallFigureRow>(figures =>
        {
            figures.HasKey(row => row.Key);
            figures.Property(row => row.Key).ValueGeneratedNever();
            figures.HasIndex(row => row.CallId).IsUnique();
            figures.HasIndex(row => new { row.AgentId, row.Key });
            figures.HasIndex(row => row.ChangedUtc);
            figures.HasOne<CallRow>().WithOne().HasForeignKey<CallFigureRow>(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<SpokenTurnRow>(turn =>
        {
            turn.HasKey(row => row.Key);
            turn.Property(row => row.Key).ValueGeneratedNever();
            turn.HasIndex(row => row.CallKey);
            turn.HasIndex(row => new { row.Emotion, row.Key }).HasFilter($"\"{nameof(SpokenTurnRow.Emotion)}\" IS NOT NULL");
            turn.HasOne<CallFigureRow>().WithMany().HasForeignKey(row => row.CallKey).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<SavedSearchRow>().HasIndex(row => new { row.OwnerId, row.Name }).IsUnique();
    }

    private static void ConfigureCall(EntityTypeBuilder<CallRow> call)
    {
        call.HasKey(row => row.Id);
        call.HasIndex(row => row.ContentHash).IsUnique();
        call.HasIndex(row => new { row.AgentId, row.ListedUtc });
        call.HasIndex(row => row.StartUtc);
        call.HasIndex(row => new { row.ListedUtc, row.Id }).IsDescending(true, false);
        // However far down these lists a page is, it is found and they are counted without a look at the calls.
        call.HasIndex(row => new { row.ListedUtc, row.Id }, "IX_Calls_NeedsReview").IsDescending(true, false).HasFilter($"\"{nameof(CallRow.NeedsReview)}\"");
        call.HasIndex(row => new { row.ListedUtc, row.Id }, "IX_Calls_SetAside").IsDescending(true, false).HasFilter($"\"{nameof(CallRow.Quarantine)}\" IS NOT NULL");
        call.HasIndex(row => new { row.ListedUtc, row.Id }, "IX_Calls_Scored").IsDescending(true, false)
            .HasFilter($"\"{nameof(CallRow.Stage)}\" = {(int)CallStage.Scored} AND \"{nameof(CallRow.QuarantineCause)}\" IS NULL");
        call.HasIndex(row => row.TakenInUtc);
        // Counting by state reads this index only; what waits, is worked on or is set aside are short lists of their own.
        call.HasIndex(row => new { row.Stage, row.QuarantineCause });
        call.HasIndex(row => new { row.AgentName, row.ListedUtc });
        call.HasIndex(row => new { row.Priority, row.TakenInUtc, row.Id }).IsDescending(true, false, false)
            .HasFilter($"\"{nameof(CallRow.Stage)}\" < {(int)CallStage.Scored} AND \"{nameof(CallRow.Quarantine)}\" IS NULL");
        call.HasIndex(row => row.LeasedUntilUtc).HasFilter($"\"{nameof(CallRow.LeasedUntilUtc)}\" IS NOT NULL");
        call.HasIndex(row => row.QuarantineCause);
        call.Property(row => row.Version).IsConcurrencyToken();
        call.HasOne(row => row.CurrentTranscript).WithOne()
            .HasForeignKey<CallRow>(row => row.CurrentTranscriptId).OnDelete(DeleteBehavior.SetNull);
    }

    private static void ConfigureEvaluation(EntityTypeBuilder<EvaluationRow> evaluation)
    {
        // Only the machine answers once; a human's history is append-only.
        evaluation.HasIndex(row => new { row.TranscriptId, row.Scorecard, row.Model }).IsUnique()
            .HasFilter($"\"{nameof(EvaluationRow.Evaluator)}\" = {(int)Evaluator.Machine}");
        evaluation.HasIndex(row => row.CallId);
        evaluation.HasIndex(row => row.Overall);
        evaluation.HasIndex(row => new { row.NeedsReview, row.TranscriptId });
        evaluation.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        evaluation.HasOne<TranscriptRow>().WithMany().HasForeignKey(row => row.TranscriptId).OnDelete(DeleteBehavior.Cascade);
    }

    /// <summary>SQLite returns moments of unspecified kind; all of ours are UTC.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        moment => moment, moment => DateTime.SpecifyKind(moment, DateTimeKind.Utc));
}

/// <summary>The tables in a SQLite file.</summary>
internal sealed class SqliteCallQADbContext(DbContextOptions<SqliteCallQADbContext> options) : CallQADbContext(options);

/// <summary>The tables in a PostgreSQL database.</summary>
internal sealed class PostgreSqlCallQADbContext(DbContextOptions<PostgreSqlCallQADbContext> options) : CallQADbContext(options)
{
    private const string Words = "Words";

    // Signs that would make one word of two ("e-mail", "19.99") become blanks: words are then the same as in SQLite and in a query.
    private const string WordsSql =
        """
        to_tsvector(CASE "Language" WHEN 'de' THEN 'german'::regconfig WHEN 'en' THEN 'english'::regconfig ELSE 'simple'::regconfig END,
        translate("Text", '.,-/@:_+~<>&;''’\', '                '))
        """;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        // Identifiers sort by code point on both databases, whatever the server's locale.
        modelBuilder.Entity<CallRow>().Property(row => row.Id).UseCollation("C");
        modelBuilder.Entity<IntakePathRow>().Property(row => row.CallId).UseCollation("C");
        modelBuilder.Entity<BucketObjectRow>().Property(row => row.CallId).UseCollation("C");
        modelBuilder.Entity<RecordingKeyRow>(key =>
        {
            key.Property(row => row.Id).UseCollation("C");
            key.Property(row => row.MasterKey).UseCollation("C");
        });
        modelBuilder.Entity<TranscriptRow>().Property(row => row.CallId).UseCollation("C");
        modelBuilder.Entity<EvaluationRow>().Property(row => row.CallId).UseCollation("C");
        modelBuilder.Entity<StageRunRow>().Property(row => row.CallId).UseCollation("C");
        modelBuilder.Entity<ReviewDraftRow>().Property(row => row.CallId).UseCollation("C");
        modelBuilder.Entity<ReviewRow>().Property(row => row.CallId).UseCollation("C");
        modelBuilder.Entity<TranscriptCorrectionRow>().Property(row => row.CallId).UseCollation("C");
        modelBuilder.Entity<CallCommentRow>().Property(row => row.CallId).UseCollation("C");
        modelBuilder.Entity<ReviewTaskRow>().Property(row => row.CallId).UseCollation("C");
        modelBuilder.Entity<CallFigureRow>(figures =>
        {
            figures.Property(row => row.CallId).UseCollation("C");
            figures.Property(row => row.Sections).UseCollation("C");
        });
        modelBuilder.Entity<SpokenTurnRow>(turn =>
        {
            turn.Property<NpgsqlTsVector>(Words).HasComputedColumnSql(WordsSql, stored: true);
            turn.HasIndex(Words).HasMethod("gin");
        });
        modelBuilder.Entity<StandingRow>().Property(row => row.CallId).UseCollation("C");
        modelBuilder.Entity<ScoreEventRow>().Property(row => row.CallId).UseCollation("C");
        modelBuilder.Entity<CalibrationCallRow>().Property(row => row.CallId).UseCollation("C");
        modelBuilder.Entity<ConsensusRow>().Property(row => row.CallId).UseCollation("C");
        modelBuilder.Entity<CoachingMomentRow>().Property(row => row.CallId).UseCollation("C");
        modelBuilder.Entity<ExampleVerdictRow>().Property(row => row.CallId).UseCollation("C");
        modelBuilder.Entity<ClipRow>().Property(row => row.CallId).UseCollation("C");
    }
}
