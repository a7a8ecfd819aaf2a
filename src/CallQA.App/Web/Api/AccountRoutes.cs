using System.Security.Claims;
using CallQA.App.Identity;
using CallQA.App.Identity.Keys;

namespace CallQA.App.Web.Api;

/// <summary>An account as programs see it.</summary>
internal sealed record Account(string Name, Role Role, string? AgentId, bool Disabled, bool HasOneTimePassword, DateTimeOffset Created);

/// <summary>An account to be made.</summary>
internal sealed record NewAccount(string Name, Role Role, string? AgentId = null);

/// <summary>A password that is shown once.</summary>
internal sealed record GivenPassword(string Name, string OneTimePassword);

/// <summary>A password of one's own choice, and the present one.</summary>
internal sealed record ChosenPassword(string Present, string Chosen);

/// <summary>A key to be made.</summary>
internal sealed record NewKey(string Account, string Name, IReadOnlyList<string> Scopes, int Days = 365);

/// <summary>A key that is shown once.</summary>
internal sealed record GivenKey(string Key);

/// <summary>Accounts, keys and the audit log.</summary>
internal static class AccountRoutes
{
    private const int PageSize = 100;

    public static void Map(RouteGroupBuilder api)
    {
        var admin = api.MapGroup("").RequireAuthorization(Access.Administer);
        admin.MapGet("/users", ListAsync).Describe<IReadOnlyList<Account>>("All accounts");
        admin.MapPost("/users", AddAsync).WithMetadata(new ShownOnce()).Describe<GivenPassword>("Makes an account", StatusCodes.Status201Created);
        admin.MapPost("/users/{name}/reset", ResetAsync).WithMetadata(new ShownOnce()).Describe<GivenPassword>("Gives an account a new one-time password");
        admin.MapPost("/users/{name}/disable", DisableAsync).Describe("Keeps an account out");
        admin.MapGet("/keys", async (ApiKeys keys, CancellationToken token) => JsonAnswer.Of(await keys.ListAsync(token))).Describe<IReadOnlyList<ApiKey>>("All keys");
        admin.MapPost("/keys", AddKeyAsync).WithMetadata(new ShownOnce()).Describe<GivenKey>("Makes a key", StatusCodes.Status201Created);
        admin.MapDelete("/keys/{key}", RevokeAsync).Describe("Takes a key back");
        api.MapPut("/password", ChangePasswordAsync).RequireAuthorization(Access.Read).WithMetadata(new ShownOnce())
            .Describe("Gives whoever asks another password; all other sessions end");
        api.MapGet("/audit", async (AuditTrail audit, CancellationToken token, string? call = null, int page = 1) =>
                JsonAnswer.Of(await audit.ListAsync(call, (Math.Max(1, page) - 1) * PageSize, PageSize, token)))
            .RequireAuthorization(Access.SeeOperations).Describe<IReadOnlyList<AuditEntry>>("Who did what, the latest first");
    }

    private static async Task<IResult> ListAsync(Accounts accounts, CancellationToken cancellationToken) => JsonAnswer.Of(
        (await accounts.ListAsync(cancellationToken)).ConvertAll(user => new Account(
            user.Name, user.Role, user.AgentId, user.Disabled, user.MustChangePassword, new DateTimeOffset(user.CreatedUtc))));

    private static async Task<IResult> AddAsync(NewAccount sent, Accounts accounts, AuditTrail audit, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var password = await accounts.AddAsync(sent.Name, sent.Role, sent.AgentId, cancellationToken);
        await audit.AddAsync(AuditTrail.AccountChanged, user.Identity!.Name!, cancellationToken);
        return JsonAnswer.Of(new GivenPassword(sent.Name, password), StatusCodes.Status201Created);
    }

    private static async Task<IResult> ResetAsync(string name, Accounts accounts, AuditTrail audit, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var password = await accounts.ResetAsync(name, cancellationToken);
        await audit.AddAsync(AuditTrail.AccountChanged, user.Identity!.Name!, cancellationToken);
        return JsonAnswer.Of(new GivenPassword(name, password));
    }

    private static async Task<IResult> ChangePasswordAsync(ChosenPassword sent, OwnPassword password, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await password.ChangeAsync(user, sent.Present, sent.Chosen, cancellationToken) switch
        {
            null => Results.Accepted(),
            PasswordProblem.NoAccount => JsonAnswer.Refusal("Programs on this machine have no account and no password; show a key or sign in.", StatusCodes.Status409Conflict),
            PasswordProblem.Same => JsonAnswer.Refusal("The new password is the present one; choose another.", StatusCodes.Status400BadRequest),
            PasswordProblem.Short => JsonAnswer.Refusal(
                $"The new password has {sent.Chosen.Length} letters; choose one of {SignInServices.ShortestPassword} or more.", StatusCodes.Status400BadRequest),
            PasswordProblem.Locked => JsonAnswer.Refusal("There were too many wrong passwords from this address; try again in a quarter of an hour.", StatusCodes.Status429TooManyRequests),
            _ => JsonAnswer.Refusal("The present password is another.", StatusCodes.Status400BadRequest),
        };

    private static async Task<IResult> DisableAsync(string name, Accounts accounts, AuditTrail audit, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await accounts.DisableAsync(name, cancellationToken);
        await audit.AddAsync(AuditTrail.AccountChanged, user.Identity!.Name!, cancellationToken);
        return Results.Accepted();
    }

    private static async Task<IResult> AddKeyAsync(NewKey sent, ApiKeys keys, AuditTrail audit, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var key = await keys.AddAsync(sent.Account, sent.Name, sent.Scopes, sent.Days, user.Identity!.Name!, cancellationToken);
        await audit.AddAsync(AuditTrail.KeyChanged, user.Identity!.Name!, cancellationToken);
        return JsonAnswer.Of(new GivenKey(key), StatusCodes.Status201Created);
    }

    private static async Task<IResult> RevokeAsync(string key, ApiKeys keys, AuditTrail audit, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!await keys.RevokeAsync(key, cancellationToken)) return JsonAnswer.Refusal("There is no such key, or it was taken back before.", StatusCodes.Status404NotFound);
        await audit.AddAsync(AuditTrail.KeyChanged, user.Identity!.Name!, cancellationToken);
        return Results.Accepted();
    }
}
