using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Coaching.Playlists;

/// <summary>The tables of passages to learn from.</summary>
internal static class PlaylistTables
{
    public static void Configure(ModelBuilder modelBuilder)
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
}
