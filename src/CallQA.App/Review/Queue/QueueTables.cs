using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review.Queue;

/// <summary>The tables of what is to be reviewed, by whom, and how it was drawn.</summary>
internal static class QueueTables
{
    public static void Configure(ModelBuilder modelBuilder)
    {
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
    }
}
