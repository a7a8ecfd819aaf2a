using CallQA.App.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CallQA.App.Identity;

/// <summary>The accounts as ASP.NET Core Identity asks for them.</summary>
internal sealed class UserStore(IDbContextFactory<CallQADbContext> contexts)
    : IUserPasswordStore<UserRow>, IUserSecurityStampStore<UserRow>, IUserLockoutStore<UserRow>
{
    private readonly UnitOfWork work = new(contexts);

    public Task<string> GetUserIdAsync(UserRow user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(UserRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task SetUserNameAsync(UserRow user, string? userName, CancellationToken cancellationToken) => Set(() => user.Name = userName ?? "");

    public Task<string?> GetNormalizedUserNameAsync(UserRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedName);

    public Task SetNormalizedUserNameAsync(UserRow user, string? normalizedName, CancellationToken cancellationToken) =>
        Set(() => user.NormalizedName = normalizedName ?? "");

    public async Task<IdentityResult> CreateAsync(UserRow user, CancellationToken cancellationToken)
    {
        await work.CommitAsync(context => Task.FromResult(context.Users.Add(user).Entity), cancellationToken);
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> UpdateAsync(UserRow user, CancellationToken cancellationToken)
    {
        await work.CommitAsync(context => Task.FromResult(context.Users.Update(user).Entity), cancellationToken);
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> DeleteAsync(UserRow user, CancellationToken cancellationToken)
    {
        await work.CommitAsync(context => Task.FromResult(context.Users.Remove(user).Entity), cancellationToken);
        return IdentityResult.Success;
    }

    public Task<UserRow?> FindByIdAsync(string userId, CancellationToken cancellationToken) => work.ReadAsync(
        context => context.Users.FirstOrDefaultAsync(row => row.Id == userId, cancellationToken), cancellationToken);

    public Task<UserRow?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => work.ReadAsync(
        context => context.Users.FirstOrDefaultAsync(row => row.NormalizedName == normalizedUserName, cancellationToken), cancellationToken);

    public Task SetPasswordHashAsync(UserRow user, string? passwordHash, CancellationToken cancellationToken) => Set(() => user.PasswordHash = passwordHash);

    public Task<string?> GetPasswordHashAsync(UserRow user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(UserRow user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetSecurityStampAsync(UserRow user, string stamp, CancellationToken cancellationToken) => Set(() => user.SecurityStamp = stamp);

    public Task<string?> GetSecurityStampAsync(UserRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(UserRow user, CancellationToken cancellationToken) =>
        Task.FromResult(user.LockedUntilUtc is { } until ? new DateTimeOffset(until) : (DateTimeOffset?)null);

    public Task SetLockoutEndDateAsync(UserRow user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) =>
        Set(() => user.LockedUntilUtc = lockoutEnd is { } end ? CallMapping.Utc(end) : null);

    public Task<int> IncrementAccessFailedCountAsync(UserRow user, CancellationToken cancellationToken) => Task.FromResult(++user.FailedSignIns);

    public Task ResetAccessFailedCountAsync(UserRow user, CancellationToken cancellationToken) => Set(() => user.FailedSignIns = 0);

    public Task<int> GetAccessFailedCountAsync(UserRow user, CancellationToken cancellationToken) => Task.FromResult(user.FailedSignIns);

    public Task<bool> GetLockoutEnabledAsync(UserRow user, CancellationToken cancellationToken) => Task.FromResult(true);

    // Locking after failed attempts is for everybody.
    public Task SetLockoutEnabledAsync(UserRow user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }

    private static Task Set(Action set)
    {
        set();
        return Task.CompletedTask;
    }
}
