using CallQA.App.Coaching.Playlists;
using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Coaching.Sessions;

/// <summary>The tables of coaching: plans, sessions and what was agreed in them.</summary>
internal static class SessionTables
{
    public static void Configure(ModelBuilder modelBuilder)
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
            session.HasMany(row => row.Clips).WithOne().HasForeignKey(row => row.SessionId).OnDelete(DeleteBehavior.Cascade);
            session.HasMany(row => row.Playlists).WithOne().HasForeignKey(row => row.SessionId).OnDelete(DeleteBehavior.Cascade);
            session.HasMany(row => row.Events).WithOne().HasForeignKey(row => row.SessionId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<CoachingActionRow>().ToTable("CoachingActions");
        modelBuilder.Entity<CoachingMomentRow>(moment =>
        {
            moment.ToTable("CoachingMoments");
            moment.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<CoachingClipRow>(clip =>
        {
            clip.ToTable("CoachingClips").HasKey(row => new { row.SessionId, row.ClipId });
            clip.HasOne(row => row.Clip).WithMany().HasForeignKey(row => row.ClipId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<CoachingPlaylistRow>(playlist =>
        {
            playlist.ToTable("CoachingPlaylists").HasKey(row => new { row.SessionId, row.PlaylistId });
            playlist.HasOne<PlaylistRow>().WithMany().HasForeignKey(row => row.PlaylistId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<CoachingEventRow>().ToTable("CoachingEvents");
    }
}
