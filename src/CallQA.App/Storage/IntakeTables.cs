using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Storage;

/// <summary>The tables of what comes in, and from where.</summary>
internal static class IntakeTables
{
    public static void Configure(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<IntakePathRow>(intake =>
        {
            intake.HasKey(row => row.Path);
            intake.Property(row => row.Announced).IsConcurrencyToken();
            intake.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<IntakeFailureRow>(failure =>
        {
            failure.HasKey(row => row.Digest);
            failure.Property(row => row.Attempts).IsConcurrencyToken();
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
    }
}
