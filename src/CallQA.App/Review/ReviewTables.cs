using CallQA.App.Interchange;
using CallQA.App.Review.Calibration;
using CallQA.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Review;

/// <summary>The tables of what people say about calls.</summary>
internal static class ReviewTables
{
    public static void Configure(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ReviewDraftRow>(draft =>
        {
            draft.HasKey(row => new { row.CallId, row.ReviewerId, row.SessionId });
            draft.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<SuggestionsShownRow>(shown =>
        {
            shown.HasKey(row => new { row.CallId, row.ReviewerId });
            shown.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<ReviewRow>(review =>
        {
            review.HasIndex(row => row.CallId);
            review.HasIndex(row => row.SubmittedUtc);
            // Without a session any number.
            review.HasIndex(row => new { row.SessionId, row.CallId, row.ReviewerId }).IsUnique();
            review.HasOne<CalibrationSessionRow>().WithMany().HasForeignKey(row => row.SessionId).OnDelete(DeleteBehavior.Cascade);
            review.HasIndex(row => new { row.ReviewerId, row.SubmittedUtc });
            review.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<TakenOverReviewRow>(review =>
        {
            review.HasIndex(row => row.CallId);
            review.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<TranscriptCorrectionRow>(correction =>
        {
            correction.HasIndex(row => row.TranscriptId);
            correction.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
            correction.HasOne<TranscriptRow>().WithMany().HasForeignKey(row => row.TranscriptId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<CallCommentRow>(comment =>
        {
            comment.HasIndex(row => row.CallId);
            comment.HasOne<CallRow>().WithMany().HasForeignKey(row => row.CallId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
