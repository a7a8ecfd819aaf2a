using CallQA.App.Coaching.Examples;
using CallQA.App.Coaching.Playlists;
using CallQA.App.Coaching.Sessions;
using CallQA.App.Review;
using CallQA.App.Review.Calibration;
using CallQA.App.Review.Disputes;
using CallQA.App.Review.Queue;
using CallQA.App.Search.Index;
using CallQA.App.Storage.Encryption;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;

namespace CallQA.App.Storage;

/// <summary>The tables in a PostgreSQL database.</summary>
internal sealed class PostgreSqlCallQADbContext(DbContextOptions<PostgreSqlCallQADbContext> options) : CallQADbContext(options)
{
    private const string Words = "Words";

    private static readonly (string Language, string Filter)[] WordIndexes =
    [
        ("de", "\"Language\" = 'de'"),
        ("en", "\"Language\" = 'en'"),
        ("other", "\"Language\" NOT IN ('de', 'en')"),
    ];

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
            // An index a language, as the search asks: a word that is frequent in none but the others' forms is not looked up in all turns.
            foreach (var (language, filter) in WordIndexes)
                turn.HasIndex([Words], $"IX_SpokenTurns_Words_{language}").HasMethod("gin").HasFilter(filter);
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
