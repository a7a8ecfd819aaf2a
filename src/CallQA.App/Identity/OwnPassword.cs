using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace CallQA.App.Identity;

/// <summary>Why a password was not changed.</summary>
internal enum PasswordProblem
{
    /// <summary>Whoever asks has no account of their own.</summary>
    NoAccount,

    /// <summary>The new password is the present one.</summary>
    Same,

    /// <summary>The present password is another.</summary>
    Wrong,

    /// <summary>The new password is shorter than <see cref="SignInServices.ShortestPassword"/>.</summary>
    Short,

    /// <summary>Too many wrong attempts from this address; another one in some minutes.</summary>
    Locked,
}

/// <summary>Gives people a password of their choice. All their other sessions end.</summary>
internal sealed class OwnPassword(SignInManager<UserRow> signIns, UserManager<UserRow> users, AuditTrail audit, SignInAttempts attempts, IHttpContextAccessor http)
{
    /// <summary>Changes it.</summary>
    /// <returns>Why not; null when it is changed.</returns>
    public async Task<PasswordProblem?> ChangeAsync(ClaimsPrincipal who, string present, string chosen, CancellationToken cancellationToken)
    {
        if (await users.GetUserAsync(who) is not { } user) return PasswordProblem.NoAccount;
        if (chosen == present) return PasswordProblem.Same;
        var address = http.HttpContext?.Connection.RemoteIpAddress;
        if (await attempts.BeginAsync(user.Name, address, cancellationToken) is not null) return PasswordProblem.Locked;
        if (!(await signIns.CheckPasswordSignInAsync(user, present, lockoutOnFailure: false)).Succeeded) return PasswordProblem.Wrong;
        await attempts.SucceededAsync(user.Name, address, cancellationToken);
        user.MustChangePassword = false;
        if (!(await users.ChangePasswordAsync(user, present, chosen)).Succeeded) return PasswordProblem.Short;
        await audit.AddAsync(AuditTrail.AccountChanged, user.Name, cancellationToken);
        if (who.Identity?.AuthenticationType == IdentityConstants.ApplicationScheme) await signIns.RefreshSignInAsync(user);
        return null;
    }
}
