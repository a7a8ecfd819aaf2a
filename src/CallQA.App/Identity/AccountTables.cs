using CallQA.App.Identity.Keys;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Identity;

/// <summary>The tables of who may work here.</summary>
internal static class AccountTables
{
    public static void Configure(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<UserRow>(user =>
        {
            user.HasIndex(row => row.NormalizedName).IsUnique();
            user.HasIndex(row => row.ExternalId).IsUnique();
        });
        modelBuilder.Entity<SignInAttemptRow>(attempt =>
        {
            attempt.HasKey(row => row.Key);
            attempt.HasIndex(row => row.UntilUtc);
        });
        modelBuilder.Entity<ApiKeyRow>().HasOne<UserRow>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
