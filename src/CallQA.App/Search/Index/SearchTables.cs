using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Search.Index;

/// <summary>The tables that are searched.</summary>
internal static class SearchTables
{
    public static void Configure(ModelBuilder modelBuilder)
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
}
