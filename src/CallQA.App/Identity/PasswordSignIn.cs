using Microsoft.AspNetCore.Identity;

namespace CallQA.App.Identity;

/// <summary>What came of an attempt to sign in.</summary>
/// <param name="User">Who has signed in; null for nobody.</param>
/// <param name="Wait">How long to wait after too many attempts; null when this one was looked at.</param>
internal sealed record SignInOutcome(UserRow? User, TimeSpan? Wait = null);

/// <summary>
/// Signs people in by name and password. A name that nobody has takes as long to refuse as a wrong password, so that nobody finds out by the
/// clock which names there are.
/// </summary>
internal sealed class PasswordSignIn(SignInManager<UserRow> signIns, UserManager<UserRow> users, SignInAttempts attempts, IHttpContextAccessor http)
{
    private static readonly UserRow Nobody = new() { Name = "", NormalizedName = "", Role = Role.Agent, SecurityStamp = "" };
    private static readonly Lazy<string> HashOfNobody = new(() => new PasswordHasher<UserRow>().HashPassword(Nobody, Guid.NewGuid().ToString()));

    /// <summary>Begins a session when name and password are right.</summary>
    public async Task<SignInOutcome> SignInAsync(string? name, string? password)
    {
        var address = http.HttpContext?.Connection.RemoteIpAddress;
        var token = http.HttpContext?.RequestAborted ?? CancellationToken.None;
        if (await attempts.BeginAsync(name ?? "", address, token) is { } wait) return new(null, wait);
        var user = string.IsNullOrWhiteSpace(name) ? null : await users.FindByNameAsync(name.Trim());
        if (user is null or { Disabled: true } or { PasswordHash: null })
        {
            users.PasswordHasher.VerifyHashedPassword(Nobody, HashOfNobody.Value, password ?? "");
            return new(null);
        }

        var result = await signIns.PasswordSignInAsync(user, password ?? "", isPersistent: false, lockoutOnFailure: false);
        if (!result.Succeeded) return new(null);
        await attempts.SucceededAsync(name!, address, token);
        return new(user);
    }
}
