using System.Security.Claims;
using CallQA.App.Identity.Keys;
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
    public const string Calibrate = nameof(Calibrate);
    public const string Coach = nameof(Coach);
    public const string Respond = nameof(Respond);
    public const string SeeOperations = nameof(SeeOperations);

    /// <summary>To read which sampling plans were carried out.</summary>
    public const string SeePlans = nameof(SeePlans);

    /// <summary>To hear and read what was taken out of calls, where it is kept.</summary>
    public const string SeeOriginals = nameof(SeeOriginals);

    /// <summary>Operators' programs: from this machine, with an admin's key, or in an admin's session.</summary>
    public const string Operate = nameof(Operate);

    /// <summary>The same programs and those of auditors, where nothing is changed.</summary>
    public const string Oversee = nameof(Oversee);

    /// <summary>Whoever signed in or shows a key, and programs on this machine: what they get to see depends on who they are.</summary>
    public const string Read = nameof(Read);

    private static readonly string[] ForPrograms = [IdentityConstants.ApplicationScheme, KeyBearer.Scheme, LocalOperator.Scheme];

    private static readonly Dictionary<string, Role[]> Rights = new()
    {
        [Administer] = [Role.Admin],
        [Evaluate] = [Role.Admin, Role.Reviewer],
        [Comment] = [Role.Admin, Role.Reviewer, Role.Trainer],
        [SeeReports] = [Role.Admin, Role.Reviewer, Role.Trainer, Role.Auditor],
        [Calibrate] = [Role.Admin, Role.Trainer],
        [Coach] = [Role.Admin, Role.Trainer],
        [Respond] = [Role.Agent],
        [SeeOperations] = [Role.Admin, Role.Auditor],
        [SeePlans] = [Role.Admin, Role.Reviewer, Role.Auditor],
        [SeeOriginals] = [Role.Admin, Role.Auditor],
    };

    /// <summary>Whether somebody has a right.</summary>
    public static bool Allows(ClaimsPrincipal user, string right) => Rights[right].Any(role => user.IsInRole(role.ToString()));

    public static void Configure(AuthorizationOptions options)
    {
        // What says nothing about rights is for those who have signed in, and for nobody else.
        options.FallbackPolicy = options.DefaultPolicy;
        foreach (var (right, roles) in Rights)
            options.AddPolicy(right, policy => policy.RequireRole(roles.Select(role => role.ToString())));
        options.AddPolicy(Operate, policy => policy.AddAuthenticationSchemes(ForPrograms).RequireRole(nameof(Role.Admin)));
        options.AddPolicy(Oversee, policy => policy.AddAuthenticationSchemes(ForPrograms).RequireRole(nameof(Role.Admin), nameof(Role.Auditor)));
        options.AddPolicy(Read, policy => policy.AddAuthenticationSchemes(ForPrograms).RequireAuthenticatedUser());
    }
}
