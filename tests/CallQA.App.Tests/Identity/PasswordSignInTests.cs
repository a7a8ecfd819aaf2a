using CallQA.App.Identity;
using CallQA.App.Tests.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CallQA.App.Tests.Identity;

public sealed class PasswordSignInTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("eva")]
    [InlineData("nobody")]
    [InlineData("gone")]
    [InlineData(" ")]
    public async Task SignInAsync_ChecksOnePassword_WhoeverIsRefused(string name)
    {
        await using var site = await TestSite.OpenAsync();
        var accounts = site.Get<Accounts>();
        foreach (var known in new[] { "eva", "gone" }) await accounts.AddAsync(known, Role.Reviewer, null, Token);
        await accounts.DisableAsync("gone", Token);
        await using var scope = site.Get<IServiceScopeFactory>().CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<UserRow>>();
        var hasher = new CountingHasher(users.PasswordHasher);
        users.PasswordHasher = hasher;

        var outcome = await new PasswordSignIn(scope.ServiceProvider.GetRequiredService<SignInManager<UserRow>>(), users, site.Get<SignInAttempts>(), scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>()).SignInAsync(name, "wrong");

        outcome.ShouldBe(new SignInOutcome(null));
        hasher.Checks.ShouldBe([PasswordVerificationResult.Failed]);
    }

    private sealed class CountingHasher(IPasswordHasher<UserRow> hasher) : IPasswordHasher<UserRow>
    {
        public List<PasswordVerificationResult> Checks { get; } = [];

        public string HashPassword(UserRow user, string password) => hasher.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(UserRow user, string hashedPassword, string providedPassword)
        {
            Checks.Add(hasher.VerifyHashedPassword(user, hashedPassword, providedPassword));
            return Checks[^1];
        }
    }
}
