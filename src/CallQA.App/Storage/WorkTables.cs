using CallQA.App.Storage.Encryption;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>The tables of what is done with calls: by the stages, by night, by request, under which keys, and the log of it.</summary>
internal static class WorkTables
{
    public static void Configure(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StageRunRow>(run =>
        {
            run.HasIndex(row => row.EndedUtc);
            run.HasIndex(row => row.CallId);
            run.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<StageFailureRow>().HasKey(row => new { row.Stage, row.Reason });
        modelBuilder.Entity<NightlyRunRow>(night =>
        {
            night.HasKey(row => row.DueUtc);
            night.HasIndex(row => row.Running).IsUnique();
            night.Property(row => row.Worker).IsConcurrencyToken();
        });
        modelBuilder.Entity<AnsweredRequestRow>(request =>
        {
            request.HasKey(row => new { row.By, row.Key });
            request.HasIndex(row => row.BegunUtc);
            request.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<RecordingKeyRow>(key =>
        {
            key.HasIndex(row => row.ContentHash);
            key.HasIndex(row => row.MasterKey);
        });
        modelBuilder.Entity<AuditRow>(audit =>
        {
            audit.HasIndex(row => row.CallDigest);
            audit.HasIndex(row => row.FilesPending);
            audit.HasIndex(row => row.Sequence).IsUnique();
        });
    }
}
