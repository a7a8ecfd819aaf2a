using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review.Calibration;

/// <summary>The tables of calls that several people review to agree on one scale.</summary>
internal static class CalibrationTables
{
    public static void Configure(ModelBuilder modelBuilder)
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
}
