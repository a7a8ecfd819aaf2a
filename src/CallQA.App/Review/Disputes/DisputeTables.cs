using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review.Disputes;

/// <summary>The tables of how a result came to stand.</summary>
internal static class DisputeTables
{
    public static void Configure(ModelBuilder modelBuilder)
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
}
