using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace CallQA.App.Identity;

/// <summary>Who may do what: a name for each right, and the roles that have it.</summary>
internal static class Access
{
    public const string Administer = nameof(Administer);
    public const string Evaluate = nameof(Evaluate);
    public const string Comment = nameof(Comment);
    public const string SeeReports = nameof(SeeReports);
    public const string SeeOperations = nameof(SeeOperations);

    /// <summary>Operators' programs: from this machine, or an admin's session.</summary>
    public const string Operate = nameof(Operate);

    private static readonly Dictionary<string, Role[]> Rights = new()
    {
        [Administer] = [Role.Admin],
        [Evaluate] = [Role.Admin, Role.Reviewer],
        [Comment] = [Role.Admin, Role.Reviewer, Role.Trainer],
        [SeeReports] = [Role.Admin, Role.Reviewer, Role.Trainer, Role.Auditor],
        [SeeOperations] = [Role.Admin, Role.Auditor],
    };

    /// <summary>Whether somebody has a right.</summary>
    public static bool Allows(ClaimsPrincipal user, string right) => Rights[right].Any(role => user.IsInRole(role.ToString()));

    public static void Configure(AuthorizationOptions options)
    {
        // What says nothing about rights is for those who have signed in, and for nobody else.
        options.FallbackPolicy = options.DefaultPolicy;
        foreach (var (right, roles) in Rights)
            options.AddPolicy(right, policy => policy.RequireRole(roles.Select(role => role.ToString())));
        options.AddPolicy(Operate, policy => policy
            .AddAuthenticationSchemes(IdentityConstants.ApplicationScheme, LocalOperator.Scheme)
            .RequireRole(nameof(Role.Admin)));
    }
}
