using CallQA.App.Redaction;
using CallQA.Recordings;
using CallQA.Scoring;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CallQA.App.Storage;

/// <summary>The tables of calls and of what their stages leave.</summary>
internal static class CallTables
{
    public static void Configure(ModelBuilder modelBuilder)
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
        modelBuilder.Entity<EvaluationRow>(ConfigureEvaluation);
    }

    private static void ConfigureCall(EntityTypeBuilder<CallRow> call)
    {
        call.HasKey(row => row.Id);
        call.Property(row => row.Digest).HasDefaultValue("");
        call.HasIndex(row => row.Digest);
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
}
